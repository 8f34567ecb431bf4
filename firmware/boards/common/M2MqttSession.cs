// IMqttSession on nanoFramework.M2Mqtt (MQTT 3.1.1, no TLS yet). What its sources taught: a refused CONNACK
// leaves a thread spinning until Close, so every failure closes and a client is never used twice; the name is
// resolved in the constructor; an exception that leaves an event handler ends the client's dispatch thread;
// IsPublished = false may have been delivered.
using System;
using System.Net.Sockets;
using System.Threading;
using Gateway.Uplink;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
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
            if (request.Tls != null)
            {
                // Certificates were asked for: clear text would be worse than no connection.
                return MqttConnectStatus.TlsFailed;
            }

            _listener = listener;
            MqttConnectStatus status;
            try
            {
                _client = new MqttClient(request.Host, request.Port, false, null, null,
                    MqttSslProtocols.None);
            }
            catch (Exception)
            {
                return MqttConnectStatus.NameNotResolved;
            }

            try
            {
                _client.MqttMsgPublished += OnPublished;
                _client.MqttMsgPublishReceived += OnMessage;
                _client.ConnectionClosed += OnClosed;
                bool hasWill = request.WillTopic != null;

                // UNVERIFIED-HW: how long this blocks when nobody answers (the time-out is the socket's).
                status = StatusOf(_client.Connect(request.ClientId, request.UserName, request.Password,
                    hasWill, MqttQoSLevel.AtLeastOnce, hasWill, request.WillTopic, request.WillPayload, true,
                    (ushort)request.KeepAliveS));
            }
            catch (Exception e)
            {
                status = StatusOf(e);
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

        private static MqttConnectStatus StatusOf(MqttReasonCode code)
        {
            switch (code)
            {
                case MqttReasonCode.Success:
                    return MqttConnectStatus.Ok;
                case MqttReasonCode.ConnectionRefusedIdentifierRejected:
                case MqttReasonCode.ConnectionRefusedBadUserNameOrPassword:
                case MqttReasonCode.ConnectionRefusedNotAuthorized:
                case MqttReasonCode.ClientIdentifierNotValid:
                case MqttReasonCode.BadUserNameOrPassword:
                case MqttReasonCode.NotAuthorized:
                case MqttReasonCode.Banned:
                    return MqttConnectStatus.NotAuthorized;
                default:
                    return MqttConnectStatus.Refused;
            }
        }

        private static MqttConnectStatus StatusOf(Exception e)
        {
            SocketException socket = e as SocketException;
            if (socket == null)
            {
                socket = e.InnerException as SocketException;
            }

            if (socket != null)
            {
                return StatusOfSocket(socket.ErrorCode);
            }

            bool isSilence = e is MqttTimeoutException ||
                (e is MqttCommunicationException && e.InnerException == null);
            return isSilence ? MqttConnectStatus.TimedOut : MqttConnectStatus.Unreachable;
        }

        private static MqttConnectStatus StatusOfSocket(int code)
        {
            switch (code)
            {
                case (int)SocketError.HostNotFound:
                case (int)SocketError.TryAgain:
                case (int)SocketError.NoRecovery:
                case (int)SocketError.NoData:
                    return MqttConnectStatus.NameNotResolved;
                case (int)SocketError.TimedOut:
                    return MqttConnectStatus.TimedOut;
                default:
                    return MqttConnectStatus.Unreachable;
            }
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
