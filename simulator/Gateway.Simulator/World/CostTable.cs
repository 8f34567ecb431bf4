using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Gateway.Simulator.World;

/// <summary>
/// What the firmware costs on the board, as tests/Gateway.Cost has measured it: the checked-in table, one figure a
/// line, name and IL-op equivalents with a tab between.
/// </summary>
public sealed class CostTable
{
    private readonly Dictionary<string, double> _ops = [];

    private CostTable(TextReader reader)
    {
        for (var line = reader.ReadLine(); line != null; line = reader.ReadLine())
        {
            var tab = line.IndexOf('\t');
            if (tab > 0 && line[0] != '#')
            {
                _ops[line[..tab]] = double.Parse(line[(tab + 1)..], CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>The table that this simulator was built with.</summary>
    public static CostTable BuiltIn { get; } = ReadBuiltIn();

    /// <summary>Names of the figures.</summary>
    public IReadOnlyCollection<string> Names => _ops.Keys;

    /// <summary>A figure by its name.</summary>
    /// <exception cref="KeyNotFoundException">The table has no such figure.</exception>
    public double this[string name] => _ops.TryGetValue(name, out var ops) ? ops
        : throw new KeyNotFoundException($"cost table: no \"{name}\"");

    /// <summary>Reads a table.</summary>
    public static CostTable Read(TextReader reader) => new(reader);

    private static CostTable ReadBuiltIn()
    {
        using var stream = typeof(CostTable).Assembly.GetManifestResourceStream("cost-table.tsv");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }
}
