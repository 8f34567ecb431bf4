namespace Gateway.Config
{
    /// <summary>One element of <c>uplink.links</c>, in order of preference.</summary>
    public sealed class UplinkLinkConfig
    {
        /// <summary>type: "ip" (whatever network the board has), "ethernet", "wifi", "modem" or
        /// "serial".</summary>
        public string Type = "ip";

        /// <summary>apn, of a modem: access point name; empty = as the network has it.</summary>
        public string AccessPoint = string.Empty;

        /// <summary>pin, of a modem: 4 .. 8 digits, or null. A secret.</summary>
        public string SimPin;

        /// <summary>roaming, of a modem: whether a foreign network may be used.</summary>
        public bool AllowsRoaming = true;

        /// <summary>port, of a serial link: number of the board's wired port.</summary>
        public int Port;

        /// <summary>baud, of a serial link.</summary>
        public int BaudRate = 115_200;
    }
}
