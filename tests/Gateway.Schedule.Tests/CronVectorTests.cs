// tests/vectors/cron.tsv against the firmware, the oracle and, where the dialects coincide, Quartz.
// GATEWAY_UPDATE=1 writes the occurrences anew from the oracle; the expressions stay as they are in the file.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Gateway.Schedule.Tests;

[TestClass]
public sealed class CronVectorTests
{
    private const int Occurrences = 10;

    [TestMethod]
    public void Vectors_File_HasTwoHundredExpressions()
    {
        if (Environment.GetEnvironmentVariable("GATEWAY_UPDATE") == "1")
        {
            Rewrite();
        }

        Assert.IsGreaterThanOrEqualTo(200, Read().Select(vector => vector.Text).Distinct().Count());
    }

    [TestMethod]
    public void NextAfter_Vectors_GivesTheNextTen()
    {
        foreach (Vector vector in Read())
        {
            CronExpression cron = Cron.Parse(vector.Text, vector.OffsetMinutes, vector.GatewayId);
            Compare(vector, vector.Next, cron.After(vector.After, Occurrences));
        }
    }

    [TestMethod]
    public void Oracle_Vectors_GivesTheNextTen()
    {
        foreach (Vector vector in Read())
        {
            Compare(vector, vector.Next, Oracle(vector));
        }
    }

    [TestMethod]
    public void Quartz_Vectors_GivesTheNextTenWhereDialectsCoincide()
    {
        int compared = 0;
        foreach (Vector vector in Read().Where(vector => vector.IsQuartz))
        {
            Compare(vector, vector.Next,
                QuartzTests.After(vector.Text, vector.OffsetMinutes, vector.After, Occurrences));
            compared++;
        }

        Assert.IsGreaterThan(80, compared);
    }

    private static void Compare(Vector vector, List<long> expected, List<long> found) => Assert.AreEqual(
        string.Join(' ', expected.Select(Cron.Text)), string.Join(' ', found.Select(Cron.Text)),
        vector.Text + " after " + Cron.Text(vector.After));

    private static List<long> Oracle(Vector vector) =>
        new CronOracle(vector.Text, vector.GatewayId, vector.OffsetMinutes).After(vector.After, Occurrences);

    private static List<Vector> Read() => [.. File.ReadAllLines(FilePath())
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => Vector.Parse(line.Split('\t')))];

    private static void Rewrite()
    {
        IEnumerable<string> lines = File.ReadAllLines(FilePath())
            .Select(line => line.Length == 0 || line[0] == '#' ? line
                : string.Join('\t', line.Split('\t').Take(5).Append(
                    string.Join(' ', Oracle(Vector.Parse(line.Split('\t'))).Select(Cron.Text)))));
        File.WriteAllText(FilePath(), string.Join('\n', lines) + "\n");
    }

    private static string FilePath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here), "..", "vectors", "cron.tsv");

    private sealed record Vector(
        string Text, int OffsetMinutes, string GatewayId, bool IsQuartz, long After, List<long> Next)
    {
        public static Vector Parse(string[] cells) => new(
            cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3] == "yes",
            Cron.Ms(cells[4]),
            cells.Length < 6 || cells[5].Length == 0 ? [] : [.. cells[5].Split(' ').Select(Cron.Ms)]);
    }
}
