// What a reader does about bytes that fail their check: reads them again, has a job put one wrong bit right,
// passes over one record, gives up the rest of the segment.
namespace Gateway.Store
{
    /// <content>Rotten bytes.</content>
    internal sealed partial class RingReader
    {
        private int _passLength; // of a record beyond repair; 0 = none
        private uint _passedGeneration; // of the furthest one
        private int _passedOffset;
        private bool _isReadAgain; // true whenever one of the others is set
        private bool _isRepaired;

        /// <summary>What is left of the segment cannot be read: counts it and shortens the segment to what
        /// was read. The store must not write to it any more, because the chain of checks is lost.</summary>
        public void GiveUpSegment()
        {
            var segment = _position.Segment;
            var lost = _table.Count[segment] - _position.Index;
            _counters.Drop(Ring, DropReason.Corrupt, lost);
            _counters.DamagedSegments++;
            Pending -= lost;
            _table.Used[segment] = _position.Offset;
            _table.Count[segment] = _position.Index;
            GivenUpSegment = segment;
            Discard();
        }

        /// <summary>In a job: puts a wrong bit right.</summary>
        public void Repair()
        {
            var start = _buffer.Start;
            _passLength = 0;
            _isRepaired = _position.Offset == 0
                ? _buffer.Available >= SegmentHeader.Bytes && BitRepair.TryFixHeader(_buffer.Bytes, start)
                : BitRepair.TryFixRecord(_buffer.Bytes, start, _buffer.End, _position, Ring);
            if (!_isRepaired && _position.Offset > 0)
            {
                _passLength = _buffer.Available < 2 ? 0 : _buffer.Length;
                _passLength = _position.Offset + _passLength == _table.Used[_position.Segment] ? _passLength
                    : BitRepair.LengthToPass(_buffer.Bytes, start, _buffer.End, _position.LastSeq, Ring);
            }
        }

        /// <summary>The job has ended.</summary>
        public void OnRepaired()
        {
            WantsRepair = false;
            HasWork = true;
            if (_isRepaired)
            {
                _counters.Repaired++;
                _buffer.ResetCrc();
            }
            else if (_passLength > 0)
            {
                PassBad();
            }
            else
            {
                GiveUpSegment();
            }
        }

        // What was read wrong may be right on file: it is read again, then repaired, then given up.
        private void Suspect()
        {
            HasWork = false;
            if (!_isReadAgain)
            {
                _isReadAgain = true;
                _buffer.Set(0);
                WantsFetch = true;
            }
            else if (!_isRepaired)
            {
                WantsRepair = true;
            }
            else
            {
                GiveUpSegment();
            }
        }

        // Counted once, however often reading goes back and comes by again. From then on the segment has one
        // record less.
        private void PassBad()
        {
            var segment = _position.Segment;
            var generation = _table.Generation[segment];
            if (generation > _passedGeneration
                || (generation == _passedGeneration && _position.Offset > _passedOffset))
            {
                _counters.Drop(Ring, DropReason.Corrupt, 1);
                Pending--;
                _table.Count[segment]--;
                _table.Passed[segment]++;
                _passedGeneration = generation;
                _passedOffset = _position.Offset;
            }

            _position.Check = RecordCodec.Get32(
                _buffer.Bytes, _buffer.Start + _passLength - RecordCodec.CheckBytes);
            _position.Offset += _passLength;
            _buffer.Consume(_passLength);
            if (Handed.Count == 0)
            {
                _mark.CopyFrom(_position);
            }

            BeginRecord();
        }

        private void BeginRecord()
        {
            _passLength = 0;
            _isReadAgain = false;
            _isRepaired = false;
            WantsRepair = false;
            HasWork = true;
        }
    }
}
