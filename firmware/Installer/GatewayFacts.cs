namespace Gateway.Installer
{
    /// <summary>A snapshot of the gateway for showing it. No member is a secret.</summary>
    public sealed class GatewayFacts
    {
        /// <summary>Radios that are shown at most.</summary>
        public const int MaxRadios = 4;

        /// <summary>Value of an age that nobody knows.</summary>
        public const long Never = -1;

        /// <summary>Name of the gateway.</summary>
        public string GatewayId;

        /// <summary>Version of the firmware.</summary>
        public string FirmwareVersion;

        /// <summary>Seconds since boot.</summary>
        public long UptimeS;

        /// <summary>Wall clock in milliseconds since 1970; 0 = not set.</summary>
        public long UnixMs;

        /// <summary>Number of radios.</summary>
        public int Radios;

        /// <summary>Whether a radio's chip works.</summary>
        public readonly bool[] RadioWorks = new bool[MaxRadios];

        /// <summary>Whether a radio listens to T1 and C1.</summary>
        public readonly bool[] HearsT1C1 = new bool[MaxRadios];

        /// <summary>Noise floor in dBm; −128 = not known.</summary>
        public readonly int[] NoiseDbm = new int[MaxRadios];

        /// <summary>Lowest noise floor since boot; −128 = not known.</summary>
        public readonly int[] QuietestDbm = new int[MaxRadios];

        /// <summary>Good frames since boot.</summary>
        public readonly uint[] Frames = new uint[MaxRadios];

        /// <summary>Frames with a wrong CRC since boot.</summary>
        public readonly uint[] BadFrames = new uint[MaxRadios];

        /// <summary>Word of the link in use: "ip", "ethernet", "wifi", "modem".</summary>
        public string Link;

        /// <summary>Power that a modem receives, in dBm; 0 = not known.</summary>
        public int ModemRssiDbm;

        /// <summary>SIM of the modem.</summary>
        public WayStep Sim;

        /// <summary>Registration with a mobile network.</summary>
        public WayStep Registration;

        /// <summary>Address in a network.</summary>
        public WayStep Ip;

        /// <summary>TLS.</summary>
        public WayStep Tls;

        /// <summary>Login at the broker.</summary>
        public WayStep Broker;

        /// <summary>Words for the step that fails; <see cref="TextId.Language"/> = none does.</summary>
        public TextId Trouble;

        /// <summary>Seconds since the last PUBACK, within a second; <see cref="Never"/>.</summary>
        public long AckAgeS;

        /// <summary>Records that wait for delivery.</summary>
        public int Queued;

        /// <summary>Age of the oldest of them, in seconds.</summary>
        public long OldestAgeS;

        /// <summary>Counts of <see cref="TextId.DropDuplicate"/> and what follows, up to
        /// <see cref="TextId.DropBufferFull"/>.</summary>
        public readonly long[] Drops = new long[TextId.DropBufferFull - TextId.DropDuplicate + 1];

        /// <summary>Good frames of all radios.</summary>
        public uint AllFrames
        {
            get { return Sum(Frames); }
        }

        /// <summary>Damaged frames of all radios.</summary>
        public uint AllBadFrames
        {
            get { return Sum(BadFrames); }
        }

        private uint Sum(uint[] counts)
        {
            uint sum = 0;
            for (int i = 0; i < Radios; i++)
            {
                sum += counts[i];
            }

            return sum;
        }
    }
}
