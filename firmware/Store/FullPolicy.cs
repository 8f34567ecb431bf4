namespace Gateway.Store
{
    /// <summary>Which segment goes when all are taken; SPEC.md, "When the log is full".</summary>
    internal static class FullPolicy
    {
        // Least valuable first, a class a nibble: regular, event, priority, alarm.
        private const int ValueOrder = 0x0132;

        /// <summary>The oldest segment of the least valuable class that has one, but never of a class that is
        /// more valuable than the one that needs room; −1 when there is none.</summary>
        public static int Choose(SegmentTable table, int forRing)
        {
            for (var order = ValueOrder; ; order >>= 4)
            {
                var ring = order & 0xF;
                var slot = table.OldestOf(ring);
                if (slot >= 0 || ring == forRing)
                {
                    return slot;
                }
            }
        }
    }
}
