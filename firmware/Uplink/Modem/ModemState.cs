namespace Gateway.Uplink.Modem
{
    /// <summary>What the modem driver is doing.</summary>
    public enum ModemState
    {
        /// <summary>The power key or the reset line is being worked.</summary>
        Powering = 0,

        /// <summary>Finding the modem, and settings.</summary>
        Setup = 1,

        /// <summary>Waiting for a network.</summary>
        Registering = 2,

        /// <summary>Registered, no connection wanted.</summary>
        Standby = 3,

        /// <summary>A connection to the broker is being made.</summary>
        Connecting = 4,

        /// <summary>Connected to the broker.</summary>
        Online = 5,

        /// <summary>The connection is being closed.</summary>
        Closing = 6,

        /// <summary>Waiting after a failure.</summary>
        Resting = 7,
    }
}
