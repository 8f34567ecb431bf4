namespace Gateway.Radio.Cc1101
{
    /// <summary>Bounds of the CC1101 driver's own; the rest is in <see cref="RadioTiming"/>. README.md of
    /// this folder derives them.</summary>
    public static class Cc1101Timing
    {
        /// <summary>Polls of the status byte for the crystal after a reset: 41 µs to 150 µs are typical; at
        /// 10 MHz and no overhead a poll takes 0.8 µs, on a board some 30 µs.</summary>
        public const int ReadyPolls = 500;

        /// <summary>Polls of MARCSTATE for receive mode: 799 µs with calibration (SWRS061I table 34); at 10
        /// MHz and no overhead a poll takes 1.6 µs, so 2,000 outlast it four times.</summary>
        public const int ReceivePolls = 2000;
    }
}
