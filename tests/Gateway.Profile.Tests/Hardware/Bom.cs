using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Gateway.Profile.Tests.Hardware;

/// <summary>hardware-docs/bom.csv, and the values of its parts.</summary>
internal static partial class Bom
{
    private const string Header =
        "circuit,references,quantity,value,package,manufacturer,part,alternates,checked,note";

    /// <summary>How far a line can be trusted: CLASS = any part of that value, SERIES = a series whose figures are in its
    /// public datasheet, UNVERIFIED = an order code that nobody compared with a datasheet.</summary>
    private static readonly string[] Checks = ["CLASS", "SERIES", "UNVERIFIED"];

    /// <summary>The cells of each line, the header's names as keys.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Load()
    {
        string[] lines = File.ReadAllLines(GeneratedText.PathOf("bom.csv"));
        Assert.AreEqual(Header, lines[0]);
        string[] names = Header.Split(',');
        List<IReadOnlyDictionary<string, string>> rows = [];
        foreach (string line in lines.Skip(1))
        {
            string[] cells = line.Split(',');
            Assert.HasCount(names.Length, cells, "bom.csv: " + line);
            Dictionary<string, string> row = names.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second);
            Assert.Contains(row["checked"], Checks, "bom.csv: " + line);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>References of a line.</summary>
    public static string[] References(IReadOnlyDictionary<string, string> row) => row["references"].Split(' ');

    /// <summary>Ohms of a resistor, farads of a capacitor, as its value begins.</summary>
    public static double ValueOf(string reference)
    {
        string value = Load().Single(row => References(row).Contains(reference))["value"];
        Match match = Number().Match(value);
        Assert.IsTrue(match.Success, $"bom.csv: {reference} has no value in ohms, farads or volts: {value}");
        double scale = match.Groups[2].Value switch
        {
            "p" => 1e-12,
            "n" => 1e-9,
            "µ" => 1e-6,
            "k" => 1e3,
            "M" => 1e6,
            _ => 1,
        };
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * scale;
    }

    /// <summary>Values in ohms or farads of several parts.</summary>
    public static double[] ValuesOf(params string[] references) => Array.ConvertAll(references, ValueOf);

    [GeneratedRegex("^([0-9.]+) ([pnµkM]?)[ΩFV]")]
    private static partial Regex Number();
}
