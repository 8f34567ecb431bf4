// One message of records in the making, for one recipient. The buffer is taken at start; each message sent is
// one exact copy of it, because the client takes a whole array and keeps it until the acknowledge. Which
// records go into it, and when they are acknowledged, is RecordFeed's business.

using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>Builds the messages for one topic, a slice of work at a time.</summary>
    public sealed class MessageBuilder
    {
        /// <summary>Smallest buffer: the largest record (1,024 bytes as digits and some 200 bytes of fields)
        /// with its envelope (ids of 32 characters) fits alone.</summary>
        public const int MinBytes = 2560;

        /// <summary>Buffer of alarms: telegrams (256 bytes as digits and some 210 of fields) and events fit
        /// with their envelope.</summary>
        public const int AlarmBytes = 960;

        /// <summary>Where the messages go.</summary>
        public readonly string Topic;

        /// <summary>Records in the message so far.</summary>
        public int Count;

        /// <summary>Whether nothing more goes into this message.</summary>
        public bool IsFull;

        /// <summary>Whether a record is half written.</summary>
        public bool IsWriting;

        private readonly string _gatewayId;
        private readonly string _firmwareVersion;
        private readonly int _maxRecords;
        private readonly MessageWriter _writer;
        private byte[] _head;
        private uint _headLogId;
        private LogRecord _record;
        private int _mark;

        /// <summary>An empty message.</summary>
        /// <param name="topic">Where it goes.</param>
        /// <param name="maxRecords">Most records of a message.</param>
        /// <param name="writer">Its own. Of a record that does not fit alone into its buffer the payload is
        /// left out, and counted.</param>
        internal MessageBuilder(
            string topic, string gatewayId, string firmwareVersion, int maxRecords, MessageWriter writer)
        {
            Topic = topic;
            _gatewayId = gatewayId;
            _firmwareVersion = firmwareVersion;
            _maxRecords = maxRecords;
            _writer = writer;
        }

        /// <summary>seq of the first record.</summary>
        public uint FirstSeq { get; private set; }

        /// <summary>Time of the first record, in microseconds since boot.</summary>
        public long FirstUs { get; private set; }

        /// <summary>Records whose payload did not fit into a message of their own.</summary>
        public int TooLong { get; private set; }

        /// <summary>Payload bytes written, and for what stands around them so many as it costs: the work
        /// done. Wraps.</summary>
        public uint Work
        {
            get { return _writer.Work; }
        }

        /// <summary>Whether the members before the records stand ready; false when they had to be made, a
        /// slice of its own: at the first message, and after the log was formatted.</summary>
        public bool HasHead(uint logId)
        {
            if (_head != null && _headLogId == logId)
            {
                return true;
            }

            _headLogId = logId;
            _head = _writer.CreateHead(_gatewayId, logId, _firmwareVersion);
            return false;
        }

        /// <summary>Starts to write a record.</summary>
        /// <param name="record">Must not change until it is written.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void Begin(LogRecord record, long nowUs)
        {
            _record = record;
            if (Count == 0)
            {
                FirstUs = nowUs;
                FirstSeq = record.Seq;
                _writer.Open(_head);
            }

            _mark = _writer.Mark();
            _writer.Begin(record, record.IsBacklog, Count == 0);
            IsWriting = true;
        }

        /// <summary>Writes a slice of it.</summary>
        /// <returns>true when the record is in the message; otherwise it is still being written, or found no
        /// room and opens the next one.</returns>
        public bool Step()
        {
            _writer.Step();
            if (_writer.IsBusy)
            {
                return false;
            }

            IsWriting = false;
            if (_writer.Overflow)
            {
                _writer.Restore(_mark);
                if (Count == 0)
                {
                    LeaveOutPayload();
                    return false;
                }

                IsFull = true;
                return false;
            }

            Count++;
            IsFull = Count >= _maxRecords;
            return true;
        }

        /// <summary>The finished message, in an array of its own; the builder starts the next one.</summary>
        public byte[] Take()
        {
            byte[] payload = _writer.Close(Count);
            Clear();
            return payload;
        }

        /// <summary>Forgets the message.</summary>
        public void Clear()
        {
            _writer.Cancel();
            IsWriting = false;
            Count = 0;
            IsFull = false;
        }

        // It never will fit.
        private void LeaveOutPayload()
        {
            TooLong++;
            _record.PayloadLength = 0;
            _writer.Begin(_record, _record.IsBacklog, true);
            IsWriting = true;
        }
    }
}
