namespace Gateway.Mutants.Tests;

[TestClass]
public class MutantTests
{
    private const int Named = 6;
    private const int Jobs = 2;

    /// <summary>The six mistakes of driver writers: each breaks a test, and not by way of a table of registers that says the
    /// same twice.</summary>
    [TestMethod]
    [DataRow("cc1101")]
    [DataRow("sx1276")]
    public void Drivers_NamedMistakes_EachBreaksATest(string name)
    {
        Target target = Target.Of(name);
        List<Mutant> mutants = Campaign.Choose(target, 0, 1, out _);
        Assert.HasCount(Named, mutants);
        List<string> survivors = [];
        int tried = 0;
        Campaign.Run(target, mutants, Jobs, "RegisterSet", (mutant, outcome) =>
        {
            tried++;
            if (!outcome.IsKilled)
            {
                survivors.Add($"{mutant.Key} at {mutant.Place}: {mutant.Change}");
            }
        });
        Assert.AreEqual(Named, tried);
        Assert.IsEmpty(survivors, string.Join('\n', survivors));
    }

    /// <summary>The kinds of fault that the systematic ones are of, in every target, the same ones each time.</summary>
    [TestMethod]
    [DataRow("cc1101")]
    [DataRow("sx1276")]
    [DataRow("radio")]
    [DataRow("link")]
    public void Find_Twice_TheSameHundreds(string name)
    {
        Target target = Target.Of(name);
        string[] first = Lines(target, out int available);
        CollectionAssert.AreEqual(first, Lines(target, out _));
        Assert.IsGreaterThan(300, available);
        foreach (string kind in new[] { "no call of", "no store to", "add -> sub", "brtrue -> brfalse", "1 -> 0" })
        {
            Assert.Contains(line => line.Contains(kind, StringComparison.Ordinal), first, kind);
        }
    }

    /// <summary>A mutant that is not there is never a pass; what ends the process, crashes with it, is not either.</summary>
    [TestMethod]
    public void Worker_UnknownMutant_EndsAndCountsAsSuch()
    {
        using var worker = new WorkerProcess(Target.Of("cc1101"), "", 60);
        Outcome outcome = worker.Try("cc1101#1000000");
        Assert.IsTrue(outcome.IsKilled);
        Assert.AreEqual("ends the process", outcome.Message);
    }

    private static string[] Lines(Target target, out int available) =>
        [.. Campaign.Choose(target, int.MaxValue, 1, out available).Select(m => $"{m.Key} {m.Place} {m.Change}")];
}
