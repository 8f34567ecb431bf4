// Turns the records that wait in memory into file operations: sorts them into the rings, chains their checks,
// opens segments and, when all are taken, decides which is given up (SPEC.md, "When the log is full"). All
// decisions are taken on the loop before the job starts; its result is applied after it.
namespace Gateway.Store
{
    internal sealed class CommitPlan
    {
        private const int MaxParts = 2 * SegmentTable.RingCount;

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
        private int _stageEnd;

        public CommitPlan(LogContext log)
        {
            _log = log;
        }

        /// <summary>Highest seq in the plan.</summary>
        public uint MaxSeq { get; private set; }

        /// <summary>A segment is opened or given up: the state must be durable first.</summary>
        public bool OpensSegment { get; private set; }

        /// <summary>Plans the commit of the records in [0, <paramref name="fill"/>); they are
        /// copied.</summary>
        public void Stage(byte[] records, int fill)
        {
            _partCount = 0;
            _stageEnd = 0;
            MaxSeq = 0;
            OpensSegment = false;
            for (var ring = 0; ring < SegmentTable.RingCount; ring++)
            {
                StageRing(ring, records, fill);
            }
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
                table.Ring[slot] = (byte)ring;
                table.Generation[slot] = _generations[part];
                table.Count[slot] = 0;
                table.FirstMs[slot] = _firstsMs[part];
            }

            table.Used[slot] = _useds[part];
            table.Count[slot] += _counts[part];
            table.LastSeq[slot] = _lastSeqs[part];
            _log.Heads[ring] = slot;
            _log.HeadChecks[ring] = _checks[part];
            _log.Counters.Committed += _counts[part];
            _log.MaxSeq = _lastSeqs[part] > _log.MaxSeq ? _lastSeqs[part] : _log.MaxSeq;
            _log.Readers[ring].Pending += _counts[part];
            _log.Readers[ring].OnCommitted(slot);
        }

        private void StageRing(int ring, byte[] records, int fill)
        {
            var part = -1;
            var isFull = false;
            var offset = 0;
            while (offset < fill)
            {
                var length = RecordCodec.LengthAt(records, offset);
                if (RecordCodec.ClassAt(records, offset) == ring)
                {
                    part = isFull ? -1 : PartFor(ring, part, length, records, offset);
                    if (part < 0)
                    {
                        isFull = true;
                        _log.Counters.Drop(ring, DropReason.LogFull, 1);
                    }
                    else
                    {
                        AddRecord(part, records, offset, length);
                    }
                }

                offset += length;
            }

            EndPart(part);
        }

        /// <summary>The part that takes a record: the present one, or one that is opened; −1 = no
        /// room.</summary>
        private int PartFor(int ring, int part, int length, byte[] records, int offset)
        {
            var head = _log.Heads[ring];
            if (part < 0 && head >= 0 && Fits(_log.Table.Used[head], length))
            {
                return OpenHeadPart(ring, head);
            }

            if (part >= 0 && Fits(_useds[part], length))
            {
                return part;
            }

            EndPart(part);
            return OpenNewPart(ring, part, RecordCodec.SeqAt(records, offset),
                RecordCodec.TimeMs(records, offset));
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

        private int OpenNewPart(int ring, int previousPart, uint firstSeq, long firstMs)
        {
            var slot = TakeSlot(ring);
            if (slot < 0)
            {
                return -1;
            }

            OpensSegment = true;
            SumUpPrevious(_log.Heads[ring], previousPart);
            var part = AddPart(ring, slot, true);
            _header.Ring = ring;
            _header.Slot = slot;
            _header.LogId = _log.State.LogId;
            _header.Generation = _log.NextGeneration++;
            _header.FirstSeq = firstSeq;
            _header.FirstMs = firstMs;
            _header.Encode(_log.StageBuffer, _stageEnd);
            _stageEnd += SegmentHeader.Bytes;
            _fileOffsets[part] = 0;
            _useds[part] = SegmentHeader.Bytes;
            _checks[part] = _header.Check;
            _generations[part] = _header.Generation;
            _firstsMs[part] = firstMs;
            return part;
        }

        private void SumUpPrevious(int head, int previousPart)
        {
            _header.PreviousGeneration = 0;
            _header.PreviousUsed = 0;
            _header.PreviousCount = 0;
            _header.PreviousLastSeq = 0;
            if (head < 0)
            {
                return;
            }

            var table = _log.Table;
            var isGrown = previousPart >= 0;
            _header.PreviousGeneration = table.Generation[head];
            _header.PreviousUsed = isGrown ? _useds[previousPart] : table.Used[head];
            _header.PreviousCount = table.Count[head] + (isGrown ? _counts[previousPart] : 0);
            _header.PreviousLastSeq = isGrown ? _lastSeqs[previousPart] : table.LastSeq[head];
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

        /// <summary>A free slot, or one that is given up; −1 when there is none for this class.</summary>
        private int TakeSlot(int ring)
        {
            var slot = _log.Table.TakeFree();
            if (slot >= 0)
            {
                return slot;
            }

            slot = FullPolicy.Choose(_log.Table, ring);
            if (slot < 0 || IsPlanned(slot))
            {
                return -1;
            }

            var victim = _log.Table.Ring[slot];
            _log.Counters.Drop(victim, DropReason.Overwritten, _log.Readers[victim].OnSegmentGone(slot));
            _log.Heads[victim] = _log.Heads[victim] == slot ? -1 : _log.Heads[victim];
            _log.Table.Release(slot);
            _log.Table.Ring[slot] = SegmentTable.Reserved;
            return slot;
        }

        private bool IsPlanned(int slot)
        {
            for (var part = 0; part < _partCount; part++)
            {
                if (_slots[part] == slot)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
