namespace Gateway.App.Battery
{
    /// <summary>What the network is doing.</summary>
    public enum SessionState
    {
        /// <summary>It is off.</summary>
        Off = 0,

        /// <summary>It comes up.</summary>
        Rising,

        /// <summary>The uplink has it.</summary>
        Open,

        /// <summary>The uplink takes its leave.</summary>
        Closing,

        /// <summary>It is switched off.</summary>
        Falling,
    }
}
