namespace Gateway.Uplink.Serial
{
    /// <summary>What the serial link is told at start.</summary>
    public sealed class SerialOptions
    {
        /// <summary>Most bytes of one payload.</summary>
        public const int MaxPayloadBytes = 10_240;

        /// <summary>Gateway id.</summary>
        public string GatewayId = string.Empty;

        /// <summary>Bits a second, 8N1.</summary>
        public int BaudRate = 115_200;

        /// <summary>Most bytes of a message to the gateway; a longer one is dropped and counted.</summary>
        public int MaxMessageBytes = 4_096;

        // UNVERIFIED-HW: that a board's UART driver, whose buffer is set to 512 bytes, keeps the 113 of a
        // segment while the loop stays with the radio.

        /// <summary>Segments to the gateway that may be out. One: while a frame comes in at a radio, nobody
        /// reads the UART for up to 60 ms.</summary>
        public int ReceiveWindow = 1;

        /// <summary>Most segments to the bridge that are out, 113 bytes each: the port takes 1,024 bytes
        /// ahead.</summary>
        public int SendWindow = 6;

        /// <summary>Time in milliseconds between two attempts to find a bridge.</summary>
        public int HelloMs = 1_000;

        /// <summary><see cref="ConnectMs"/> where there is another link.</summary>
        public const int FailoverConnectMs = 15_000;

        /// <summary>Longest time in milliseconds of one attempt to connect: a cable is worth waiting for, and
        /// nobody is disturbed.</summary>
        public int ConnectMs = 300_000;

        /// <summary>An end that has said nothing for so many milliseconds says that it is there.</summary>
        public int AliveMs = 5_000;

        /// <summary>An end that was not heard for so many milliseconds is gone.</summary>
        public int SilenceMs = 20_000;

        /// <summary>Wait in milliseconds for an acknowledge beyond what the window's bytes take on the
        /// line.</summary>
        public int RetryMs = 250;

        /// <summary>Longest wait in milliseconds.</summary>
        public int RetryCapMs = 4_000;
    }
}
