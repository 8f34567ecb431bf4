using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>One line of hardware-docs/netlist.csv: a pin of a part is on a net.</summary>
/// <param name="Circuit">The drawing it belongs to.</param>
/// <param name="Reference">The part, as R101.</param>
/// <param name="Pin">The pin by the name of its datasheet; 1 and 2, A and K for parts with two.</param>
/// <param name="Net">The net; with a dot it is a line of the pin map; NC = nowhere.</param>
internal sealed record NetlistPin(string Circuit, string Reference, string Pin, string Net)
{
    /// <summary>What names no net.</summary>
    public const string Unconnected = "NC";

    /// <summary>Part and pin, as R101.2.</summary>
    public string Name => $"{Reference}.{Pin}";
}

/// <summary>hardware-docs/netlist.csv.</summary>
internal static class Netlist
{
    private const string Header = "circuit,reference,pin,net";

    /// <summary>All pins, in the order of the file.</summary>
    public static IReadOnlyList<NetlistPin> Load()
    {
        string[] lines = File.ReadAllLines(GeneratedText.PathOf("netlist.csv"));
        Assert.AreEqual(Header, lines[0]);
        List<NetlistPin> pins = [];
        foreach (string line in lines.Skip(1))
        {
            string[] cells = line.Split(',');
            Assert.HasCount(4, cells, "netlist.csv: " + line);
            Assert.IsFalse(cells.Any(string.IsNullOrWhiteSpace), "netlist.csv, an empty cell: " + line);
            pins.Add(new NetlistPin(cells[0], cells[1], cells[2], cells[3]));
        }

        return pins;
    }

    /// <summary>Circuits that have a drawing: all but the controller board, which has the wiring drawings.</summary>
    public static IEnumerable<string> Drawn() =>
        Load().Select(pin => pin.Circuit).Distinct().Where(circuit => circuit != "board");
}
