namespace Gateway.Radio
{
    /// <summary>Times in microseconds and bounds that the drivers of all chips share.</summary>
    public static class RadioTiming
    {
        /// <summary>Between two looks at an idle chip: noise sample and state check.</summary>
        public const long IdlePollUs = 500000;

        /// <summary>Between two full checks of an idle chip: state and registers.</summary>
        public const long CheckUs = 10000000;

        /// <summary>Between two calibrations of the synthesizer.</summary>
        // UNVERIFIED-HW: that this holds the lock over a roof's temperature changes.
        public const long CalibrationUs = 30000000;

        /// <summary>A level so many decibels above the noise floor may be a frame that is coming.</summary>
        public const int QuietDb = 3;

        /// <summary>Between two looks for quiet when a calibration is due.</summary>
        public const long QuietPollUs = 20000;

        /// <summary>Longest wait of a calibration for quiet: longer than any frame; what lasts longer is an
        /// interferer.</summary>
        public const long QuietWaitUs = 1000000;

        /// <summary>From the command to receive to a settled receiver with a valid RSSI, rounded up
        /// generously for every chip (README.md of each has its own), as only idle duties wait for
        /// it.</summary>
        public const long SettleUs = 5000;

        /// <summary>Bytes that may fail to come before a frame counts as stalled.</summary>
        public const int StallBytes = 32;

        /// <summary>How much later than the interrupt is due the driver looks by itself, in bytes.</summary>
        public const int GraceBytes = 4;

        /// <summary>Bytes of the FIFO; the CC1101's and the SX1276's are alike.</summary>
        public const int FifoBytes = 64;

        /// <summary>From a slice's end to the moment when reading the FIFO has made room: end of the slice
        /// and turn of the radio, some 400 IL-op equivalents, and the transfer, 71 µs.</summary>
        public const long DrainUs = 350;

        /// <summary>First wait before a failed start is tried again; it doubles up to
        /// <see cref="MaxRetryUs"/>.</summary>
        public const long MinRetryUs = 1000000;

        /// <summary>Longest wait before a failed start is tried again.</summary>
        public const long MaxRetryUs = 60000000;

        /// <summary>Longest frame in bytes after the sync word: S1 with L-field 255 takes 580, T1
        /// 435.</summary>
        public const int MaxFrameBytes = 1024;

        /// <summary>Bytes in which the sink must have found the length.</summary>
        public const int MaxUnknownBytes = 128;

        /// <summary>Stalled frames, or checks that found the chip out of receive mode, in a row before the
        /// chip is reset.</summary>
        public const int MaxFailuresInRow = 3;
    }
}
