namespace Gateway.Wired.MBus
{
    /// <summary>State of a meter's output; the numbers are the control states of the COSEM class "disconnect
    /// control" (IEC 62056-6-2).</summary>
    public enum MBusValveState
    {
        /// <summary>The meter does not tell.</summary>
        Unknown = -1,

        /// <summary>The supply is cut.</summary>
        Disconnected = 0,

        /// <summary>The supply is on.</summary>
        Connected = 1,

        /// <summary>Cut, and may be switched on by hand.</summary>
        ReadyForReconnection = 2,
    }
}
