using System.Collections.Generic;
using Gateway.Linux.Ports;

namespace Gateway.Linux;

/// <summary>What is wired to the computer: linux.json, checked. What the gateway does with it is
/// gateway.json's.</summary>
public sealed class LinuxSettings
{
    /// <summary>Folder of gateway.json and of what the firmware keeps; absolute.</summary>
    public string Folder { get; init; }

    /// <summary>Folder in place of a memory card, for a log of 64 MB; null = there is none.</summary>
    public string CardFolder { get; init; }

    /// <summary>Radios by their place in gateway.json.</summary>
    public IReadOnlyList<RadioWires> Radios { get; init; } = [];

    /// <summary>Serial ports: wired.ports[].port of gateway.json is the index.</summary>
    public IReadOnlyList<SerialWires> Serial { get; init; } = [];

    /// <summary>The modem of uplink.links; null = there is none.</summary>
    public SerialWires Modem { get; init; }

    /// <summary>Network interface of the link "ethernet"; null = none.</summary>
    public string Ethernet { get; init; }

    /// <summary>Network interface of the link "wifi"; null = none.</summary>
    public string Wifi { get; init; }

    /// <summary>Address of the installer's page; * = every one.</summary>
    public string PageAddress { get; init; } = "*";

    /// <summary>TCP port of the installer's page.</summary>
    public int PagePort { get; init; } = 8080;

    /// <summary>Real-time priority of the loop, 1 .. 99; 0 = an ordinary thread.</summary>
    public int Priority { get; init; }
}
