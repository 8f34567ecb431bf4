using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gateway.Simulator.Network;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Faults;

/// <summary>The whole gateway loses its supply at each point where a record changes hands: around each publish, its
/// PUBACK and the acknowledge in the log, and instead of each file operation. The subscriber is the oracle.
/// GATEWAY_CUT_STEP=1 takes every file operation instead of every seventh.</summary>
[TestClass]
public class CutEverywhereTests
{
    private const int DefaultStep = 7;
    private const long MillisecondNs = 1_000_000;
    private const long OffNs = 1_500 * MillisecondNs;

    // Before the publish leaves, at the broker, with the PUBACK on the way (latency 60 to 80 ms each way), when it is
    // there, while the log writes, and when the next message is under way.
    private static readonly int[] _offsetsMs = [-60, 0, 30, 60, 90, 200];

    [TestMethod]
    [DataRow("internal")]
    [DataRow("card")]
    public void Cut_AroundEveryPublish_SubscriberHasAllThatWasDurable(string log)
    {
        var arrivals = Arrivals(log);
        Assert.IsGreaterThan(5, arrivals.Count);
        var repeated = 0L;
        foreach (var atNs in arrivals.SelectMany(at => _offsetsMs.Select(ms => at + (ms * MillisecondNs))))
        {
            using var test = World(log);
            test.World.At(atNs, test.World.PullPlug);
            test.World.At(atNs + OffNs, test.World.Gateway.RestorePower);
            test.Start();
            test.World.RunUntil(Scenario(log).DurationNs);
            repeated += Check(test, $"{log}, cut at {atNs} ns");
        }

        Assert.IsGreaterThan(20L, repeated, "no cut fell between a PUBACK and its durable acknowledge");
    }

    [TestMethod]
    [DataRow("internal", PowerCutMode.Torn)]
    [DataRow("card", PowerCutMode.Torn)]
    [DataRow("internal", PowerCutMode.Lost)]
    [DataRow("card", PowerCutMode.Clean)]
    public void Cut_InsteadOfFileOperations_SubscriberHasAllThatWasDurable(string log, PowerCutMode mode)
    {
        var total = Operations(log);
        Assert.IsGreaterThan(60L, total);
        for (var operation = 0L; operation < total; operation += Step())
        {
            using var test = World(log).Start();
            test.World.Flash.CutAfterOperations(operation, mode, new RandomStream((ulong)operation));
            var cuts = RunWithCuts(test);
            Assert.AreEqual(1, cuts, $"{log}, {mode}, operation {operation}");
            Check(test, $"{log}, {mode}, operation {operation}");
        }
    }

    private static int Step() => int.TryParse(
        Environment.GetEnvironmentVariable("GATEWAY_CUT_STEP"), NumberStyles.None, CultureInfo.InvariantCulture,
        out var step) && step > 0 ? step : DefaultStep;

    // The flash takes the board down with it; the firmware's file code sees no more than an error.
    private static int RunWithCuts(TestWorld test)
    {
        var cuts = 0;
        var world = test.World;
        world.Gateway.Ticked += _ =>
        {
            if (world.Flash.IsOff && cuts == 0)
            {
                cuts++;
                world.At(world.Time.NowNs, world.PullPlug);
                world.At(world.Time.NowNs + OffNs, world.Gateway.RestorePower);
            }
        };
        world.RunUntil(Scenario(world.Settings.Log).DurationNs);
        return cuts;
    }

    private static long Check(TestWorld test, string what)
    {
        var report = test.Finish();
        Runs.AssertGood(report, what);
        Assert.AreEqual(0, report.Store.Pending, what);
        Assert.AreEqual(1, report.PowerCuts, what);
        Assert.IsEmpty(report.Store.Dropped.Keys.Except(["PowerCut"]).ToList(), what);
        return report.Uplink.Repeated;
    }

    private static List<long> Arrivals(string log)
    {
        using var test = World(log);
        var arrivals = new List<long>();
        test.Broker.Model.Delivered += message => Note(arrivals, message);
        test.Start();
        test.World.RunUntil(Scenario(log).DurationNs);

        // Around the connection's first publishes and the last ones; those between are alike.
        return [.. arrivals.Take(4), .. arrivals.TakeLast(4)];
    }

    private static void Note(List<long> arrivals, DeliveredMessage message)
    {
        if (message.Topic.EndsWith("/event/up", StringComparison.Ordinal))
        {
            arrivals.Add(message.AtNs);
        }
    }

    private static long Operations(string log)
    {
        using var test = World(log).Start();
        var before = test.World.Flash.OperationCount;
        test.World.RunUntil(Scenario(log).DurationNs);
        return test.World.Flash.OperationCount - before;
    }

    // A card has all of its files: cuts while they are made are for NewCardTests and Gateway.Store.Tests.
    private static TestWorld World(string log)
    {
        var test = new TestWorld(Scenario(log));
        if (log == "card")
        {
            test.World.Flash.Drive('D').Restore(WholeLog.Files);
        }

        return test;
    }

    private static Scenario Scenario(string log)
    {
        var street = Runs.Load("street");
        return street with
        {
            DurationNs = (log == "card" ? 3 : 2) * Runs.MinuteNs,
            Gateway = street.Gateway with { Log = log },
        };
    }
}
