using System.Net.NetworkInformation;
using Gateway.Uplink;

namespace Gateway.Boards
{
    /// <summary>One interface of the board's network. Its state is what the class library says when it is
    /// asked: objects for all interfaces each time, so ask once a second at most.</summary>
    public sealed class BoardNetwork : INetworkInterface
    {
        private readonly NetworkInterfaceType _type;

        private BoardNetwork(NetworkInterfaceType type)
        {
            _type = type;
        }

        /// <inheritdoc/>
        public bool IsUp
        {
            get
            {
                // UNVERIFIED-HW: that the address goes with the cable or the access point.
                string address = AddressOf(_type);
                return address != null && address.Length > 0 && address != "0.0.0.0";
            }
        }

        /// <summary>An interface by its configured name.</summary>
        /// <param name="name">"ethernet" or "wifi".</param>
        /// <returns>null when the board has none.</returns>
        public static BoardNetwork Find(string name)
        {
            NetworkInterfaceType type =
                name == "wifi" ? NetworkInterfaceType.Wireless80211 : NetworkInterfaceType.Ethernet;
            return AddressOf(type) == null ? null : new BoardNetwork(type);
        }

        private static string AddressOf(NetworkInterfaceType type)
        {
            NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].NetworkInterfaceType == type)
                {
                    return all[i].IPv4Address;
                }
            }

            return null;
        }
    }
}
