namespace Gateway.Schedule
{
    /// <summary>What H stands for: the same for one gateway and field at all times, spread evenly over
    /// gateways.</summary>
    internal static class CronHash
    {
        // FNV-1a, 32 bits (the constants of its public description).
        private const uint FnvBasis = 2166136261;
        private const uint FnvPrime = 16777619;

        /// <summary>A number below <paramref name="choices"/>.</summary>
        public static int Choose(string gatewayId, int field, int choices)
        {
            uint hash = FnvBasis;
            for (int i = 0; gatewayId != null && i < gatewayId.Length; i++)
            {
                hash = (hash ^ gatewayId[i]) * FnvPrime;
            }

            hash = (hash ^ (uint)field) * FnvPrime;

            // The low bits of FNV follow the last letters; a remainder wants them mixed.
            hash ^= hash >> 16;
            hash *= 0x85EBCA6B;
            hash ^= hash >> 13;
            return (int)(hash % (uint)choices);
        }
    }
}
