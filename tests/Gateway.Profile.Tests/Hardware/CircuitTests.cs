// The circuits of hardware-docs: netlist, parts list, pin map and drawings say the same.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Gateway.Simulator.World;

namespace Gateway.Profile.Tests.Hardware;

[TestClass]
public sealed class CircuitTests
{
    // Parts that stand across an isolation barrier, or between a side of it and the functional earth.
    private static readonly string[] Barriers =
    [
        "U101", "PS101", "PS102", "C114", "R118", "X101", "U201", "PS201", "C207", "R209", "X201", "C14", "R13", "X2",
    ];

    private static readonly string[] Components = ["cc1101", "mbus", "rs485"];

    [TestMethod]
    public void Bom_References_AreThoseOfTheNetlist()
    {
        string[] listed = [.. Bom.Load().SelectMany(Bom.References)];
        string[] wired = [.. Netlist.Load().Select(pin => pin.Reference).Distinct()];

        Assert.HasCount(listed.Distinct().Count(), listed, "a reference stands twice in bom.csv");
        Assert.IsEmpty(listed.Except(wired), "in bom.csv only: " + string.Join(" ", listed.Except(wired)));
        Assert.IsEmpty(wired.Except(listed), "in netlist.csv only: " + string.Join(" ", wired.Except(listed)));
    }

    [TestMethod]
    public void Bom_Lines_CountTheirReferencesAndNameTheirCircuit()
    {
        ILookup<string, string> circuits = Netlist.Load().ToLookup(pin => pin.Reference, pin => pin.Circuit);
        foreach (IReadOnlyDictionary<string, string> row in Bom.Load())
        {
            string[] references = Bom.References(row);
            Assert.AreEqual(references.Length.ToString(), row["quantity"], row["references"]);
            foreach (string reference in references)
            {
                Assert.AreEqual(row["circuit"], circuits[reference].Distinct().Single(), reference);
            }
        }
    }

    [TestMethod]
    public void Netlist_PinsAndNets_AreWhole()
    {
        IReadOnlyList<NetlistPin> pins = Netlist.Load();
        Assert.HasCount(pins.Select(pin => pin.Name).Distinct().Count(), pins, "a pin is on two nets");
        string[] alone = [.. pins.Where(pin => pin.Net != NetlistPin.Unconnected).GroupBy(pin => pin.Net)
            .Where(net => net.Count() < 2).Select(net => net.Key)];
        Assert.IsEmpty(alone, "nets with one pin: " + string.Join(" ", alone));
    }

    [TestMethod]
    public void Netlist_SignalsOfTheBoard_AreThePinMap()
    {
        PinMap map = PinMap.ForBoard("esp32");
        string[] expected = [.. Components.SelectMany(map.Of)
            .Select(line => $"GPIO{line.BoardPin} = {line.Component}.{line.Signal}")];
        NetlistPin[] signals = [.. Netlist.Load().Where(pin => pin.Net.Contains('.'))];

        string[] board = [.. signals.Where(pin => pin.Reference == "A1").Select(pin => $"{pin.Pin} = {pin.Net}")];
        CollectionAssert.AreEquivalent(expected, board);
        Assert.IsEmpty(signals.GroupBy(pin => pin.Net).Where(net => net.Count() < 2).Select(net => net.Key));
    }

    [TestMethod]
    public void Netlist_Barriers_AreCrossedByIsolatingPartsOnly()
    {
        string[] crossing = [.. Netlist.Load().Where(pin => pin.Net != NetlistPin.Unconnected)
            .GroupBy(pin => pin.Reference)
            .Where(part => part.Select(pin => SideOf(pin.Net)).Distinct().Count() > 1).Select(part => part.Key)];
        CollectionAssert.AreEquivalent(Barriers, crossing);
    }

    [TestMethod]
    public void Drawings_PinsAndNets_AreTheNetlist()
    {
        foreach (string circuit in Netlist.Drawn())
        {
            NetlistPin[] pins = [.. Netlist.Load().Where(pin => pin.Circuit == circuit)];
            Schematic drawing = new($"circuit-{circuit}.svg");
            CollectionAssert.AreEquivalent(
                pins.Select(pin => pin.Name).ToArray(), drawing.Pins.ToArray(), circuit);
            string[] differences = [.. Differences(pins, drawing)];
            Assert.IsEmpty(differences, $"{circuit}: {string.Join("; ", differences)}");
        }
    }

    [TestMethod]
    public void Drawing_OnePinOnAnotherNet_Differs()
    {
        NetlistPin[] pins = [.. Netlist.Load().Where(pin => pin.Circuit == "rs485")];
        int index = Array.FindIndex(pins, pin => pin.Name == "R202.2");
        pins[index] = pins[index] with { Net = "R_B" };

        Assert.IsNotEmpty(Differences(pins, new Schematic("circuit-rs485.svg")));
    }

    [TestMethod]
    public void Netlists_AsText_AreTheCsv()
    {
        foreach (string circuit in Netlist.Drawn())
        {
            string page = circuit == "radio" ? "wiring.md" : circuit + ".md";
            GeneratedText.IsBlock(page, "netlist-" + circuit, Text(circuit));
        }
    }

    // Pins are joined in the drawing exactly where they are on one net; a name in it stands at its net.
    private static IEnumerable<string> Differences(NetlistPin[] pins, Schematic drawing)
    {
        foreach (IGrouping<string, NetlistPin> net in pins.Where(pin => pin.Net != NetlistPin.Unconnected)
            .GroupBy(pin => pin.Net))
        {
            string[] groups = [.. net.Select(pin => drawing.GroupOf(pin.Name)).Distinct()];
            if (groups.Length > 1)
            {
                yield return net.Key + " is open between " + string.Join(" and ", net.Select(pin => pin.Name));
            }

            if (drawing.Labels.Contains(net.Key) && drawing.GroupOfLabel(net.Key) != groups[0])
            {
                yield return net.Key + " stands at another net";
            }
        }

        foreach (IGrouping<string, NetlistPin> group in pins.GroupBy(pin => drawing.GroupOf(pin.Name)))
        {
            string[] nets = [.. group.Select(pin => pin.Net).Distinct()];
            if (nets.Length > 1)
            {
                yield return string.Join(" and ", nets) + " are joined";
            }
        }

        foreach (string net in drawing.Labels.Where(name => Array.TrueForAll(pins, pin => pin.Net != name)))
        {
            yield return net + " is no net of the circuit";
        }
    }

    private static string SideOf(string net) =>
        net == "FE" ? "earth" : net.StartsWith("M_", StringComparison.Ordinal) ? "M-Bus"
        : net.StartsWith("R_", StringComparison.Ordinal) ? "RS-485" : "board";

    private static string Text(string circuit)
    {
        StringBuilder text = new("```\n");
        foreach (IGrouping<string, NetlistPin> net in Netlist.Load().Where(pin => pin.Circuit == circuit)
            .GroupBy(pin => pin.Net).OrderBy(net => net.Key, StringComparer.Ordinal))
        {
            string start = $"{net.Key,-12} ";
            StringBuilder line = new(start);
            foreach (NetlistPin pin in net)
            {
                if (line.Length + pin.Name.Length > 108)
                {
                    text.Append(line.ToString().TrimEnd()).Append('\n');
                    line.Clear().Append(' ', start.Length);
                }

                line.Append(pin.Name).Append(' ');
            }

            text.Append(line.ToString().TrimEnd()).Append('\n');
        }

        return text.Append("```\n").ToString();
    }
}
