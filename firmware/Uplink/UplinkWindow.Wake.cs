// When the window has something to do.

namespace Gateway.Uplink
{
    /// <content>Times.</content>
    internal sealed partial class UplinkWindow
    {
        /// <summary>Work done on records, as <see cref="MessageBuilder.Work"/> counts it.</summary>
        public uint Work
        {
            get { return _alarms.Work + _bulk.Work; }
        }

        /// <summary>Whether an answer to a command came since the last step.</summary>
        public bool IsReplyDue
        {
            get { return Replies != null && _outstanding == MessageKind.None && Replies.HasReply; }
        }

        /// <summary>When the next slice is due; <paramref name="stepUs"/> = at once.</summary>
        /// <param name="stepUs">Time of the last step.</param>
        public long WakeUs(long stepUs)
        {
            if (!_readFailed || _alarms.IsWriting || _bulk.IsWriting || _stats.IsWriting)
            {
                return stepUs;
            }

            long wakeUs = CanRead(_alarms) || CanRead(_bulk)
                ? stepUs + PollUs
                : long.MaxValue;
            if (IsOutstanding)
            {
                return _ackDueUs < wakeUs ? _ackDueUs : wakeUs;
            }

            if (!_announced || _statesDue || _stopping || _alarms.Count > 0 || HasReply || _stats.IsReady ||
                IsBatchDue(stepUs))
            {
                return stepUs;
            }

            if (_stats.IsWanted && _statsDueUs < wakeUs)
            {
                wakeUs = _statsDueUs;
            }

            long batchUs = _bulk.FirstUs + _batchAgeUs;
            return _bulk.Count > 0 && batchUs < wakeUs ? batchUs : wakeUs;
        }

        private bool HasReply => Replies != null && Replies.HasReply;

        private static bool CanRead(MessageBuilder builder)
        {
            return !builder.IsFull && builder.HasUnread;
        }

        private bool IsBatchDue(long nowUs)
        {
            return _bulk.Count > 0 && !_bulk.IsWriting
                && (_bulk.IsFull || (_flush && !_bulk.HasUnread) || nowUs - _bulk.FirstUs >= _batchAgeUs);
        }
    }
}
