// Stand-in for nanoFramework.M2Mqtt 5.1: the members that the firmware uses, on an IMqttConnection of the
// simulated board, or of the real network outside a simulation. What differs from the original: the name is
// resolved by Connect and not by the constructor, nothing is sent a second time, ConnectionClosed of an own
// Disconnect comes before it returns, and Close of a standing connection says DISCONNECT.
using System;
using System.Collections;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Mqtt;
using Gateway.Standins;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt
{
    /// <summary>MQTT client.</summary>
    public class MqttClient : IMqttClient, IDisposable
    {
        private readonly string _host;
        private readonly int _port;
        private readonly StandinHost _board;
        private readonly MqttTlsOptions _tls;
        private IMqttConnection _connection;
        private ushort _lastUnsentId;

        /// <summary>Creates a client; does not connect.</summary>
        /// <exception cref="NotSupportedException">TLS before 1.2 is asked for.</exception>
        /// <exception cref="ArgumentException">TLS is asked for without an authority.</exception>
        public MqttClient(string brokerHostName, int brokerPort, bool secure, X509Certificate caCert,
            X509Certificate clientCert, MqttSslProtocols sslProtocol)
        {
            _tls = secure ? StandinTls.Options(caCert, clientCert, sslProtocol) : null;
            _host = brokerHostName;
            _port = brokerPort;
            _board = StandinHost.Current;
        }

        /// <inheritdoc/>
        public event IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived;

        /// <inheritdoc/>
        public event IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished;

        /// <inheritdoc/>
        public event IMqttClient.ConnectionClosedEventHandler ConnectionClosed;

        /// <inheritdoc/>
        public bool IsConnected
        {
            get { return _connection != null && _connection.IsConnected; }
        }

        /// <summary>Connects and waits for CONNACK.</summary>
        /// <returns>The code of CONNACK; after any but success the original must be closed, not used
        /// again.</returns>
        /// <exception cref="MqttConnectionException">No TCP connection; see the inner exception.</exception>
        /// <exception cref="MqttCommunicationException">No CONNACK.</exception>
        public MqttReasonCode Connect(string clientId, string username, string password, bool willRetain,
            MqttQoSLevel willQosLevel, bool willFlag, string willTopic, string willMessage, bool cleanSession,
            ushort keepAlivePeriod)
        {
            Close();
            var connection = _board != null ? _board.CreateMqttConnection() : MqttConnectionFactory.Create();
            connection.Published += OnPublished;
            connection.MessageReceived += OnMessage;
            connection.Lost += OnLost;
            _connection = connection;
            return Reason(connection.Connect(new MqttConnectOptions
            {
                Host = _host,
                Port = _port,
                ClientId = clientId,
                UserName = username,
                Password = password,
                KeepAliveS = keepAlivePeriod,
                CleanSession = cleanSession,
                WillTopic = willFlag ? willTopic : null,
                WillPayload = willFlag && willMessage != null ? Encoding.UTF8.GetBytes(willMessage) : null,
                WillRetain = willRetain,
                WillQos = (int)willQosLevel,
                Tls = _tls,
                TimeoutMs = MqttSettings.DefaultTimeout,
            }));
        }

        /// <summary>Publishes; the end is told by <see cref="MqttMsgPublished"/>.</summary>
        /// <returns>
        /// Message id. As with the original, also without a connection: that message never ends.
        /// </returns>
        public ushort Publish(string topic, byte[] message, string contentType, ArrayList userProperties,
            MqttQoSLevel qosLevel, bool retain)
        {
            if (contentType != null || userProperties != null)
            {
                throw new NotSupportedException("content type and user properties are of MQTT 5");
            }

            var id = _connection != null ? _connection.Publish(topic, message, (int)qosLevel, retain) : 0;
            if (id == 0)
            {
                _lastUnsentId = _lastUnsentId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastUnsentId + 1);
                id = _lastUnsentId;
            }

            return (ushort)id;
        }

        /// <summary>Subscribes.</summary>
        /// <returns>Always 1: the firmware has no use for it.</returns>
        public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
        {
            for (var i = 0; i < topics.Length; i++)
            {
                _connection?.Subscribe(topics[i], (int)qosLevels[i]);
            }

            return 1;
        }

        /// <inheritdoc/>
        /// <exception cref="MqttCommunicationException">There is no connection.</exception>
        public void Disconnect()
        {
            var connection = _connection;
            if (connection == null || !connection.IsConnected)
            {
                throw new MqttCommunicationException(new BoardSocketException(SocketError.NotConnected));
            }

            connection.Disconnect();
            ConnectionClosed?.Invoke(this, EventArgs.Empty);
        }

        /// <inheritdoc/>
        public void Close()
        {
            var connection = _connection;
            _connection = null;
            if (connection != null)
            {
                connection.Published -= OnPublished;
                connection.MessageReceived -= OnMessage;
                connection.Lost -= OnLost;
                connection.Dispose();
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Close();
        }

        private static MqttReasonCode Reason(MqttConnectResult result)
        {
            switch (result)
            {
                case MqttConnectResult.Ok:
                    return MqttReasonCode.Success;
                case MqttConnectResult.NotAuthorized:
                    return MqttReasonCode.ConnectionRefusedNotAuthorized;
                case MqttConnectResult.Refused:
                    return MqttReasonCode.ConnectionRefusedServerUnavailable;
                case MqttConnectResult.NameNotResolved:
                    throw new MqttConnectionException("Exception connecting to the broker",
                        new BoardSocketException(SocketError.HostNotFound));
                case MqttConnectResult.Unreachable:
                    throw new MqttConnectionException("Exception connecting to the broker",
                        new BoardSocketException(SocketError.ConnectionRefused));
                case MqttConnectResult.TimedOut:
                    throw new MqttCommunicationException();
                default:
                    throw new MqttConnectionException("Exception connecting to the broker",
                        StandinTls.Failure(result));
            }
        }

        private void OnPublished(int packetId)
        {
            MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs((ushort)packetId, true));
        }

        private void OnMessage(string topic, byte[] payload, bool isRetained)
        {
            MqttMsgPublishReceived?.Invoke(this,
                new MqttMsgPublishEventArgs(topic, payload, false, MqttQoSLevel.AtLeastOnce, isRetained));
        }

        private void OnLost()
        {
            ConnectionClosed?.Invoke(this, EventArgs.Empty);
        }
    }
}
