namespace Gateway.Uplink.Links
{
    /// <summary>What a link knows of itself before anything is sent over it.</summary>
    public enum LinkHealth
    {
        /// <summary>It cannot tell; an attempt will show.</summary>
        Unknown = 0,

        /// <summary>An interface with an address; a modem registered with a network.</summary>
        Up = 1,

        /// <summary>Cable out, no address, no SIM, no network: not worth an attempt.</summary>
        Down = 2,
    }
}
