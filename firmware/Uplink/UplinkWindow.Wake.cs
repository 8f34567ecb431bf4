// When the window has something to do.

using Gateway.Store;

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

            long wakeUs = _alarms.CanRead || _bulk.CanRead
                ? stepUs + PollUs
                : long.MaxValue;
            if (IsOutstanding)
            {
                return _ackDueUs < wakeUs ? _ackDueUs : wakeUs;
            }

            if (!_announced || _statesDue || _stopping || _alarms.HasMessage || HasReply || _stats.IsReady
                || _bulk.DueIndex(stepUs, _batchAgeUs, _flush) >= 0)
            {
                return stepUs;
            }

            if (_stats.IsWanted && _statsDueUs < wakeUs)
            {
                wakeUs = _statsDueUs;
            }

            long firstUs = _bulk.FirstUs();
            return firstUs < long.MaxValue && firstUs + _batchAgeUs < wakeUs ? firstUs + _batchAgeUs : wakeUs;
        }

        private bool HasReply => Replies != null && Replies.HasReply;

        /// <summary>Tenants by their number in records, null where there is none; before Start.</summary>
        public void SetTenants(string[] tenants)
        {
            _alarms.SetBuilders(_messages.CreateBuilders(RecordQueueKind.Alarms, _topics, tenants));
            _bulk.SetBuilders(_messages.CreateBuilders(RecordQueueKind.Bulk, _topics, tenants));
        }
    }
}
