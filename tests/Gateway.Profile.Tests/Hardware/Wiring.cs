// What joins a board and a chip: the pin map's lines and the few parts that every build needs beside them.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Gateway.Simulator.World;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>One board with one chip.</summary>
internal sealed partial class Wiring(string board, string component, PinMap pins)
{
    /// <summary>Boards and their names in the drawings.</summary>
    public static readonly IReadOnlyDictionary<string, string> Boards = new Dictionary<string, string>
    {
        ["devkit"] = "ESP32-WROVER development board",
        ["esp32"] = "ESP32-WROVER (LilyGO T-A7670 class)",
        ["stm32"] = "STM32F769I-DISCO",
    };

    /// <summary>Components that are radio chips, as the pin maps name them.</summary>
    public static readonly string[] Radios = ["cc1101", "sx1276", "cc1101_2", "sx1276_2"];

    /// <summary>Components on UARTs, by board.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Ports = new Dictionary<string, string[]>
    {
        ["devkit"] = ["mbus", "rs485", "panel"],
        ["esp32"] = ["mbus", "rs485", "line2", "line3", "card", "modem", "panel"],
        ["stm32"] = ["wired", "panel"],
    };

    /// <summary>Board.</summary>
    public string BoardName => Boards[board];

    /// <summary>Chip.</summary>
    public string Chip => component.Split('_')[0].ToUpperInvariant();

    /// <summary>Whether it is the second radio of the board.</summary>
    public bool IsSecond => component.EndsWith("_2", StringComparison.Ordinal);

    /// <summary>Component of the pin map.</summary>
    public string Component => component;

    /// <summary>File of the drawing.</summary>
    public string FileName => $"wiring-{board}-{component}.svg";

    /// <summary>Signals, the chip select first.</summary>
    public IReadOnlyList<PinMapLine> Lines =>
        [.. pins.Of(component).OrderBy(line => line.Function == PinMap.ChipSelect ? 0 : 1)];

    /// <summary>Name of a board's pin as printed on the board or in its manual.</summary>
    public string PinName(PinMapLine line)
    {
        if (board != "stm32")
        {
            return $"GPIO {line.BoardPin}";
        }

        string port = $"P{(char)('A' + (line.BoardPin / 16))}{line.BoardPin % 16}";
        Match match = PortAndConnector().Match(line.Note);
        Assert.IsTrue(match.Success, $"{component}.{line.Signal}: the note must begin with port = connector");
        Assert.AreEqual(port, match.Groups[1].Value, $"{component}.{line.Signal}: number and port differ");
        return $"{port} ({match.Groups[2].Value})";
    }

    /// <summary>All boards and wired ports.</summary>
    public static IEnumerable<Wiring> AllPorts() =>
        from board in Boards.Keys.Order(StringComparer.Ordinal)
        from component in Ports[board]
        select new Wiring(board, component, PinMap.ForBoard(board));

    /// <summary>All boards and chips.</summary>
    public static IEnumerable<Wiring> All() =>
        from board in Boards.Keys.Order(StringComparer.Ordinal)
        from component in Radios
        select new Wiring(board, component, PinMap.ForBoard(board));

    [GeneratedRegex("^(P[A-K][0-9]+) = ([A-Z]+[0-9]+)")]
    private static partial Regex PortAndConnector();
}
