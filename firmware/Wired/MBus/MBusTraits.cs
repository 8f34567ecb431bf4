namespace Gateway.Wired.MBus
{
    /// <summary>What was learned about a slave: bits of <see cref="MBusSlaves"/>.</summary>
    public static class MBusTraits
    {
        /// <summary>The frame count bit of the next request.</summary>
        public const int Fcb = 1;

        /// <summary>The frame count bit is known: the slave was initialised and answered since.</summary>
        public const int FcbKnown = 2;

        /// <summary>Its acknowledges do not arrive: go on without.</summary>
        public const int NoAcknowledge = 4;

        /// <summary>It answers only after two SND_NKE.</summary>
        public const int TwoNke = 8;

        /// <summary>It answers to its secondary address only after SND_NKE to its primary address.</summary>
        public const int NkeToPrimary = 16;

        /// <summary>It cannot be selected: its primary address is used, and its reply's address
        /// checked.</summary>
        public const int UsePrimary = 32;

        /// <summary>It answers later than the standard allows.</summary>
        public const int Slow = 64;

        /// <summary>All ways were tried since its last answer.</summary>
        public const int Tried = 128;
    }
}
