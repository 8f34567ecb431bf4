namespace Gateway.Boards.Stm32
{
    /// <summary>
    /// A seed from what differs between boards (the chip's unique id) and, when the clock runs on, between
    /// boots. FNV-1a, 32 bits. Not for keys.
    /// </summary>
    public static class DeviceEntropy
    {
        private const uint Offset = 2166136261;
        private const uint Prime = 16777619;

        /// <summary>Mixes the bytes of an id and a number.</summary>
        /// <param name="uniqueId">Any length; the STM32's is 12 bytes.</param>
        /// <param name="moment">Ticks of the wall clock.</param>
        public static uint Mix(byte[] uniqueId, long moment)
        {
            uint hash = Offset;
            foreach (byte value in uniqueId)
            {
                hash = (hash ^ value) * Prime;
            }

            for (int shift = 0; shift < 64; shift += 8)
            {
                hash = (hash ^ (byte)(moment >> shift)) * Prime;
            }

            return hash;
        }
    }
}
