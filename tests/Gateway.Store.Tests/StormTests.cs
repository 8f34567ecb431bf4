using System;
using System.Globalization;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

/// <summary>Many lives in a row, each cut at a random place. GATEWAY_STORE_STORMS sets the number of
/// storms.</summary>
[TestClass]
public sealed class StormTests
{
    private const int DefaultStorms = 300;

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Storm_OfOneToEightCuts_KeepsEveryPromise(FileSystemKind kind)
    {
        var count = Count();
        var (damaged, dropped, visible) = (0, 0, 0);
        for (var seed = 0; seed < count; seed++)
        {
            try
            {
                var oracle = Storm(kind, (ulong)seed, isBroken: false);
                damaged += oracle.DamageCount;
                dropped += oracle.DropCount;
                visible += oracle.VisibleCount;
            }
            catch (OracleException exception)
            {
                Assert.Fail($"{kind}, seed {seed}: {exception.Message}");
            }
        }

        Console.WriteLine($"{kind}: {count} storms, {visible} records, {damaged} torn segments, {dropped} drops");
        Assert.IsTrue(damaged > count / 10 && dropped > 0 && visible > 10 * count, "these were no storms");
    }

    [TestMethod]
    public void Storm_WithoutChecks_IsNoticedByTheOracle()
    {
        var caught = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            try
            {
                Storm(FileSystemKind.Fat, (ulong)seed, isBroken: true);
            }
            catch (Exception exception) when (exception is OracleException or AssertFailedException)
            {
                caught++;
            }
        }

        Console.WriteLine($"{caught} of 100 noticed");
        Assert.IsTrue(caught >= 10, $"only {caught} of 100 storms on a log without checks were noticed");
    }

    private static int Count()
    {
        var text = Environment.GetEnvironmentVariable("GATEWAY_STORE_STORMS");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count : DefaultStorms;
    }

    private static LogOracle Storm(FileSystemKind kind, ulong seed, bool isBroken)
    {
        var random = new RandomStreams(seed).Get("storm");
        var rig = new StoreRig(kind, StoreRig.SmallProfile(8 + random.Next(9)), isBroken);
        if (random.Next(8) != 0)
        {
            // Otherwise the first cuts strike while the log is being made.
            rig.Boot();
        }

        var ackPercent = random.Next(3) * 12;
        var workload = new StormWorkload(rig, random);
        var cuts = 1 + random.Next(8);
        for (var cut = 0; cut < cuts; cut++)
        {
            var isDuringRecovery = random.Next(4) == 0;
            rig.PlannedCut = isDuringRecovery ? () => Arm(rig, random, 8, 600) : null;
            if (workload.Recover())
            {
                var isLong = random.Next(4) == 0;
                Arm(rig, random, isLong ? 200 : 40, isLong ? 25_000 : 5000);
                workload.Live(10 + random.Next(isLong ? 700 : 120), ackPercent);
            }

            rig.Storage.PowerCut(random, (PowerCutMode)random.Next(3));
        }

        rig.Storage.Reboot();
        if (!workload.Recover())
        {
            throw new OracleException("power went without a cut");
        }

        workload.Live(20, ackPercent);
        workload.Drain();
        return workload.Oracle;
    }

    private static void Arm(StoreRig rig, RandomStream random, int maxOperations, int maxBytes)
    {
        // Torn writes are what a log is afraid of: more than half of the cuts.
        var mode = random.Next(2) == 0 ? PowerCutMode.Torn : (PowerCutMode)random.Next(3);
        if (random.Next(2) == 0)
        {
            rig.Storage.CutAfterOperations(random.Next(maxOperations), mode, random);
        }
        else
        {
            rig.Storage.CutAfterBytes(random.Next(maxBytes), mode, random);
        }
    }
}
