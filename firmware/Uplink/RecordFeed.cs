// From one queue of the log to the messages of its recipients: the gateway's own topic, and the topics of
// tenants. Records are read once, in order of seq, and written into the message of each recipient that they
// are for. The log hears of an acknowledge only up to the first record that somebody has not got yet, so that
// one read position and one mark serve all of them. Messages go out in turn: a tenant with little to say
// never waits for more than one message of each of the others.

using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink
{
    /// <summary>Feeds message builders from a record queue.</summary>
    public sealed partial class RecordFeed
    {
        /// <summary>No recipient.</summary>
        public const int None = -1;

        private readonly IRecordQueue _queue;
        private readonly RecordQueueKind _kind;
        private readonly RecordTexts _texts;
        private readonly LogRecord _record;
        private readonly int _pressRecords;
        private MessageBuilder[] _builders;
        private MessageBuilder _current;
        private bool _hasRecord;
        private bool _needsHead = true;
        private int _todo;
        private int _bit;
        private uint _lastSeq;
        private int _waiting;
        private int _handedOut;
        private int _turn;
        private uint _outFirstSeq;

        /// <summary>A feed.</summary>
        /// <param name="builders">By recipient: 0 = the gateway's own topic, n + 1 = tenant n, null where
        /// there is none.</param>
        /// <param name="pressRecords">With so many records out the oldest message is sent unfilled: the log
        /// gives out only so many more.</param>
        internal RecordFeed(
            IRecordQueue queue, RecordQueueKind kind, RecordTexts texts, MessageBuilder[] builders,
            int pressRecords)
        {
            _queue = queue;
            _kind = kind;
            _texts = texts;
            _builders = builders;
            _pressRecords = pressRecords;

            // Alarms are telegrams and events.
            _record = kind == RecordQueueKind.Alarms ? new LogRecord(EventEntry.MaxTextBytes)
                : new LogRecord();
        }

        /// <summary>Whether a record is being written.</summary>
        public bool IsWriting => _current != null;

        /// <summary>Whether there are records that no message has yet.</summary>
        public bool HasUnread => _hasRecord || _queue.PendingCount(_kind) > _handedOut;

        /// <summary>Whether a slice might read or write something.</summary>
        public bool CanRead => HasUnread && !IsBlocked;

        /// <summary>Records of the message that is on its way.</summary>
        public int OutCount { get; private set; }

        /// <summary>Records that nobody was there for any more: their tenant is gone.</summary>
        public int Orphans { get; private set; }

        private bool IsBlocked => _hasRecord && _current == null && _builders[_bit].IsFull;

        /// <summary>Other recipients; before the first step.</summary>
        internal void SetBuilders(MessageBuilder[] builders)
        {
            _builders = builders;
        }

        /// <summary>A new connection: forgets the messages, moves the queue back to its first un-acknowledged
        /// record, and takes all that waits there for backlog.</summary>
        public void Restart()
        {
            _queue.Rewind(_kind);
            _waiting = _queue.PendingCount(_kind);
            _handedOut = 0;
            _hasRecord = false;
            _needsHead = true;
            _current = null;
            _lastSeq = 0;
            OutCount = 0;
            for (int i = 0; i < _builders.Length; i++)
            {
                if (_builders[i] != null)
                {
                    _builders[i].Clear();
                }
            }
        }

        /// <summary>Does one slice: reads a record and writes it into one message, or a part of it.</summary>
        /// <returns>false when there was nothing to do.</returns>
        public bool Step(long nowUs)
        {
            if (_current == null && !Begin(nowUs, out bool worked))
            {
                return worked;
            }

            if (_current.Step())
            {
                _todo &= ~(1 << _bit);
                EndOne();
            }

            _current = _current.IsWriting ? _current : null;
            return true;
        }

        /// <summary>Topic of a recipient.</summary>
        public string TopicOf(int index)
        {
            return _builders[index].Topic;
        }

        /// <summary>Takes the message of a recipient for sending.</summary>
        public byte[] Take(int index)
        {
            MessageBuilder builder = _builders[index];
            _turn = index;
            _outFirstSeq = builder.FirstSeq;
            OutCount = builder.Count;
            return builder.Take();
        }

        /// <summary>The broker has the message that was taken.</summary>
        public void Delivered()
        {
            OutCount = 0;
            Settle();
        }

        // Chooses what to write next. false = nothing is to be written in this slice.
        private bool Begin(long nowUs, out bool worked)
        {
            worked = false;
            if (_needsHead && HasUnread)
            {
                // A slice of its own, before anything is read.
                _needsHead = false;
                worked = !_builders[0].HasHead(_queue.LogId);
                if (worked)
                {
                    return false;
                }
            }

            if (!_hasRecord && !TryRead())
            {
                return false;
            }

            if (_todo == 0)
            {
                // A tenant's that is gone.
                Orphans++;
                EndOne();
                Settle();
                worked = true;
                return false;
            }

            MessageBuilder builder = _builders[_bit];
            if (builder.IsFull)
            {
                return false;
            }

            if (!builder.HasHead(_queue.LogId))
            {
                worked = true;
                return false;
            }

            builder.Begin(_record, nowUs);
            _current = builder;
            return true;
        }

        private bool TryRead()
        {
            if (!_queue.TryRead(_kind, _record))
            {
                return false;
            }

            _texts.Resolve(_record);
            _handedOut++;
            _lastSeq = _record.Seq;
            _record.IsBacklog = _record.IsBacklog || _waiting > 0;
            _waiting -= _waiting > 0 ? 1 : 0;
            _hasRecord = true;
            _todo = (_record.IsForTenantsOnly ? 0 : 1) | (_record.Tenants << 1);
            _bit = 0;
            if (_todo != 1)
            {
                EndOne();
                _hasRecord = true;
            }

            return true;
        }

        // Goes on to the next recipient of the record, if there is one.
        private void EndOne()
        {
            while (_todo >> _bit != 0)
            {
                if ((_todo & (1 << _bit)) != 0)
                {
                    if (_bit < _builders.Length && _builders[_bit] != null)
                    {
                        return;
                    }

                    _todo &= ~(1 << _bit);
                }

                _bit++;
            }

            _bit = 0;
            _hasRecord = false;
        }

        // Acknowledges what everybody has got.
        private void Settle()
        {
            uint next = OldestSeq();
            next = _hasRecord && _record.Seq < next ? _record.Seq : next;
            next = OutCount > 0 && _outFirstSeq < next ? _outFirstSeq : next;
            uint seq = next == uint.MaxValue ? _lastSeq : next - 1;
            int before = _queue.PendingCount(_kind);
            _queue.Acknowledge(_kind, seq);
            _handedOut -= before - _queue.PendingCount(_kind);
        }
    }
}
