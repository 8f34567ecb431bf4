using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Energy;

/// <summary>What takes how much current in which state, and the battery: <c>hardware-docs/currents.csv</c>, the
/// document that hardware teams read.</summary>
public sealed class CurrentTable
{
    /// <summary>Name of the file.</summary>
    public const string Name = "currents.csv";

    private const string Header = "consumer,state,value,unit,source";
    private readonly Dictionary<(string Consumer, string State), double> _values = [];

    private CurrentTable()
    {
    }

    /// <summary>The copy that the build took of the document.</summary>
    public static CurrentTable OfDocument()
    {
        using var stream = typeof(CurrentTable).Assembly.GetManifestResourceStream(Name)
            ?? throw new SimulationException($"there is no hardware-docs/{Name}");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads the CSV text.</summary>
    /// <exception cref="FormatException">Names file, line and reason.</exception>
    public static CurrentTable Parse(string text)
    {
        var table = new CurrentTable();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines[0] != Header)
        {
            throw new FormatException($"{Name}:1: the header must be '{Header}'");
        }

        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            var cells = lines[i].Split(',', 5);
            if (cells.Length != 5 || cells[4].Length == 0)
            {
                throw new FormatException($"{Name}:{i + 1}: needs five cells, the last one the source");
            }

            if (!double.TryParse(cells[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value < 0)
            {
                throw new FormatException($"{Name}:{i + 1}: '{cells[2]}' is no number of 0 or more");
            }

            if (!table._values.TryAdd((cells[0], cells[1]), value))
            {
                throw new FormatException($"{Name}:{i + 1}: {cells[0]} {cells[1]} is there twice");
            }
        }

        return table;
    }

    /// <summary>Years until the battery is empty. The cell loses a share of what it has left each year besides:
    /// C' = -drain - share * C.</summary>
    /// <param name="onceMah">What is taken once, mAh.</param>
    /// <param name="mahPerDay">What is taken each day, mAh.</param>
    public double LifeYears(double onceMah, double mahPerDay)
    {
        var share = ValueOf("battery", "self_discharge") / 100;
        var usableAh = (ValueOf("battery", "capacity") * ValueOf("battery", "usable") / 100) - (onceMah / 1000);
        var drainAh = mahPerDay * 365.25 / 1000;
        return share == 0 ? usableAh / drainAh : Math.Log(1 + (share * usableAh / drainAh)) / share;
    }

    /// <summary>A value of the table: a current in mA, or of the battery what its unit says.</summary>
    /// <exception cref="SimulationException">The document does not have it.</exception>
    public double ValueOf(string consumer, string state) =>
        _values.TryGetValue((consumer, state), out var value)
            ? value
            : throw new SimulationException($"hardware-docs/{Name} has no line for {consumer}, {state}");
}
