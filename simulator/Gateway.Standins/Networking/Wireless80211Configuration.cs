namespace System.Net.NetworkInformation
{
    /// <summary>Access points that are stored on the device.</summary>
    public sealed class Wireless80211Configuration
    {
        /// <summary>Of the place in the store.</summary>
        public Wireless80211Configuration(uint id)
        {
        }

        /// <summary>Name of the network.</summary>
        public string Ssid { get; set; } = "simulated";

        /// <summary>Its password.</summary>
        public string Password { get; set; } = string.Empty;

        /// <summary>All of them.</summary>
        public static Wireless80211Configuration[] GetAllWireless80211Configurations() =>
            new[] { new Wireless80211Configuration(0) };
    }
}
