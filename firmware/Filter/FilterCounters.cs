namespace Gateway.Filter
{
    /// <summary>
    /// What the filter counted since boot. Counters wrap; readers take differences. At any time
    /// Received = Accepted + Duplicate + Filtered + Reduced + Unknown + telegrams held at the moment.
    /// </summary>
    public sealed class FilterCounters
    {
        /// <summary>Telegrams shown to the filter.</summary>
        public uint Received;

        /// <summary>Telegrams that went on to the store, released ones included.</summary>
        public uint Accepted;

        /// <summary>Repeats within the window.</summary>
        public uint Duplicate;

        /// <summary>Denied by a rule.</summary>
        public uint Filtered;

        /// <summary>Dropped by data reduction, superseded ones included.</summary>
        public uint Reduced;

        /// <summary>Of meters that no rule names.</summary>
        public uint Unknown;

        /// <summary>Telegrams that tenants took at once and the gateway's own list holds: records beside
        /// Accepted.</summary>
        public uint Copies;

        /// <summary>Of Accepted: passed because the status byte changed.</summary>
        public uint Alarms;

        /// <summary>Of Accepted: passed because their length was new that day (encrypted ELL).</summary>
        public uint NewLengths;

        /// <summary>Kept as the last of their interval.</summary>
        public uint Deferred;

        /// <summary>Of Deferred: replaced by a later one of the same interval.</summary>
        public uint Superseded;

        /// <summary>Of Deferred: given back at the end of their interval.</summary>
        public uint Released;

        /// <summary>Telegrams that found no room to be held and were treated as first-of-interval.</summary>
        public uint HoldFull;

        /// <summary>Meters forgotten because a newer one needed the slot.</summary>
        public uint Evicted;

        /// <summary>Times a meter that nobody wants found no slot: its telegram was judged but not
        /// remembered.</summary>
        public uint NotTracked;

        /// <summary>Telegrams of meters whose interval is known, copies left out.</summary>
        public uint Heard;

        /// <summary>Telegrams that were due by the learned intervals and did not come; counted when the meter
        /// is heard again.</summary>
        public uint Missed;

        /// <summary>Times a meter moved to its other bucket to make room.</summary>
        public uint Relocated;
    }
}
