using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.World;

/// <summary>Scenarios, and runs of them as the command line would do them.</summary>
internal static class Runs
{
    public const long MinuteNs = 60_000_000_000;

    /// <summary>The repository's root, from the place of this file.</summary>
    public static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here), "..", "..", ".."));

    public static Scenario Load(string name) =>
        Scenario.Load(Path.Combine(Root(), "simulator", "scenarios", name + ".json"));

    public static Report Run(Scenario scenario, ulong seed, BrokerChoice broker = null) =>
        new Simulation().Run(
            new RunOptions
            {
                Scenario = scenario,
                Seed = seed,
                DurationNs = scenario.DurationNs,
                Broker = broker ?? BrokerChoice.Model,
            },
            new Listener()).Report;

    /// <summary>Nothing unaccounted, no checker complains, nothing refused or dropped by the log.</summary>
    public static void AssertGood(Report report, string what = "")
    {
        var problems = string.Join("; ", report.Problems);
        var text = $"{what} {report.Scenario} seed {report.Seed}: {problems}\n{report.ToJson()}";
        Assert.AreEqual(0, report.Unaccounted, text);
        Assert.IsEmpty(report.Problems, text);
    }

    /// <summary>The broker of the distribution, or the test says that it is not there.</summary>
    public static void RequireMosquitto()
    {
        if (!MosquittoProcess.IsAvailable)
        {
            Assert.Inconclusive(MosquittoProcess.InstallHint);
        }
    }

    private sealed class Listener : IRunObserver
    {
        public List<string> Notices { get; } = [];

        public void Notice(string text) => Notices.Add(text);

        public void Progress(IRunProgress progress)
        {
        }
    }
}
