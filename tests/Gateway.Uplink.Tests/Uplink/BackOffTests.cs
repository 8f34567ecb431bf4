using System;
using System.Linq;
using Gateway.Core;

namespace Gateway.Uplink.Tests;

[TestClass]
public class BackOffTests
{
    [TestMethod]
    public void NextMs_Repeated_DoublesUpToTheCapAndStaysWithinTheWindow()
    {
        var backOff = new BackOff(new RandomSource(4), 5_000, 300_000);
        int[] windows = [5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000];
        foreach (var window in windows)
        {
            Assert.AreEqual(window, backOff.WindowMs);
            var delay = backOff.NextMs();
            Assert.IsTrue(delay >= 1 && delay <= window, $"{delay} of {window}");
        }

        backOff.Reset();
        Assert.AreEqual(5_000, backOff.WindowMs);
    }

    /// <summary>Arithmetic, no simulation: a thousand gateways lose one broker in the same millisecond; each
    /// attempt during the outage fails at once.</summary>
    [TestMethod]
    [DataRow(30)]
    [DataRow(600)]
    [DataRow(7_200)]
    public void Outage_ThousandGateways_ReturnSpreadOut(int outageS)
    {
        var returns = Enumerable.Range(0, 1_000).Select(i => ReturnMs($"gw-{i}", outageS * 1_000L)).ToList();
        var perSecond = returns.GroupBy(ms => ms / 1_000).Max(g => g.Count());
        var last = returns.Max() - (outageS * 1_000L);

        // After 30 s most windows are 20 .. 40 s long: 1,000 over 20 s are 50 a second on average. After the cap is
        // reached they are 300 s: 3.3 a second on average. Three times the mean is allowed for chance.
        var limit = outageS < 300 ? 150 : 25;
        Assert.IsLessThan(limit, perSecond, $"outage {outageS} s: {perSecond} in the worst second");
        Assert.IsLessThan(300_001, last, "nobody waits longer than the cap");
    }

    [TestMethod]
    public void FirstStart_ThousandGatewaysAtOnce_AreNotInStep()
    {
        var times = Enumerable.Range(0, 1_000)
            .Select(i => new RandomSource(RandomSource.SeedFrom($"gw-{i}", 0)).Next(2_001)).ToList();
        Assert.IsLessThan(100, times.GroupBy(t => t / 50).Max(g => g.Count()), "of 1,000 in any 50 ms");
    }

    [TestMethod]
    public void Connection_StoodForAWhile_ResetsAndAShortOneDoesNot()
    {
        var bench = new UplinkBench(o => o.BackOffBaseMs = 1_000).GoOnline();
        for (var i = 0; i < 6; i++)
        {
            bench.Broker.Last.Listener.OnLost();
            bench.RunUntilOnline();
        }

        var delays = Enumerable.Range(0, 20).Select(_ => Loss(bench, 1)).ToList();
        Assert.IsGreaterThan(1_000, delays.Max(), "a broker that flaps is not hammered");
        delays = [.. Enumerable.Range(0, 20).Select(_ => Loss(bench, 61))];
        Assert.IsLessThanOrEqualTo(1_000, delays.Max());
    }

    private static int Loss(UplinkBench bench, int onlineS)
    {
        bench.RunSeconds(onlineS);
        bench.Broker.Last.Listener.OnLost();
        bench.RunSeconds(0.0001);
        var delay = bench.Uplink.Counters.LastDelayMs;
        bench.RunUntilOnline();
        return delay;
    }

    private static long ReturnMs(string name, long outageMs)
    {
        var backOff = new BackOff(new RandomSource(RandomSource.SeedFrom(name, 1)), 5_000, 300_000);
        long ms = 0;
        do
        {
            ms += backOff.NextMs();
        }
        while (ms < outageMs);
        return ms;
    }
}
