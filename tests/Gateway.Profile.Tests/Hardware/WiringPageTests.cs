// hardware-docs: drawings and netlists are made from the pin maps, so that a pin that differs from them fails here.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using Gateway.Simulator.World;

namespace Gateway.Profile.Tests.Hardware;

[TestClass]
public sealed class WiringPageTests
{
    [TestMethod]
    public void Drawings_OfEveryBoardAndChip_AreTheirPinMaps()
    {
        foreach (Wiring wiring in Wiring.All())
        {
            GeneratedText.IsFile(wiring.FileName, WiringPicture.Draw(wiring));
        }
    }

    // Read back from the files, apart from the code that draws: pin names that are seen, not attributes.
    [TestMethod]
    public void Drawings_PinsThatAreSeen_AreThoseOfThePinMaps()
    {
        foreach (Wiring wiring in Wiring.All())
        {
            XElement[] groups = [.. XDocument.Load(GeneratedText.PathOf(wiring.FileName)).Descendants()
                .Where(element => (string)element.Attribute("data-net") is { } net && net.Contains('.'))];
            string[] seen = [.. groups.Select(group => string.Join(" = ", group.Elements()
                .Where(element => (string)element.Attribute("class") == "pin").Select(element => element.Value)))];
            string[] expected = [.. wiring.Lines.Select(line => $"{wiring.PinName(line)} = {line.Signal}")];
            CollectionAssert.AreEquivalent(expected, seen, wiring.FileName);
        }
    }

    [TestMethod]
    public void Drawing_OnePinMoved_Differs()
    {
        string csv = File.ReadAllText(GeneratedText.PathOf("pinmap-esp32.csv"));
        string moved = csv.Replace("sx1276,DIO1,34,", "sx1276,DIO1,35,", StringComparison.Ordinal);
        Wiring right = new("esp32", "sx1276", PinMap.Parse("map", csv));
        Wiring wrong = new("esp32", "sx1276", PinMap.Parse("map", moved));

        Assert.AreNotEqual(csv, moved);
        Assert.AreNotEqual(WiringPicture.Draw(right), WiringPicture.Draw(wrong));
    }

    [TestMethod]
    public void Netlists_OfEveryBoardAndChip_AreTheirPinMaps()
    {
        foreach (Wiring wiring in Wiring.All())
        {
            GeneratedText.IsBlock("wiring.md", Path.GetFileNameWithoutExtension(wiring.FileName), Netlist(wiring));
        }

        foreach (Wiring wiring in Wiring.AllPorts())
        {
            GeneratedText.IsBlock(
                "wiring.md", Path.GetFileNameWithoutExtension(wiring.FileName), Table(wiring.Lines.Select(line => Row(wiring, line))));
        }
    }

    [TestMethod]
    public void PinMaps_Components_AreAllDrawn()
    {
        foreach (string board in Wiring.Boards.Keys)
        {
            string[] components = [.. PinMap.ForBoard(board).Lines.Select(line => line.Component).Distinct()];
            CollectionAssert.AreEquivalent((string[])[.. Wiring.Radios, .. Wiring.Ports[board]], components, board);
        }
    }

    private static string Netlist(Wiring wiring)
    {
        List<(string Board, string Arrow, string Chip, string Note)> rows =
        [
            ("GND", "--", "GND", "several wires are better than one"),
            ("3V3", "->", "VDD", "10 uF and 100 nF to GND beside the chip"),
        ];
        rows.AddRange(wiring.Lines.Select(line => Row(wiring, line)));
        return Table(rows);
    }

    private static (string Board, string Arrow, string Chip, string Note) Row(Wiring wiring, PinMapLine line) =>
        (wiring.PinName(line), line.IsBoardOutput ? "->" : "<-", line.Signal, NoteOf(line));

    private static string Table(IEnumerable<(string Board, string Arrow, string Chip, string Note)> rows)
    {
        StringBuilder text = new("```\n");
        foreach ((string board, string arrow, string chip, string note) in rows)
        {
            text.Append($"{board,-12} {arrow} {chip,-7} {note}".TrimEnd()).Append('\n');
        }

        return text.Append("```\n").ToString();
    }

    // The port and connector of the note are in the pin's name already.
    private static string NoteOf(PinMapLine line)
    {
        string[] parts = [.. line.Note.Split("; ").Where(part =>
            !part.Contains(" = ", StringComparison.Ordinal))];
        string function = line.Function is "GPIO" or PinMap.ChipSelect ? "" : line.Function;
        return string.Join("; ", parts.Prepend(function).Where(part => part.Length > 0));
    }
}
