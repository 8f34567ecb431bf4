namespace Gateway.Core
{
    /// <summary>Link mode of a telegram (EN 13757-4). The values are stored in the log: never
    /// renumber.</summary>
    public enum LinkMode
    {
        /// <summary>Not known, or not from the air.</summary>
        None = 0,

        /// <summary>T1: 868.95 MHz, 100 kchip/s, 3-out-of-6.</summary>
        T1 = 1,

        /// <summary>C1: 868.95 MHz, 100 kbit/s, NRZ, frame format A or B.</summary>
        C1 = 2,

        /// <summary>S1: 868.30 MHz, 32.768 kchip/s, Manchester.</summary>
        S1 = 3,

        /// <summary>The openly specified linkIQ-style mode.</summary>
        LinkIq = 4,
    }
}
