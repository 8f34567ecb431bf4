namespace Gateway.Uplink
{
    /// <summary>What the uplink is doing.</summary>
    public enum UplinkState
    {
        /// <summary>Not started, or stopped.</summary>
        Idle = 0,

        /// <summary>A connection attempt runs on the worker.</summary>
        Connecting = 1,

        /// <summary>Connected.</summary>
        Online = 2,

        /// <summary>The session is being closed on the worker.</summary>
        Closing = 3,

        /// <summary>Waiting for the next attempt.</summary>
        BackOff = 4,
    }
}
