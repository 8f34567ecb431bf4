// A nightly read whose time passes while the gateway has no power.
using System;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

[TestClass]
public class MissedRunTests
{
    private const long SecondNs = 1_000_000_000;

    [TestMethod]
    [DataRow("skip", 32)]
    [DataRow("once", 64)]
    public void Run_PowerCutOverTheJobsTime_FollowsThePolicy(string missed, int reads)
    {
        var scenario = Runs.Load("dlt645-32");
        var line = scenario.Gateway.Wired[0];
        var job = line.Jobs[0] with { At = "0 2,4 0 * * ?", Missed = missed };
        scenario = scenario with
        {
            DurationNs = 400 * SecondNs,
            Gateway = scenario.Gateway with { Wired = [line with { Jobs = [job] }] },

            // The first run at 2:00 is done, the second at 4:00 falls into the dark.
            PowerCuts = [new ScenarioSpan(200 * SecondNs, 100 * SecondNs)],
        };

        var report = Runs.Run(scenario, 1);

        Assert.IsEmpty(report.Problems, string.Join("; ", report.Problems));
        Assert.AreEqual(reads, report.Wired.ReadsOk);
    }
}
