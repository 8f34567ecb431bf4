namespace System.Net.NetworkInformation
{
    /// <summary>Kind of a network interface, with nanoFramework's numbers.</summary>
    internal enum NetworkInterfaceType
    {
        /// <summary>Wired.</summary>
        Ethernet = 6,

        /// <summary>WiFi station.</summary>
        Wireless80211 = 71,
    }
}
