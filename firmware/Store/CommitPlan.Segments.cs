// Where a commit's records go when a segment is full: into a free one, or into the oldest of a less valuable
// class (SPEC.md, "When the log is full").
namespace Gateway.Store
{
    internal sealed partial class CommitPlan
    {
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
            _header.PreviousCount = table.Count[head] + table.Passed[head]
                + (isGrown ? _counts[previousPart] : 0);
            _header.PreviousLastSeq = isGrown ? _lastSeqs[previousPart] : table.LastSeq[head];
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
