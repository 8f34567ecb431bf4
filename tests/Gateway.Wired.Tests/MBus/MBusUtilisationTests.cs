using Gateway.Simulator.Meters.Wired;
using Gateway.Wired.MBus;

namespace Gateway.Wired.Tests.MBus;

[TestClass]
public sealed class MBusUtilisationTests
{
    private const int Slaves = 250;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(2400, false, 124.0)]
    [DataRow(9600, false, 31.0)]
    [DataRow(2400, true, 0.0)]
    [DataRow(9600, true, 0.0)]
    public void Sweep_250Slaves_UsesTheLine(int baud, bool bySecondary, double minimumS)
    {
        MBusBench bench = new(new MBusOptions { BaudRate = baud });
        for (int i = 1; i <= Slaves; i++)
        {
            bench.Add(
                new MBusSlaveOptions
                {
                    Primary = i,
                    IdentificationNumber = MBusBench.Number(i),
                    BaudRate = baud,
                    ReplyBytes = 81 + (i * 40 / Slaves),
                },
                bySecondary);
        }

        bench.Sweep();
        LineSample before = new(bench.Counters, bench.Bench.NowUs, bench.Bench.Steps);
        MBusResult[] results = bench.Sweep();
        LineSample after = new(bench.Counters, bench.Bench.NowUs, bench.Bench.Steps);

        double tookS = (after.Us - before.Us) * 1e-6;
        double use = (double)(after.MinimumUs - before.MinimumUs) / (after.BusyUs - before.BusyUs);
        double steps = (double)(after.Steps - before.Steps) / Slaves;
        TestContext.WriteLine(FormattableString.Invariant(
            $"{Slaves} slaves, {baud} baud, {(bySecondary ? "secondary" : "primary")}: {tookS:F1} s, utilisation {use:P1}, {steps:F1} steps a slave"));
        Assert.IsTrue(Array.TrueForAll(results, one => one == MBusResult.Ok));
        Assert.IsGreaterThanOrEqualTo(0.95, use);
        Assert.IsTrue(use <= 1);
        if (minimumS > 0)
        {
            Assert.IsGreaterThanOrEqualTo(0.95, minimumS / tookS);
        }
    }

    private sealed class LineSample(LineCounters counters, long us, long steps)
    {
        public long Us { get; } = us;

        public long Steps { get; } = steps;

        public long MinimumUs { get; } = counters.MinimumUs;

        public long BusyUs { get; } = counters.BusyUs;
    }
}
