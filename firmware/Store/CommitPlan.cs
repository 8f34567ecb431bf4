// Turns the records that wait in memory into file operations: sorts them into the rings, chains their checks,
// opens segments and, when all are taken, decides which is given up (SPEC.md, "When the log is full"). All
// decisions are taken on the loop before the job starts; its result is applied after it.
namespace Gateway.Store
{
    internal sealed partial class CommitPlan
    {
        private const int MaxParts = 2 * SegmentTable.RingCount;

        // A record that is passed over costs some 100 IL operations, one that is taken some 600, opening a
        // segment for it 1,800: a step stays under 4,500.
        private const int PassWork = 1;
        private const int TakeWork = 6;
        private const int StepWork = 18;

        private readonly LogContext _log;
        private readonly SegmentHeader _header = new SegmentHeader();
        private readonly int[] _slots = new int[MaxParts];
        private readonly int[] _rings = new int[MaxParts];
        private readonly bool[] _isNew = new bool[MaxParts];
        private readonly int[] _fileOffsets = new int[MaxParts];
        private readonly int[] _stageOffsets = new int[MaxParts];
        private readonly int[] _useds = new int[MaxParts];
        private readonly int[] _counts = new int[MaxParts];
        private readonly uint[] _checks = new uint[MaxParts];
        private readonly uint[] _lastSeqs = new uint[MaxParts];
        private readonly uint[] _generations = new uint[MaxParts];
        private readonly long[] _firstsMs = new long[MaxParts];
        private readonly int[] _operations = new int[MaxParts];
        private int _partCount;
        private int _fill;
        private int _ringBits;
        private int _ring;
        private int _offset;
        private int _part;
        private bool _isRingFull;
        private int _stageEnd;

        public CommitPlan(LogContext log)
        {
            _log = log;
        }

        /// <summary>Highest seq in the plan.</summary>
        public uint MaxSeq { get; private set; }

        /// <summary>A segment is opened or given up: the state must be durable first.</summary>
        public bool OpensSegment { get; private set; }

        /// <summary>Starts to plan the commit of the records in [0, <paramref name="fill"/>), which are of
        /// the rings in <paramref name="ringBits"/>.</summary>
        public void Begin(int fill, int ringBits)
        {
            _ringBits = ringBits;
            _partCount = 0;
            _stageEnd = 0;
            MaxSeq = 0;
            OpensSegment = false;
            _fill = fill;
            BeginRing(0);
        }

        /// <summary>Copies some records into the plan, ring by ring.</summary>
        /// <param name="records">The buffer that was planned for.</param>
        /// <returns>true when all are in.</returns>
        public bool Step(byte[] records)
        {
            var work = 0;
            while (_ring < SegmentTable.RingCount)
            {
                while (_offset < _fill)
                {
                    if (work >= StepWork)
                    {
                        return false;
                    }

                    work += StageRecord(records, work == 0);
                }

                EndPart(_part);
                BeginRing(_ring + 1);
            }

            return true;
        }

        public void AddOperations(FileBatch batch)
        {
            for (var part = 0; part < _partCount; part++)
            {
                var name = _log.Table.Name(_slots[part]);
                if (_isNew[part] && !_log.IsFat)
                {
                    batch.AddCreate(name, 0);
                }

                var count = _useds[part] + RecordCodec.EndMarkBytes - _fileOffsets[part];
                batch.AddWrite(name, _fileOffsets[part], _log.StageBuffer, _stageOffsets[part], count);
                _operations[part] = batch.Count;
            }
        }

        /// <summary>The first <paramref name="doneCount"/> operations are durable: their records become
        /// visible. The records of the others are dropped.</summary>
        public void Apply(int doneCount)
        {
            for (var part = 0; part < _partCount; part++)
            {
                if (_operations[part] <= doneCount)
                {
                    ApplyPart(part);
                }
                else
                {
                    _log.Counters.Drop(_rings[part], DropReason.WriteFailed, _counts[part]);
                    if (_isNew[part])
                    {
                        _log.Table.Release(_slots[part]);
                    }
                }
            }

            _partCount = 0;
        }

        private void ApplyPart(int part)
        {
            var table = _log.Table;
            var slot = _slots[part];
            var ring = _rings[part];
            if (_isNew[part])
            {
                table.Link(slot, ring, _generations[part]);
                table.Count[slot] = 0;
                table.Passed[slot] = 0;
                table.FirstMs[slot] = _firstsMs[part];
            }

            table.Used[slot] = _useds[part];
            table.Count[slot] += _counts[part];
            table.LastSeq[slot] = _lastSeqs[part];
            _log.Heads[ring] = slot;
            _log.HeadChecks[ring] = _checks[part];
            _log.Counters.Committed += _counts[part];
            _log.MaxSeq = _lastSeqs[part] > _log.MaxSeq ? _lastSeqs[part] : _log.MaxSeq;
            _log.Revision++;
            _log.Readers[ring].Pending += _counts[part];
            _log.Readers[ring].OnCommitted(slot);
        }

        private void BeginRing(int ring)
        {
            _ring = ring;
            _offset = (_ringBits & (1 << ring)) != 0 ? 0 : _fill;
            _part = -1;
            _isRingFull = false;
        }

        // Opening a segment is a step of its own, with the record that needs it.
        private int StageRecord(byte[] records, bool mayOpen)
        {
            var length = RecordCodec.LengthAt(records, _offset);
            var offset = _offset;
            _offset += length;
            if (RecordCodec.ClassAt(records, offset) != _ring)
            {
                return PassWork;
            }

            var work = TakeWork;
            if (!_isRingFull && !FitsPart(length))
            {
                if (!mayOpen)
                {
                    _offset = offset;
                    return StepWork;
                }

                work = StepWork;
                EndPart(_part);
                _part = OpenNewPart(_ring, _part, RecordCodec.SeqAt(records, offset),
                    RecordCodec.TimeMs(records, offset));
            }

            if (_part < 0 || _isRingFull)
            {
                _isRingFull = true;
                _log.Counters.Drop(_ring, DropReason.LogFull, 1);
            }
            else
            {
                AddRecord(_part, records, offset, length);
            }

            _log.Counters.Staged++;
            return work;
        }

        /// <summary>Whether the present part takes a record of so many bytes, be it one that goes on with the
        /// segment being written.</summary>
        private bool FitsPart(int length)
        {
            if (_part >= 0)
            {
                return Fits(_useds[_part], length);
            }

            var head = _log.Heads[_ring];
            if (head < 0 || !Fits(_log.Table.Used[head], length))
            {
                return false;
            }

            _part = OpenHeadPart(_ring, head);
            return true;
        }

        private bool Fits(int used, int length)
        {
            return used + length + RecordCodec.EndMarkBytes <= _log.Profile.SegmentBytes;
        }

        private int OpenHeadPart(int ring, int head)
        {
            var part = AddPart(ring, head, false);
            _fileOffsets[part] = _log.Table.Used[head];
            _useds[part] = _log.Table.Used[head];
            _checks[part] = _log.HeadChecks[ring];
            return part;
        }

        private int AddPart(int ring, int slot, bool isNew)
        {
            var part = _partCount++;
            _rings[part] = ring;
            _slots[part] = slot;
            _isNew[part] = isNew;
            _stageOffsets[part] = _stageEnd;
            _counts[part] = 0;
            return part;
        }

        private void AddRecord(int part, byte[] records, int offset, int length)
        {
            var stage = _log.StageBuffer;
            System.Array.Copy(records, offset, stage, _stageEnd, length);
            var checkOffset = _stageEnd + length - RecordCodec.CheckBytes;
            var check = RecordCodec.Chain(RecordCodec.Get32(stage, checkOffset), _checks[part]);
            RecordCodec.Put32(stage, checkOffset, check);
            var seq = RecordCodec.SeqAt(records, offset);
            _stageEnd += length;
            _checks[part] = check;
            _useds[part] += length;
            _counts[part]++;
            _lastSeqs[part] = seq;
            MaxSeq = seq > MaxSeq ? seq : MaxSeq;
        }

        private void EndPart(int part)
        {
            if (part >= 0)
            {
                RecordCodec.PutEndMark(_log.StageBuffer, _stageEnd, _checks[part]);
                _stageEnd += RecordCodec.EndMarkBytes;
            }
        }
    }
}
