// What one slice of the log does: CRCs of records that came, or the check of one that was fetched, or a part
// of a commit; and when the next one is due.
using Gateway.Core;

namespace Gateway.Store
{
    /// <content>Steps.</content>
    public sealed partial class LogStore
    {
        // CRC bytes of one step: about 2,500 IL-op equivalents, well under the 2 ms of a slice.
        private const int SliceBytes = 176;
        private const long PollUs = 10000;

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            if (!_isOpen)
            {
                NextWakeUs = _openJob.Step(_worker, nowUs);
                return;
            }

            _buffer.Stamp(nowUs);
            _house.Stamp(nowUs);
            var isFree = !_isJobRunning && !_worker.IsBusy;
            var isBusy = !(isFree && _committer.IsUrgent(nowUs)) && (SealSlice() || ReadSlice());
            if (!isBusy && isFree)
            {
                // A file first, when the next commit may need one: at the latest before that one, so that it
                // has no time of its own.
                _isJobRunning = _files.TryMake(_committer, _worker, nowUs)
                    || _committer.TryStart(_worker, nowUs)
                    || (!_committer.IsStaging && _fetch.TryStart(_worker, nowUs));
            }

            NextWakeUs = isBusy ? 0 : WakeAt(nowUs, isFree);
        }

        /// <summary>Checks a piece of what was fetched; false when no reader has anything to
        /// check.</summary>
        private bool SealSlice()
        {
            var sealedBytes = _buffer.Seal(SliceBytes);
            Counters.BytesChecked += (uint)sealedBytes;
            return sealedBytes > 0;
        }

        private bool ReadSlice()
        {
            foreach (var reader in _readers)
            {
                if (reader.GivenUpSegment >= 0)
                {
                    CloseGivenUp(reader);
                }

                if (reader.HasWork)
                {
                    reader.Work(SliceBytes, _log.AckSeqs[LogContext.QueueOf(reader.Ring)]);
                    _log.Revision += reader.IsReady ? 1U : 0;
                    return true;
                }
            }

            return false;
        }

        /// <summary>A segment that a reader gave up must not be written to any more.</summary>
        private void CloseGivenUp(RingReader reader)
        {
            var head = _log.Heads[reader.Ring];
            _log.Heads[reader.Ring] = head == reader.GivenUpSegment ? -1 : head;
            reader.GivenUpSegment = -1;
            _house.WantTrim();
        }

        private long WakeAt(long nowUs, bool isFree)
        {
            if (_isJobRunning)
            {
                return long.MaxValue;
            }

            if (!isFree)
            {
                return nowUs + PollUs;
            }

            var commitUs = _committer.WakeAtUs;
            var fetchUs = _fetch.WakeAtUs;
            return commitUs < fetchUs ? commitUs : fetchUs;
        }
    }
}
