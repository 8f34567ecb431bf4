using System.Device.Wifi;
using System.Net.NetworkInformation;

namespace Gateway.Boards.Devkit
{
    /// <summary>Connects the Wi-Fi with the access point that is stored on the device, or leaves
    /// it.</summary>
    internal static class WifiSwitch
    {
        /// <summary>Blocks until it is done or has failed.</summary>
        // UNVERIFIED-HW: what the Wi-Fi takes when it has left its access point; light sleep switches it off.
        public static void Set(bool isOn)
        {
            WifiAdapter[] adapters = WifiAdapter.FindAllAdapters();
            if (adapters.Length == 0)
            {
                return;
            }

            if (!isOn)
            {
                adapters[0].Disconnect();
                return;
            }

            Wireless80211Configuration[] known =
                Wireless80211Configuration.GetAllWireless80211Configurations();
            if (known.Length > 0)
            {
                adapters[0].Connect(known[0].Ssid, WifiReconnectionKind.Automatic, known[0].Password);
            }
        }
    }
}
