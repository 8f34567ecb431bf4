using System;
using System.Text;
using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink.Serial
{
    /// <content>The MQTT side: one session at a time.</content>
    public sealed partial class SerialLink
    {
        private const int PacketIds = 65_535;

        // Length, kind, packet id, flags, length of the topic.
        private const int PublishHeadBytes = 8;

        private SerialSession _session;
        private IMqttListener _listener;
        private MqttConnectRequest _request;
        private string _topicFilter;
        private long _attemptDueUs;
        private bool _hasFailed;
        private int _packetId;

        internal MqttConnectStatus Connect(
            SerialSession session, MqttConnectRequest request, IMqttListener listener)
        {
            if (request.Tls != null)
            {
                // TLS to the broker is the bridge's; on this line there is none.
                return MqttConnectStatus.TlsFailed;
            }

            if (!_isOpen)
            {
                _isOpen = _port.Configure(_settings);
                if (!_isOpen)
                {
                    _hasFailed = true;
                    return MqttConnectStatus.LinkDown;
                }
            }

            _session = session;
            _listener = listener;
            _request = request;
            _topicFilter = null;

            // Never 0, and another one at each attempt: what is still under way belongs to nobody.
            _sessionId = _sessionId == uint.MaxValue ? 1 : _sessionId + 1;
            _resets = false;
            _port.Discard();
            _input.Clear();
            _attemptDueUs = _nowUs + (_options.ConnectMs * 1000L);
            _helloUs = _nowUs;
            _readUs = _nowUs;
            State = SerialState.Greeting;
            return MqttConnectStatus.Pending;
        }

        internal bool Subscribe(SerialSession session, string topicFilter)
        {
            if (session != _session || State != SerialState.Greeting)
            {
                return false;
            }

            _topicFilter = topicFilter;
            return true;
        }

        internal int Publish(SerialSession session, string topic, byte[] payload, bool retain)
        {
            if (session != _session || State != SerialState.Online || _sender.IsBusy
                || payload.Length > SerialOptions.MaxPayloadBytes)
            {
                return 0;
            }

            byte[] text = Encoding.UTF8.GetBytes(topic);
            _packetId = (_packetId % PacketIds) + 1;
            byte[] head = new byte[PublishHeadBytes + text.Length];
            head[2] = SerialMessage.Publish;
            head[3] = (byte)(_packetId >> 8);
            head[4] = (byte)_packetId;
            head[5] = retain ? SerialMessage.Retain : (byte)0;
            head[6] = (byte)(text.Length >> 8);
            head[7] = (byte)text.Length;
            Array.Copy(text, 0, head, PublishHeadBytes, text.Length);
            _sender.Begin(head, head.Length, payload);
            return _packetId;
        }

        internal void Close(SerialSession session)
        {
            if (session == _session)
            {
                _resets = State != SerialState.Idle;
                Forget();
            }
        }

        private void Forget()
        {
            _session = null;
            _listener = null;
            _request = null;
            _sender.Restart();
            _receiver.Restart();
            _input.Clear();
            State = SerialState.Idle;
            _tracing?.Trace(false);
        }

        private int WriteHello()
        {
            byte[] id = Encoding.UTF8.GetBytes(_options.GatewayId);
            int at = SerialFrame.DataAt;
            _frame[at] = SerialMessage.Version;
            _frame[at + 1] = (byte)_options.ReceiveWindow;
            _frame[at + 2] = (byte)(_options.MaxMessageBytes >> 8);
            _frame[at + 3] = (byte)_options.MaxMessageBytes;
            SerialFrame.Put32(_frame, at + 4, _log.LogId);
            SerialFrame.Put32(_frame, at + 8, _log.AcknowledgedSeq(RecordQueueKind.Alarms));
            SerialFrame.Put32(_frame, at + 12, _log.AcknowledgedSeq(RecordQueueKind.Bulk));
            Array.Copy(id, 0, _frame, at + 16, id.Length);
            return 16 + id.Length;
        }

        private void SendConnect()
        {
            byte[] client = Encoding.UTF8.GetBytes(_request.ClientId);
            byte[] topic = Encoding.UTF8.GetBytes(_request.WillTopic ?? string.Empty);
            byte[] will = Encoding.UTF8.GetBytes(_request.WillPayload ?? string.Empty);
            byte[] filter = Encoding.UTF8.GetBytes(_topicFilter ?? string.Empty);
            byte[] head = new byte[3 + 8 + client.Length + topic.Length + will.Length + filter.Length];
            head[2] = SerialMessage.Connect;
            int at = Append(head, 3, client);
            at = Append(head, at, topic);
            at = Append(head, at, will);
            at = Append(head, at, filter);
            _sender.Begin(head, at, null);
        }

        private static int Append(byte[] into, int at, byte[] text)
        {
            into[at] = (byte)(text.Length >> 8);
            into[at + 1] = (byte)text.Length;
            Array.Copy(text, 0, into, at + 2, text.Length);
            return at + 2 + text.Length;
        }

        private void Fail(MqttConnectStatus status)
        {
            IMqttListener listener = _listener;
            _hasFailed = true;
            _resets = State != SerialState.Greeting;
            Forget();
            if (listener != null)
            {
                listener.OnConnected(status);
            }
        }

        private void Lose()
        {
            if (State != SerialState.Online)
            {
                Fail(MqttConnectStatus.Unreachable);
                return;
            }

            IMqttListener listener = _listener;
            Counters.Losses++;
            Forget();
            if (listener != null)
            {
                listener.OnLost();
            }
        }
    }
}
