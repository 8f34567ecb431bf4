namespace Gateway.Wired.Dlt645
{
    /// <summary>With what right a command comes.</summary>
    public sealed class Dlt645Authority
    {
        /// <summary>Password level PA, 0 .. 9; 0 is the highest of the standard, 2 the usual one for
        /// control. Encrypted levels (98, 99) are sent as they are.</summary>
        public int Level { get; set; }

        /// <summary>Password P2 P1 P0 as six BCD digits, 0x000000 .. 0x999999.</summary>
        public int Password { get; set; }

        /// <summary>Operator code C3 C2 C1 C0, which the meter writes into its event records.</summary>
        public uint Operator { get; set; }
    }
}
