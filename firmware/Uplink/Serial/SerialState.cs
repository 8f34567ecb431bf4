namespace Gateway.Uplink.Serial
{
    /// <summary>What the serial link is doing.</summary>
    public enum SerialState
    {
        /// <summary>No session.</summary>
        Idle = 0,

        /// <summary>Looks for a bridge.</summary>
        Greeting,

        /// <summary>The bridge is there; waits until it is connected.</summary>
        Joining,

        /// <summary>Connected.</summary>
        Online,
    }
}
