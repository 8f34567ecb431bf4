// Reads the committed records of one class in order of seq. A job fetches a piece of a segment file; the loop
// then checks one record at a time, a few bytes a step, so that a handed-out record is known to be good. The
// mark is the position before the first record that was not acknowledged: rewinding goes there.
namespace Gateway.Store
{
    internal sealed partial class RingReader
    {
        public readonly int Ring;

        /// <summary>Committed records that were not acknowledged.</summary>
        public int Pending;

        /// <summary>Before the next record that is to be handed out.</summary>
        public readonly LogPosition Position = new LogPosition();

        /// <summary>Before the first record that was not acknowledged.</summary>
        public readonly LogPosition Mark = new LogPosition();

        /// <summary>Records that were handed out and not acknowledged.</summary>
        public readonly HandedOut Handed;

        // Fields where each step of the log looks at every reader: a property costs eighteen times as much.

        /// <summary>The ring must fetch before it can go on.</summary>
        public bool WantsFetch;

        /// <summary>What was fetched is not right, and a job may mend it.</summary>
        public bool WantsRepair;

        /// <summary><see cref="Work"/> has something to do.</summary>
        public bool HasWork;

        /// <summary>Segment that was given up; −1 when none since the store has looked.</summary>
        public int GivenUpSegment = -1;

        /// <summary>Test seam: a log that believes every byte. Never set in the firmware.</summary>
        public bool IsCheckIgnored;

        private readonly SegmentTable _table;
        private readonly StoreCounters _counters;
        private readonly FetchBuffer _buffer;
        private readonly LogPosition _position;
        private readonly LogPosition _mark;
        private int _readyLength;

        public RingReader(int ring, SegmentTable table, StoreCounters counters, StoreProfile profile)
        {
            Ring = ring;
            _table = table;
            _counters = counters;
            _buffer = new FetchBuffer(profile.ReadBytes);
            _position = Position;
            _mark = Mark;
            Handed = new HandedOut(profile.OutstandingRecords);
        }

        /// <summary>Changes whenever what a fetch under way was for is no longer wanted.</summary>
        public int Epoch { get; private set; }

        /// <summary>Bad reads in a row.</summary>
        public int FailedFetches { get; set; }

        /// <summary>Whether a checked record waits and may be handed out.</summary>
        public bool IsReady => _readyLength > 0 && !Handed.IsFull;

        /// <summary>Seq of the record that waits.</summary>
        public uint ReadySeq => _buffer.Seq;

        public byte[] Buffer => _buffer.Bytes;

        /// <summary>Time of the oldest record that was not acknowledged; of its segment as long as it was not
        /// fetched.</summary>
        public long OldestMs
        {
            get
            {
                return Handed.Count > 0 ? Handed.FrontMs
                    : _readyLength > 0 ? _buffer.TimeMs
                    : _position.Segment >= 0 ? _table.FirstMs[_position.Segment] : 0;
            }
        }

        public void Reset()
        {
            Pending = 0;
            Handed.Clear();
            _position.Clear();
            _mark.Clear();
            Discard();
            HasWork = false;
        }

        /// <summary>Starts reading here; what comes before is acknowledged.</summary>
        public void StartAt(LogPosition position)
        {
            _position.CopyFrom(position);
            _mark.CopyFrom(position);
            Discard();
        }

        /// <summary>Records were committed to a segment of the ring.</summary>
        public void OnCommitted(int slot)
        {
            if (_position.Segment < 0)
            {
                _position.SetStart(slot, _position.LastSeq);
                _mark.CopyFrom(_position);
            }

            HasWork = true;
        }

        /// <summary>A fetch has put <paramref name="count"/> bytes from the read position on into the
        /// buffer.</summary>
        public void OnFetched(int count)
        {
            _buffer.Set(count);
            WantsFetch = false;
            HasWork = true;
            FailedFetches = 0;
        }

        /// <summary>Checks on, with at most <paramref name="budgetBytes"/> bytes of CRC.</summary>
        /// <param name="ackSeq">Records up to here are acknowledged: passed over.</param>
        public void Work(int budgetBytes, uint ackSeq)
        {
            var segment = _position.Segment;
            if (segment < 0 || _readyLength > 0 || WantsFetch || WantsRepair)
            {
                HasWork = false;
                return;
            }

            if (_position.Offset >= _table.Used[segment])
            {
                HasWork = MoveToNextSegment();
                return;
            }

            var before = _buffer.BytesChecked;
            var found = _buffer.Examine(_position, _table, Ring, budgetBytes, IsCheckIgnored);
            _counters.BytesChecked += _buffer.BytesChecked - before;
            switch (found)
            {
                case FetchBuffer.Short:
                    WantsFetch = true;
                    HasWork = false;
                    break;
                case FetchBuffer.Bad:
                    Suspect();
                    break;
                case FetchBuffer.Ready:
                    TakeReady(ackSeq);
                    break;
            }
        }

        /// <summary>Copies the record that waits; it counts as outstanding from now on.</summary>
        public void HandOut(LogRecord into)
        {
            RecordCodec.Decode(_buffer.Bytes, _buffer.Start, into);
            Consume();
            Handed.Push(_position, into.TimeMs);
        }

        /// <summary>Acknowledges what was handed out, up to and including a seq; the number of
        /// records.</summary>
        public int Acknowledge(uint seq)
        {
            var count = Handed.PopUpTo(seq, _mark);
            if (Handed.Count == 0 && count > 0)
            {
                _mark.CopyFrom(_position);
            }

            Pending -= count;
            if (_readyLength > 0 && ReadySeq <= seq)
            {
                PassOver();
                count++;
            }

            HasWork = HasWork || count > 0;
            return count;
        }

        /// <summary>Goes back to the first record that was not acknowledged.</summary>
        public void Rewind()
        {
            if (Handed.Count == 0)
            {
                return;
            }

            Handed.Clear();
            _position.CopyFrom(_mark);
            Discard();
        }

        /// <summary>The oldest segment of the ring goes. Returns its records that were not
        /// acknowledged.</summary>
        public int OnSegmentGone(int slot)
        {
            var lost = _mark.Segment == slot ? _table.Count[slot] - _mark.Index : 0;
            lost = lost > Pending ? Pending : lost;
            var next = _table.After(slot);
            var lastSeq = _table.LastSeq[slot];
            Handed.PopSegment(slot);
            if (_position.Segment == slot)
            {
                _position.SetStart(next, lastSeq);
                Discard();
            }

            if (_mark.Segment == slot)
            {
                _mark.SetStart(next, lastSeq);
            }

            Pending -= lost;
            return lost;
        }

        private void TakeReady(uint ackSeq)
        {
            _readyLength = _buffer.Length;
            HasWork = false;
            if (_buffer.Seq <= ackSeq)
            {
                PassOver();
                _counters.Acknowledged++;
            }
        }

        private void PassOver()
        {
            Consume();
            Pending--;
            if (Handed.Count == 0)
            {
                _mark.CopyFrom(_position);
            }
        }

        private void Consume()
        {
            _position.Check = _buffer.Check;
            _position.LastSeq = _buffer.Seq;
            _position.Offset += _readyLength;
            _position.Index++;
            _buffer.Consume(_readyLength);
            _readyLength = 0;
            HasWork = true;
            if (_isReadAgain)
            {
                BeginRecord();
            }
        }

        private bool MoveToNextSegment()
        {
            var next = _table.After(_position.Segment);
            if (next < 0)
            {
                // Everything was read, so whatever the count still says is not there.
                _counters.Drop(Ring, DropReason.Corrupt, Pending - Handed.Count);
                Pending = Handed.Count;
                return false;
            }

            _position.SetStart(next, _position.LastSeq);
            if (Handed.Count == 0)
            {
                _mark.CopyFrom(_position);
            }

            Discard();
            return true;
        }

        private void Discard()
        {
            _buffer.Set(0);
            _readyLength = 0;
            WantsFetch = false;
            BeginRecord();
            FailedFetches = 0;
            Epoch++;
        }
    }
}
