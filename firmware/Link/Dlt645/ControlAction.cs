namespace Gateway.Link.Dlt645
{
    /// <summary>What the control command 1C asks for: its byte N1 (DL/T 645-2007, 2009 supplement).</summary>
    public enum ControlAction : byte
    {
        /// <summary>Opens the breaker.</summary>
        Trip = 0x1A,

        /// <summary>Permits closing; somebody presses the key on the meter.</summary>
        PermitClose = 0x1B,

        /// <summary>Closes the breaker.</summary>
        DirectClose = 0x1C,

        /// <summary>Begins the alarm.</summary>
        Alarm = 0x2A,

        /// <summary>Ends the alarm.</summary>
        AlarmEnd = 0x2B,

        /// <summary>Keeps the supply whatever happens.</summary>
        KeepSupply = 0x3A,

        /// <summary>Ends the kept supply.</summary>
        KeepSupplyEnd = 0x3B,
    }
}
