namespace Gateway.Radio.Sx1276
{
    /// <summary>Bounds of the SX1276 driver's own; the rest is in <see cref="RadioTiming"/>. A pause reads 32
    /// registers: at 10 MHz and no overhead it takes 26 µs, on a board some 100 µs, so a number of them is a
    /// wait.</summary>
    public static class Sx1276Timing
    {
        /// <summary>Pauses while NRESET is low: 100 µs are enough (SX1276 datasheet rev. 4 section
        /// 7.2.2).</summary>
        public const int ResetPauses = 8;

        /// <summary>Pauses for RegVersion after a reset: 5 ms (section 7.2.2).</summary>
        public const int ReadyPauses = 250;

        /// <summary>Pauses for standby mode: 250 µs are typical for the crystal (table 7).</summary>
        public const int StandbyPauses = 100;

        /// <summary>Pauses for the image calibration: 10 ms are typical (section 4.2.3.8).</summary>
        public const int CalibrationPauses = 800;

        /// <summary>Pauses for receive mode: 60 µs synthesizer (table 7) and 85 µs to 264 µs receiver (table
        /// 22).</summary>
        public const int ReceivePauses = 100;

        /// <summary>Between two looks for a preamble that no sync word followed.</summary>
        public const long WatchUs = 20000;
    }
}
