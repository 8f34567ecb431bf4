using Gateway.Standins;

namespace System.Device.Wifi
{
    /// <summary>Who connects again after a loss.</summary>
    public enum WifiReconnectionKind
    {
        /// <summary>The device.</summary>
        Automatic = 0,
    }

    /// <summary>Result of a connect; nothing here needs more.</summary>
    public class WifiConnectionResult
    {
        internal WifiConnectionResult()
        {
        }
    }

    /// <summary>The board's Wi-Fi.</summary>
    public sealed class WifiAdapter
    {
        private WifiAdapter()
        {
        }

        /// <summary>The one that the board has.</summary>
        public static WifiAdapter[] FindAllAdapters() => new[] { new WifiAdapter() };

        /// <summary>Connects; blocks.</summary>
        public WifiConnectionResult Connect(
            string ssid, WifiReconnectionKind reconnectionKind, string passwordCredential)
        {
            StandinHost.Required.SetWifi(true);
            return new WifiConnectionResult();
        }

        /// <summary>Leaves the access point.</summary>
        public void Disconnect()
        {
            StandinHost.Required.SetWifi(false);
        }
    }
}
