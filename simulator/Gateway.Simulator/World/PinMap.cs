using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Gateway.Simulator.World;

/// <summary>One line of a pin map: which signal of which component sits on which GPIO.</summary>
/// <param name="Component">Component, for example <c>cc1101</c>.</param>
/// <param name="Signal">Signal name as in the component's datasheet.</param>
/// <param name="BoardPin">GPIO number.</param>
/// <param name="Function">Function of the pin matrix, <c>CHIP_SELECT</c> or <c>GPIO</c>.</param>
/// <param name="IsBoardOutput">Whether the board drives it; else the component does.</param>
/// <param name="Note">Free text.</param>
public sealed record PinMapLine(
    string Component, string Signal, int BoardPin, string Function, bool IsBoardOutput, string Note);

/// <summary>The wiring of a board: <c>hardware-docs/pinmap-*.csv</c>, the same file that hardware teams read.</summary>
public sealed class PinMap
{
    /// <summary>Function of the line that selects a chip on its bus.</summary>
    public const string ChipSelect = "CHIP_SELECT";

    private const string Header = "component,signal,board_pin,function,direction,note";
    private const string OnlyLine = "wired";
    private static readonly string[] LineComponents = ["mbus", "rs485", "line2", "line3"];
    private readonly List<PinMapLine> _lines = [];

    private PinMap(string name)
    {
        Name = name;
    }

    /// <summary>Name of the file.</summary>
    public string Name { get; }

    /// <summary>All lines.</summary>
    public IReadOnlyList<PinMapLine> Lines => _lines;

    /// <summary>The pin map of a board, from the copy that the build took of the document.</summary>
    /// <param name="board">For example <c>esp32</c>.</param>
    /// <exception cref="SimulationException">There is none for that board.</exception>
    public static PinMap ForBoard(string board)
    {
        var name = $"pinmap-{board}.csv";
        using var stream = typeof(PinMap).Assembly.GetManifestResourceStream(name)
            ?? throw new SimulationException($"gateway.board: there is no hardware-docs/{name}");
        using var reader = new StreamReader(stream);
        return Parse(name, reader.ReadToEnd());
    }

    /// <summary>Reads the CSV text.</summary>
    /// <exception cref="FormatException">Names file, line and reason.</exception>
    public static PinMap Parse(string name, string text)
    {
        var map = new PinMap(name);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines[0] != Header)
        {
            throw new FormatException($"{name}:1: the header must be '{Header}'");
        }

        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            map.Add(ParseLine($"{name}:{i + 1}", lines[i]), $"{name}:{i + 1}");
        }

        return map;
    }

    /// <summary>Component of a radio at a place of the board: <c>cc1101</c>, <c>cc1101_2</c>, ...</summary>
    /// <param name="chip">The chip.</param>
    /// <param name="place">0 ..</param>
    public static string ComponentOf(string chip, int place) =>
        place == 0 ? chip : string.Create(CultureInfo.InvariantCulture, $"{chip}_{place + 1}");

    /// <summary>Component of a wired port of the board.</summary>
    /// <param name="place">0 ..</param>
    public string LineAt(int place) =>
        _lines.Any(line => line.Component == OnlyLine) ? OnlyLine : LineComponents[place];

    /// <summary>GPIO number of a signal.</summary>
    /// <exception cref="SimulationException">The document does not have it.</exception>
    public int PinOf(string component, string signal) =>
        _lines.FirstOrDefault(l => l.Component == component && l.Signal == signal)?.BoardPin
        ?? throw new SimulationException($"{Name}: no line for {component}.{signal}");

    /// <summary>GPIO number of a component's chip select.</summary>
    /// <exception cref="SimulationException">The document does not have it.</exception>
    public int SelectPinOf(string component) =>
        _lines.FirstOrDefault(l => l.Component == component && l.Function == ChipSelect)?.BoardPin
        ?? throw new SimulationException($"{Name}: no {ChipSelect} for {component}");

    /// <summary>The lines of one component, in the order of the document.</summary>
    public IReadOnlyList<PinMapLine> Of(string component) => [.. _lines.Where(l => l.Component == component)];

    private static PinMapLine ParseLine(string at, string line)
    {
        var cells = line.Split(',');
        if (cells.Length != 6 ||
            !int.TryParse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture, out var pin))
        {
            throw new FormatException($"{at}: six cells with a GPIO number in the third expected");
        }

        if (cells[4] is not ("in" or "out"))
        {
            throw new FormatException($"{at}: the direction must be 'in' or 'out'");
        }

        return new PinMapLine(cells[0], cells[1], pin, cells[3], cells[4] == "out", cells[5]);
    }

    // Components are alternatives: two may share a GPIO when both use it in the same way, or when the later one says
    // that it is there instead of the other. Two signals of one component never do.
    private void Add(PinMapLine line, string at)
    {
        var twin = _lines.FirstOrDefault(l => l.BoardPin == line.BoardPin && (l.Component == line.Component ||
            ((l.Function != line.Function || l.IsBoardOutput != line.IsBoardOutput) &&
            !line.Note.Split("; ").Contains("instead of " + l.Component))));
        if (twin != null)
        {
            throw new FormatException($"{at}: GPIO {line.BoardPin} is {twin.Component}.{twin.Signal} already");
        }

        if (_lines.Any(l => l.Component == line.Component && l.Signal == line.Signal))
        {
            throw new FormatException($"{at}: {line.Component}.{line.Signal} a second time");
        }

        _lines.Add(line);
    }
}
