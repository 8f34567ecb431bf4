// Collects records of one queue into one message. The alarm queue uses it with a limit of one record. The
// buffer is taken at start; each message sent is one exact copy of it, because the client takes a whole array
// and keeps it until the acknowledge.

using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>Builds the messages of one record queue, a slice of work at a time.</summary>
    public sealed class MessageBuilder
    {
        /// <summary>Smallest buffer: the largest record (1,024 bytes as digits and some 200 bytes of fields)
        /// with its envelope (ids of 32 characters) fits alone.</summary>
        public const int MinBytes = 2560;

        /// <summary>Buffer of alarms: telegrams of up to 420 bytes and events fit with their envelope.
        /// </summary>
        public const int AlarmBytes = 1408;

        private readonly IRecordQueue _queue;
        private readonly RecordQueueKind _kind;
        private readonly string _gatewayId;
        private readonly string _firmwareVersion;
        private readonly int _maxRecords;
        private readonly RecordTexts _texts;
        private readonly MessageWriter _writer;
        private readonly LogRecord _record = new LogRecord();
        private byte[] _head;
        private uint _headLogId;
        private int _count;
        private bool _isFull;
        private bool _isWriting;
        private int _mark;
        private bool _carry;
        private bool _recordIsBacklog;
        private int _waiting;
        private int _handedOut;

        /// <summary>A builder for one queue.</summary>
        /// <param name="maxRecords">Most records of a message.</param>
        /// <param name="writer">Its own. Of a record that does not fit alone into its buffer the payload is
        /// left out, and counted.</param>
        internal MessageBuilder(
            IRecordQueue queue, RecordQueueKind kind, string gatewayId, string firmwareVersion,
            RecordTexts texts, int maxRecords, MessageWriter writer)
        {
            _queue = queue;
            _kind = kind;
            _gatewayId = gatewayId;
            _firmwareVersion = firmwareVersion;
            _maxRecords = maxRecords;
            _texts = texts;
            _writer = writer;
        }

        /// <summary>Records in the message so far.</summary>
        public int Count
        {
            get { return _count; }
        }

        /// <summary>Records whose payload did not fit into a message of their own.</summary>
        public int TooLong { get; private set; }

        /// <summary>seq of the last of them.</summary>
        public uint LastSeq { get; private set; }

        /// <summary>Time of the first of them, in microseconds since boot.</summary>
        public long FirstUs { get; private set; }

        /// <summary>Payload bytes written, and for what stands around them so many as it costs: the work
        /// done. Wraps.</summary>
        public uint Work
        {
            get { return _writer.Work; }
        }

        /// <summary>Whether nothing more goes into this message.</summary>
        public bool IsFull
        {
            get { return _isFull; }
        }

        /// <summary>Whether a record is half written.</summary>
        public bool IsWriting => _isWriting;

        /// <summary>Whether the queue has records that were not read since the last
        /// <see cref="Restart"/>.</summary>
        public bool HasUnread => _carry || _queue.PendingCount(_kind) > _handedOut;

        /// <summary>A new connection: forgets the message, moves the queue back to its first un-acknowledged
        /// record, and takes all that waits there for backlog.</summary>
        public void Restart()
        {
            _queue.Rewind(_kind);
            _waiting = _queue.PendingCount(_kind);
            _handedOut = 0;
            _carry = false;
            Clear();
        }

        /// <summary>Does one slice: reads a record and writes it, or a part of it.</summary>
        /// <returns>false when there was nothing to do.</returns>
        public bool Step(long nowUs)
        {
            if (!_isWriting)
            {
                if (_isFull)
                {
                    return false;
                }

                if (_head == null)
                {
                    // Making it is a slice of its own.
                    return !HasHead();
                }

                if (!_carry && !TryRead())
                {
                    return false;
                }

                if (_count == 0 && !HasHead())
                {
                    // The log was formatted; the record waits.
                    _carry = true;
                    return true;
                }

                BeginRecord(nowUs);
            }

            _writer.Step();
            if (!_writer.IsBusy)
            {
                _isWriting = false;
                EndRecord();
            }

            return true;
        }

        /// <summary>The finished message, in an array of its own; the builder starts the next one.</summary>
        public byte[] Take()
        {
            byte[] payload = _writer.Close(_count);
            Clear();
            return payload;
        }

        /// <summary>The broker has a message of this builder: acknowledges its records.</summary>
        public void Acknowledge(uint lastSeq, int count)
        {
            _handedOut -= count;
            _queue.Acknowledge(_kind, lastSeq);
        }

        private void BeginRecord(long nowUs)
        {
            _carry = false;
            if (_count == 0)
            {
                FirstUs = nowUs;
                _writer.Open(_head);
            }

            _mark = _writer.Mark();
            _writer.Begin(_record, _recordIsBacklog, _count == 0);
            _isWriting = true;
        }

        private bool TryRead()
        {
            if (!_queue.TryRead(_kind, _record))
            {
                return false;
            }

            _texts.Resolve(_record);
            _handedOut++;
            _recordIsBacklog = _record.IsBacklog || _waiting > 0;
            _waiting -= _waiting > 0 ? 1 : 0;
            return true;
        }

        /// <summary>Whether the members before the records stand ready; false when they had to be made: at
        /// the first message, and after the log was formatted.</summary>
        private bool HasHead()
        {
            uint logId = _queue.LogId;
            if (_head != null && _headLogId == logId)
            {
                return true;
            }

            _headLogId = logId;
            _head = _writer.CreateHead(_gatewayId, logId, _firmwareVersion);
            return false;
        }

        private void EndRecord()
        {
            if (_writer.Overflow && _count == 0)
            {
                // It never will fit: its payload is left out.
                TooLong++;
                _writer.Restore(_mark);
                _record.PayloadLength = 0;
                _writer.Begin(_record, _recordIsBacklog, true);
                _isWriting = true;
                return;
            }

            if (_writer.Overflow)
            {
                // The record opens the next message instead.
                _writer.Restore(_mark);
                _carry = true;
                _isFull = true;
                return;
            }

            _count++;
            LastSeq = _record.Seq;
            _isFull = _count >= _maxRecords;
        }

        private void Clear()
        {
            _writer.Cancel();
            _isWriting = false;
            _count = 0;
            _isFull = false;
        }
    }
}
