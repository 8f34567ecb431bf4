using System.Collections.Generic;
using System.Linq;

namespace Gateway.Simulator.World;

/// <summary>The gateway of a scenario.</summary>
public sealed record ScenarioGateway
{
    /// <summary>Key for authenticated commands to simulated gateways, in hexadecimal digits. It belongs to the
    /// simulation and protects nothing.</summary>
    public const string CommandKey = "53494D554C4154494F4E204F4E4C5921";

    /// <summary>Key of the updates of simulated gateways, of the same kind.</summary>
    public const string UpdateKey = "53494D554C4154454420555044415445";

    /// <summary>Code of the installer's page of simulated gateways, of the same kind.</summary>
    public const string InstallerCode = "SIM4-7K2M";

    /// <summary>TCP port of the loopback address for the installer's page; 0 = there is no page.</summary>
    public int PagePort { get; init; }

    /// <summary>Minutes after which the page closes.</summary>
    public int PageMinutes { get; init; } = 1440;

    /// <summary>Board's port that is the text console; −1 = there is no console.</summary>
    public int ConsolePlace { get; init; } = -1;

    /// <summary>The gateway with a console: at the board's first port whose UART and pins nothing else has; when
    /// there is none, the last wired line makes room for it.</summary>
    /// <param name="leftOut">Name of the line that made room, or null.</param>
    public ScenarioGateway WithConsole(out string leftOut)
    {
        leftOut = null;
        var place = FreePlace(Wired);
        if (place < 0 && Wired.Count > 0)
        {
            leftOut = Wired[^1].Name;
            var rest = Wired.Take(Wired.Count - 1).ToList();
            return this with { Wired = rest, ConsolePlace = FreePlace(rest) };
        }

        return this with { ConsolePlace = place };
    }

    // Ports 0 and 2, and 1 and 3, share a UART each; 1 and 3 share theirs with the modem. The firmware holds the same.
    private int FreePlace(IReadOnlyList<ScenarioLine> lines) =>
        new[] { 0, 1, 2, 3 }.FirstOrDefault(place =>
            lines.All(line => line.Place % 2 != place % 2)
            && !(place % 2 == 1 && Links.Contains("modem"))
            && !(Links.Contains("serial") && place % 2 == SerialPlace % 2)
            && (place < 2 ? Log != "card" : Radios.Count == 1 && (place == 3 || Radios[0].Chip != "sx1276")), -1);

    /// <summary>Gateway id: 1..32 of A-Z a-z 0-9 _ -.</summary>
    public string Id { get; init; } = "gw-1";

    /// <summary>Board: "esp32", "devkit" or "stm32".</summary>
    public string Board { get; init; } = "esp32";

    /// <summary>Lamp and supply warning of the "esp32" board are wired; the others have them always.</summary>
    public bool HasPanel { get; init; }

    /// <summary>Size profile of the firmware: "full", "mini" or "battery".</summary>
    public string Size { get; init; } = "full";

    /// <summary>What it takes from a battery is counted, whatever its size.</summary>
    public bool CountsEnergy { get; init; }

    /// <summary>The same, as size "battery" always has it.</summary>
    public bool HasEnergy => CountsEnergy || Size == "battery";

    /// <summary>Size "battery": seconds from one network session to the next; 0 = the firmware's default.</summary>
    public int SessionEveryS { get; init; }

    /// <summary>Drive of the log: "internal" or "card".</summary>
    public string Log { get; init; } = "internal";

    /// <summary>The processor stands still while the internal flash erases a block.</summary>
    public bool FlashStalls { get; init; }

    /// <summary>The radios, by their place on the board.</summary>
    public IReadOnlyList<ScenarioRadio> Radios { get; init; } = [new ScenarioRadio()];

    /// <summary>Filter rules in the firmware's syntax, first match wins; empty with <see
    /// cref="ForwardAll"/>.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Every telegram becomes a record, without reduction.</summary>
    public bool ForwardAll { get; init; }

    /// <summary>Encoding of the records: "json" or "cbor".</summary>
    public string Format { get; init; } = "json";

    /// <summary>Who else gets telegrams, on topics of their own.</summary>
    public IReadOnlyList<ScenarioTenant> Tenants { get; init; } = [];

    /// <summary>Its wired lines.</summary>
    public IReadOnlyList<ScenarioLine> Wired { get; init; } = [];

    /// <summary>It has a key for authenticated commands; with wired lines always.</summary>
    public bool TakesCommands { get; init; }

    /// <summary>It has two slots for firmware under a boot loader, and a key for updates.</summary>
    public bool HasTwoSlots { get; init; }

    /// <summary>Ways to the broker in order of preference, "ethernet", "wifi", "modem", "serial" (the host
    /// bridge); empty = whatever network the board has.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>The board's port with the cable of the host bridge: one whose pins and UART are free.</summary>
    public int SerialPlace => Enumerable.Range(Log == "card" ? 2 : 0, Log == "card" ? 2 : 4)
        .FirstOrDefault(place => Wired.All(line => (line.Place & 1) != (place & 1))
            && (place < 2 || Radios.Count < 2) && ((place & 1) == 0 || !Links.Contains("modem")));

    /// <summary>Place of the antenna in metres.</summary>
    public (double X, double Y, double Z) PlaceMetres { get; init; }

    /// <summary>Gain of each antenna in dBi.</summary>
    public double AntennaGainDbi { get; init; } = 2;

    /// <summary>Error of each radio's crystal in parts per million.</summary>
    public double CrystalErrorPpm { get; init; }
}
