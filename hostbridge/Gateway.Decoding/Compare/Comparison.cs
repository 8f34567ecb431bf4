using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Gateway.Decoding.Compare;

/// <summary>What came of comparing a file: equal, differing with a clause, differing without.</summary>
public sealed class Comparison
{
    private readonly List<Difference> _differences = [];

    /// <summary>What is compared, in words.</summary>
    public string What { get; init; } = "values";

    /// <summary>What the same file has besides; null for nothing.</summary>
    public Comparison Beside { get; init; }

    /// <summary>Values that are equal.</summary>
    public int Equal { get; set; }

    /// <summary>Expected values that the standard does not define, and that are not compared.</summary>
    public int NotOfTheStandard { get; set; }

    /// <summary>Values that differ.</summary>
    public IReadOnlyList<Difference> Differences => _differences;

    /// <summary>Values that were compared.</summary>
    public int Compared => Equal + _differences.Count;

    /// <summary>Values that differ, and no clause says why.</summary>
    public int Unexplained => _differences.Count(difference => difference.Clause == null);

    /// <summary>Whether each difference, those of <see cref="Beside"/> too, has its clause.</summary>
    public bool IsExplained => Unexplained == 0 && Beside is not { IsExplained: false };

    /// <summary>Values that differ with a clause, and the deviation from it, applied to the raw record, gives what the file
    /// has.</summary>
    public int Reproduced => _differences.Count(difference => difference.IsReproduced);

    /// <summary>Share of equal values in per cent.</summary>
    public double SharePercent => Compared == 0 ? 0 : 100.0 * Equal / Compared;

    /// <summary>Takes a value in that differs.</summary>
    public void Add(Difference difference) => _differences.Add(difference);

    /// <summary>Writes each difference, then the counts.</summary>
    public void Write(TextWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        foreach (var group in _differences.GroupBy(difference => difference.Clause))
        {
            to.WriteLine(group.Key ?? "no clause says why:");
            foreach (var difference in group)
            {
                to.WriteLine($"  line {difference.Line}, {difference.Where}: expected {difference.Expected}, " +
                    $"here {difference.Actual}");
            }
        }

        var share = SharePercent.ToString("F2", CultureInfo.InvariantCulture);
        var withClause = Differences.Count - Unexplained;
        to.WriteLine($"{Compared} {What} compared:");
        Count(to, Equal, $"equal ({share} %)");
        Count(to, Reproduced, "differ with a clause, and the bytes read against it give what the file has (reproduced)");
        Count(to, withClause - Reproduced, "differ with a clause, and are not reproduced");
        Count(to, Unexplained, "differ without a clause");
        if (NotOfTheStandard > 0)
        {
            Count(to, NotOfTheStandard, "more not compared, as the standard does not define them: a maker's own data, or computed");
        }

        Beside?.Write(to);
    }

    private static void Count(TextWriter to, int count, string what) =>
        to.WriteLine($"{count.ToString(CultureInfo.InvariantCulture),7} {what}");
}
