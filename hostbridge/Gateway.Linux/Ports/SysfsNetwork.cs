using System;
using System.IO;
using Gateway.Uplink;

namespace Gateway.Linux.Ports;

/// <summary>A network interface by its name, as /sys/class/net has it.</summary>
/// <param name="name">As eth0 or wlan0.</param>
/// <param name="root">The folder of all of them.</param>
public sealed class SysfsNetwork(string name, string root = "/sys/class/net") : INetworkInterface
{
    /// <summary>Whether the computer has it.</summary>
    public bool Exists => Directory.Exists(Path.Combine(root, name));

    /// <inheritdoc/>
    public bool IsUp
    {
        get
        {
            try
            {
                return File.ReadAllText(Path.Combine(root, name, "operstate")).Trim() == "up";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }
}
