// IMqttSession on nanoFramework.M2Mqtt: MQTT 3.1.1, over TLS 1.2 when there are certificates and then never
// in the clear. What its sources taught: a refused CONNACK leaves a thread spinning until Close, so every
// failure closes and a client is never used twice; the name is resolved in the constructor; an exception that
// leaves an event handler ends the client's dispatch thread; IsPublished = false may have been delivered.
using System;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using Gateway.Uplink;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace Gateway.Boards
{
    /// <summary>One attempt at a connection, over the board's IP network.</summary>
    public sealed class M2MqttSession : IMqttSession
    {
        private MqttClient _client;
        private IMqttListener _listener;
        private bool _isUsed;
        private int _listenerFaults;

        /// <summary>Exceptions that the listener let out; its contract forbids them.</summary>
        public int ListenerFaults
        {
            get { return _listenerFaults; }
        }

        /// <inheritdoc/>
        public MqttConnectStatus Connect(MqttConnectRequest request, IMqttListener listener)
        {
            if (_isUsed)
            {
                return MqttConnectStatus.Refused;
            }

            _isUsed = true;
            _listener = listener;
            MqttConnectStatus status;
            try
            {
                _client = CreateClient(request);
            }
            catch (SocketException)
            {
                return MqttConnectStatus.NameNotResolved;
            }
            catch (Exception)
            {
                // Not the name: what is left are the certificates.
                return request.Tls == null
                    ? MqttConnectStatus.NameNotResolved : MqttConnectStatus.CertificateUnusable;
            }

            try
            {
                _client.MqttMsgPublished += OnPublished;
                _client.MqttMsgPublishReceived += OnMessage;
                _client.ConnectionClosed += OnClosed;
                bool hasWill = request.WillTopic != null;

                // UNVERIFIED-HW: how long this blocks when nobody answers (the time-out is the socket's).
                MqttReasonCode code = _client.Connect(request.ClientId, request.UserName, request.Password,
                    hasWill, MqttQoSLevel.AtLeastOnce, hasWill, request.WillTopic, request.WillPayload, true,
                    (ushort)request.KeepAliveS);
                status = M2MqttFailure.StatusOf(code);
            }
            catch (Exception e)
            {
                status = M2MqttFailure.StatusOf(e, request.Tls != null);
            }

            if (status != MqttConnectStatus.Ok)
            {
                Close();
            }

            return status;
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] payload, bool retain)
        {
            MqttClient client = _client;
            try
            {
                // Without a connection M2Mqtt would queue the message for ever.
                return client != null && client.IsConnected
                    ? client.Publish(topic, payload, null, null, MqttQoSLevel.AtLeastOnce, retain)
                    : 0;
            }
            catch (Exception)
            {
                return 0;
            }
        }

        /// <inheritdoc/>
        public bool Subscribe(string topicFilter)
        {
            MqttClient client = _client;
            try
            {
                if (client == null || !client.IsConnected)
                {
                    return false;
                }

                client.Subscribe(new string[] { topicFilter },
                    new MqttQoSLevel[] { MqttQoSLevel.AtLeastOnce });
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <inheritdoc/>
        public void Close()
        {
            MqttClient client = _client;
            _client = null;
            _listener = null;
            if (client == null)
            {
                return;
            }

            try
            {
                if (client.IsConnected)
                {
                    client.Disconnect();
                }
            }
            catch (Exception)
            {
                // The connection broke meanwhile: Close frees it all the same.
            }

            try
            {
                client.MqttMsgPublished -= OnPublished;
                client.MqttMsgPublishReceived -= OnMessage;
                client.ConnectionClosed -= OnClosed;
                client.Close();
            }
            catch (Exception)
            {
                // There is nothing more that could be freed.
            }
        }

        private static MqttClient CreateClient(MqttConnectRequest request)
        {
            TlsFiles tls = request.Tls;
            if (tls == null)
            {
                return new MqttClient(request.Host, request.Port, false, null, null, MqttSslProtocols.None);
            }

            // Text and not bytes: mbedTLS wants PEM with a zero at its end, which nanoFramework adds to text.
            // UNVERIFIED-HW: that SslStream checks the name by default, and what it does with an unset clock.
            X509Certificate authority = new X509Certificate(Text(tls.Authority));
            X509Certificate2 own = tls.Certificate == null ? null
                : new X509Certificate2(Text(tls.Certificate), Text(tls.PrivateKey), string.Empty);
            return new MqttClient(
                request.Host, request.Port, true, authority, own, MqttSslProtocols.TLSv1_2);
        }

        private static string Text(byte[] pem)
        {
            return Encoding.UTF8.GetString(pem, 0, pem.Length);
        }

        private void OnPublished(object sender, MqttMsgPublishedEventArgs e)
        {
            IMqttListener listener = _listener;
            try
            {
                if (listener != null)
                {
                    listener.OnPublished(e.MessageId, e.IsPublished);
                }
            }
            catch (Exception)
            {
                Interlocked.Increment(ref _listenerFaults);
            }
        }

        private void OnMessage(object sender, MqttMsgPublishEventArgs e)
        {
            IMqttListener listener = _listener;
            try
            {
                if (listener != null)
                {
                    listener.OnMessage(e.Topic, e.Message);
                }
            }
            catch (Exception)
            {
                Interlocked.Increment(ref _listenerFaults);
            }
        }

        private void OnClosed(object sender, EventArgs e)
        {
            IMqttListener listener = _listener;
            try
            {
                if (listener != null)
                {
                    listener.OnLost();
                }
            }
            catch (Exception)
            {
                Interlocked.Increment(ref _listenerFaults);
            }
        }
    }
}
