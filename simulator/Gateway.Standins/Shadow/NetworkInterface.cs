using Gateway.Standins;

namespace System.Net.NetworkInformation
{
    /// <summary>The interfaces of the board's network, each as it was when it was asked for.</summary>
    internal sealed class NetworkInterface
    {
        private NetworkInterface(NetworkInterfaceType type, string address)
        {
            NetworkInterfaceType = type;
            IPv4Address = address;
        }

        /// <summary>"0.0.0.0" without one.</summary>
        public string IPv4Address { get; }

        /// <summary>What it is.</summary>
        public NetworkInterfaceType NetworkInterfaceType { get; }

        /// <summary>All that the board has.</summary>
        public static NetworkInterface[] GetAllNetworkInterfaces()
        {
            int[] types = StandinHost.Required.NetworkTypes;
            NetworkInterface[] all = new NetworkInterface[types.Length];
            for (int i = 0; i < types.Length; i++)
            {
                all[i] = new NetworkInterface(
                    (NetworkInterfaceType)types[i], StandinHost.Required.NetworkAddress(types[i]));
            }

            return all;
        }
    }
}
