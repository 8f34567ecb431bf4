namespace Gateway.Wired.MBus
{
    /// <summary>Ways to get an answer from a slave that is silent, in the order in which they are
    /// tried.</summary>
    internal enum MBusWay
    {
        /// <summary>As the standard says.</summary>
        Standard,

        /// <summary>SND_NKE twice.</summary>
        TwoNke,

        /// <summary>On without the acknowledges that do not come.</summary>
        NoAcknowledge,

        /// <summary>With time.</summary>
        Slow,

        /// <summary>SND_NKE to the primary address before the selection.</summary>
        NkeToPrimary,

        /// <summary>By the primary address instead of a selection.</summary>
        UsePrimary,

        /// <summary>There are no more.</summary>
        End,
    }
}
