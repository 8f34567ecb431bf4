using System.Text;

namespace Gateway.Uplink.Modem
{
    /// <summary>Puts an incoming message together from its blocks (+CMQTTRXSTART .. +CMQTTRXEND).</summary>
    internal sealed class ModemInbox
    {
        private const int MaxTopicBytes = 256;

        private readonly int _maxPayloadBytes;
        private readonly ModemCounters _counters;
        private byte[] _topic;
        private byte[] _payload;
        private int _topicAt;
        private int _payloadAt;
        private bool _isOpen;

        public ModemInbox(int maxPayloadBytes, ModemCounters counters)
        {
            _maxPayloadBytes = maxPayloadBytes;
            _counters = counters;
        }

        /// <summary>Forgets what is half there.</summary>
        public void Reset()
        {
            Drop(_isOpen);
        }

        /// <summary>Takes a line.</summary>
        /// <returns>false when it is none of a message.</returns>
        public bool Take(byte[] line, int length, AtChannel channel, IMqttListener listener, long nowUs)
        {
            const string Start = "+CMQTTRX";
            if (!AtText.Starts(line, length, Start))
            {
                return false;
            }

            int at = Start.Length;
            int size = AtText.Field(line, length, 1);
            if (AtText.At(line, length, at, "START: "))
            {
                Open(size, AtText.Field(line, length, 2));
            }
            else if (AtText.At(line, length, at, "TOPIC: "))
            {
                ReadPart(channel, _topic, ref _topicAt, size, nowUs);
            }
            else if (AtText.At(line, length, at, "PAYLOAD: "))
            {
                ReadPart(channel, _payload, ref _payloadAt, size, nowUs);
            }
            else if (AtText.At(line, length, at, "END: "))
            {
                Close(listener);
            }

            return true;
        }

        private void Open(int topicBytes, int payloadBytes)
        {
            Drop(_isOpen);
            _isOpen = true;
            bool fits = topicBytes > 0 && topicBytes <= MaxTopicBytes && payloadBytes >= 0
                && payloadBytes <= _maxPayloadBytes;
            _topic = fits ? new byte[topicBytes] : null;
            _payload = fits ? new byte[payloadBytes] : null;
        }

        private void ReadPart(AtChannel channel, byte[] target, ref int at, int count, long nowUs)
        {
            if (count <= 0 || count > ModemOptions.MaxPayloadBytes)
            {
                // No such block can be: the line is garbled, and what follows is read as lines.
                Drop(_isOpen);
                return;
            }

            bool fits = target != null && count <= target.Length - at;
            channel.ReadBlock(nowUs, fits ? target : null, at, count);
            at += fits ? count : 0;
            if (!fits)
            {
                // Its bytes are skipped all the same: they are no lines.
                _topic = null;
                _payload = null;
            }
        }

        private void Close(IMqttListener listener)
        {
            bool isWhole = _isOpen && _topic != null && _topicAt == _topic.Length
                && _payloadAt == _payload.Length && IsPrintable(_topic);
            if (!isWhole)
            {
                Drop(true);
                return;
            }

            if (listener != null)
            {
                listener.OnMessage(Encoding.UTF8.GetString(_topic, 0, _topic.Length), _payload);
            }

            Drop(false);
        }

        private static bool IsPrintable(byte[] text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < 0x20 || text[i] > 0x7E)
                {
                    return false;
                }
            }

            return true;
        }

        private void Drop(bool counted)
        {
            _counters.MessagesDropped += counted ? 1 : 0;
            _topic = null;
            _payload = null;
            _topicAt = 0;
            _payloadAt = 0;
            _isOpen = false;
        }
    }
}
