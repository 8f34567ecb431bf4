using System;
using System.Text;
using Gateway.Mqtt;
using Gateway.Uplink;

namespace Gateway.Linux.Ports;

/// <summary>The firmware's session on the desktop's MQTT library.</summary>
public sealed class MqttSession : IMqttSession
{
    private readonly Func<IMqttConnection> _create;
    private IMqttConnection _connection;
    private IMqttListener _listener;

    /// <summary>Unconnected.</summary>
    /// <param name="create">Makes the connection, when it is wanted.</param>
    public MqttSession(Func<IMqttConnection> create) => _create = create;

    /// <inheritdoc/>
    public MqttConnectStatus Connect(MqttConnectRequest request, IMqttListener listener)
    {
        if (_connection != null)
        {
            return MqttConnectStatus.Refused;
        }

        _listener = listener;
        _connection = _create();
        _connection.Published += OnPublished;
        _connection.MessageReceived += OnMessage;
        _connection.Lost += OnLost;
        MqttConnectStatus status = StatusOf(_connection.Connect(OptionsOf(request)));
        if (status != MqttConnectStatus.Ok)
        {
            Close();
        }

        return status;
    }

    /// <inheritdoc/>
    public int Publish(string topic, byte[] payload, bool retain) =>
        _connection?.Publish(topic, payload, 1, retain) ?? 0;

    /// <inheritdoc/>
    public bool Subscribe(string topicFilter) => _connection?.Subscribe(topicFilter, 1) ?? false;

    /// <inheritdoc/>
    public void Close()
    {
        IMqttConnection connection = _connection;
        _listener = null;
        if (connection != null)
        {
            connection.Published -= OnPublished;
            connection.MessageReceived -= OnMessage;
            connection.Lost -= OnLost;
            connection.Dispose();
        }
    }

    private static MqttConnectOptions OptionsOf(MqttConnectRequest request) => new()
    {
        Host = request.Host,
        Port = request.Port,
        ClientId = request.ClientId,
        UserName = request.UserName,
        Password = request.Password,
        KeepAliveS = request.KeepAliveS,
        WillTopic = request.WillTopic,
        WillPayload = request.WillPayload == null ? null : Encoding.UTF8.GetBytes(request.WillPayload),
        WillRetain = request.WillTopic != null,
        WillQos = 1,
        Tls = request.Tls == null ? null : new MqttTlsOptions
        {
            Authority = request.Tls.Authority,
            Certificate = request.Tls.Certificate,
            PrivateKey = request.Tls.PrivateKey,
        },
    };

    private static MqttConnectStatus StatusOf(MqttConnectResult result) => result switch
    {
        MqttConnectResult.Ok => MqttConnectStatus.Ok,
        MqttConnectResult.NameNotResolved => MqttConnectStatus.NameNotResolved,
        MqttConnectResult.Unreachable => MqttConnectStatus.Unreachable,
        MqttConnectResult.TimedOut => MqttConnectStatus.TimedOut,
        MqttConnectResult.NotAuthorized => MqttConnectStatus.NotAuthorized,
        MqttConnectResult.Refused => MqttConnectStatus.Refused,
        MqttConnectResult.CertificateUntrusted => MqttConnectStatus.CertificateUntrusted,
        MqttConnectResult.CertificateWrongName => MqttConnectStatus.CertificateWrongName,
        MqttConnectResult.CertificateExpired => MqttConnectStatus.CertificateExpired,
        MqttConnectResult.OwnCertificateRefused => MqttConnectStatus.OwnCertificateRefused,
        MqttConnectResult.CertificateUnusable => MqttConnectStatus.CertificateUnusable,
        _ => MqttConnectStatus.TlsFailed,
    };

    // Those below come on a thread of the library; the listener only sets flags.
    private void OnPublished(int packetId) => _listener?.OnPublished(packetId, true);

    private void OnMessage(string topic, byte[] payload, bool retained) => _listener?.OnMessage(topic, payload);

    private void OnLost() => _listener?.OnLost();
}
