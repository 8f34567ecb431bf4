namespace Gateway.Uplink.Modem
{
    /// <summary>What the modem driver is told at start.</summary>
    public sealed class ModemOptions
    {
        /// <summary>Most bytes of one message that the modem takes (AT+CMQTTPAYLOAD).</summary>
        public const int MaxPayloadBytes = 10_240;

        /// <summary>Access point name; empty = as the SIM or the network has it.</summary>
        public string Apn = string.Empty;

        /// <summary>PIN of the SIM, 4 .. 8 digits, or null. Never shown.</summary>
        public string SimPin;

        /// <summary>Whether a foreign network may be used.</summary>
        public bool AllowsRoaming = true;

        /// <summary>Bits a second on the UART.</summary>
        public int BaudRate = 115_200;

        /// <summary>Longest time in milliseconds that a modem may look for a network.</summary>
        public int RegistrationMs = 180_000;

        /// <summary>Longest time in milliseconds that a network may go on denying.</summary>
        public int DeniedMs = 30_000;

        /// <summary>Longest time in milliseconds of one attempt, from a sleeping modem to CONNACK.</summary>
        public int ConnectMs = 240_000;

        /// <summary>Time in milliseconds between two looks at an idle modem: is it there, is it
        /// registered.</summary>
        public int HeartbeatMs = 30_000;

        /// <summary>Rest in milliseconds after a failure that time may heal.</summary>
        public int RestMs = 10_000;

        /// <summary>Least time in milliseconds between two power cycles; doubled each time, up to
        /// <see cref="CycleCapMs"/>, until a connection stands.</summary>
        public int CycleMs = 60_000;

        /// <summary>Longest <see cref="CycleMs"/> becomes.</summary>
        public int CycleCapMs = 3_600_000;

        /// <summary>Most bytes of an incoming message; a longer one is dropped and counted.</summary>
        public int MaxMessageBytes = 4_096;
    }
}
