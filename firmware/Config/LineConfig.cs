namespace Gateway.Config
{
    /// <summary>One element of <c>wired.ports</c>: a line, what is on it and when it is read.</summary>
    public sealed class LineConfig
    {
        /// <summary>name: in records, commands and events; 1 .. 16 of [A-Za-z0-9_-].</summary>
        public string Name;

        /// <summary>port: number of the board's wired port, 0 .. 3.</summary>
        public int Port;

        /// <summary>protocol: "mbus" or "dlt645".</summary>
        public string Protocol = "mbus";

        /// <summary>baud: speed of meters that say nothing else, 300 .. 38,400 bit/s.</summary>
        public int BaudRate = 2400;

        /// <summary>echo: the converter gives back what is sent.</summary>
        public bool HasEcho;

        /// <summary>latency_ms: a converter behind a network delays bytes by up to this, 0 ..
        /// 2,000.</summary>
        public int LatencyMs;

        /// <summary>wake_bytes: bytes sent before the first request to a sleeping slave, 0 ..
        /// 4,096.</summary>
        public int WakeBytes;

        /// <summary>password: DL/T 645 level and password for control, "LLPPPPPP" (8 digits), or null. A
        /// secret.</summary>
        public string Password;

        /// <summary>operator: DL/T 645 operator code, 8 digits.</summary>
        public string Operator = "00000000";

        /// <summary>meters: addresses in the protocol's text form.</summary>
        public string[] Meters = new string[0];

        /// <summary>jobs: when they are read.</summary>
        public JobConfig[] Jobs = new JobConfig[0];
    }
}
