namespace Gateway.Radio.Cc1101
{
    /// <summary>Times of the CC1101 driver in microseconds and its bounds. README.md of this folder derives
    /// them.</summary>
    public static class Cc1101Timing
    {
        /// <summary>Between two looks at an idle chip: noise sample and state check, one transfer of 2
        /// bytes.</summary>
        public const long IdlePollUs = 500000;

        /// <summary>Between two full checks of an idle chip: state and registers.</summary>
        public const long CheckUs = 10000000;

        /// <summary>Between two calibrations of the synthesizer.</summary>
        // UNVERIFIED-HW: that this holds the lock over a roof's temperature changes.
        public const long CalibrationUs = 30000000;

        /// <summary>From SRX to a settled receiver with a valid RSSI: 799 µs with calibration (SWRS061I table
        /// 34) and the AGC; rounded up generously, as only idle duties wait for it.</summary>
        public const long SettleUs = 5000;

        /// <summary>Bytes that may fail to come before a frame counts as stalled.</summary>
        public const int StallBytes = 32;

        /// <summary>How much later than the interrupt is due the driver looks by itself, in bytes.</summary>
        public const int GraceBytes = 4;

        /// <summary>First wait before a failed start is tried again; it doubles up to
        /// <see cref="MaxRetryUs"/>.</summary>
        public const long MinRetryUs = 1000000;

        /// <summary>Longest wait before a failed start is tried again.</summary>
        public const long MaxRetryUs = 60000000;

        /// <summary>Longest frame in bytes after the sync word: T1 with L-field 255 takes 435.</summary>
        public const int MaxFrameBytes = 1024;

        /// <summary>Bytes in which the sink must have found the length.</summary>
        public const int MaxUnknownBytes = 128;

        /// <summary>Polls of the status byte for the crystal after a reset: 41 µs to 150 µs are typical; at
        /// 10 MHz and no overhead a poll takes 0.8 µs, on a board some 30 µs.</summary>
        public const int ReadyPolls = 500;

        /// <summary>Polls of MARCSTATE for receive mode: 799 µs with calibration (SWRS061I table 34); at 10
        /// MHz and no overhead a poll takes 1.6 µs, so 2,000 outlast it four times.</summary>
        public const int ReceivePolls = 2000;

        /// <summary>Stalled frames, or checks that found the chip out of receive mode, in a row before the
        /// chip is reset.</summary>
        public const int MaxFailuresInRow = 3;
    }
}
