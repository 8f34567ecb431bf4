using System.Linq;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.World;

/// <summary>Shares of the towns, seeded; <c>./gateway bench town</c> runs the whole day of the large one.</summary>
[TestClass]
public class TownRunTests
{
    /// <summary>Two hours, the first fault among them; each collector reads what it listens to and nothing
    /// else.</summary>
    [TestMethod]
    public void Run_TwoHoursOfTheTown_EachCollectorReadsItsModes()
    {
        var town = Runs.Load("town");
        var report = Runs.Run(town with { DurationNs = 125 * Runs.MinuteNs }, 3);
        Runs.AssertGood(report);
        Assert.AreEqual("gw-church gw-school gw-flats gw-hill", string.Join(' ', report.Gateways.Select(one => one.Id)));
        AssertReads(report.Gateways[0], 0.5, "C1A", "C1B", "T1");
        AssertReads(report.Gateways[1], 0, "C1A", "C1B", "T1");
        AssertReads(report.Gateways[2], 0.6, "S1");
        AssertReads(report.Gateways[3], 0.5, "LIQ");
        Assert.HasCount(5, report.Meters.Modes);
        foreach (var (mode, counts) in report.Meters.Modes)
        {
            Assert.IsGreaterThanOrEqualTo(
                report.Gateways.Max(one => one.Meters.Modes[mode].Read), counts.Read, $"seed 3, {mode}: any gateway");
            Assert.IsGreaterThan(0.5, counts.ReadRatio, $"seed 3, {mode}");
        }

        Assert.AreEqual(report.Meters.Modes.Values.Sum(one => one.Sent), report.Gateways[0].Air.Sent - report.Meters.ForeignSent);
        Assert.AreEqual(0, report.DutyCycle.Violators);
        Assert.AreEqual("radio dead gw-church", string.Join(
            ';', report.Faults.Select(fault => $"{fault.Component} {fault.Type} {fault.Gateway}")));
    }

    /// <summary>Twenty minutes of 30,000 meters: 54 % is what the arithmetic asks for, e^(−2G) alone is 48.7 %.</summary>
    [TestMethod]
    public void Run_TwentyMinutesOf30KMeters_MoreThanHalfOfTheTelegrams()
    {
        var report = Runs.Run(Runs.Load("town-30k") with { DurationNs = 20 * Runs.MinuteNs }, 2);
        Runs.AssertGood(report);
        Assert.AreEqual(120_000, report.Air.Sent, 2_500, "seed 2");
        Assert.AreEqual(0.574, report.Meters.ReadRatio, 0.01, "seed 2");

        // Four tries each: 1 − 0.44^4 of the meters.
        Assert.AreEqual(0.95, report.Meters.Heard / 30_000.0, 0.02, "seed 2");
        Assert.AreEqual(0, report.Radio.Overflow);

        // Every frame that was followed to its end; the chip goes on by itself but for what ends late or calibrates.
        Assert.AreEqual(report.Radio.ReceivedOk + report.Radio.CrcBad, report.Radio.Rearms, 5_000, "seed 2");
        Assert.IsTrue(report.Radio.DeafUs is > 30 and < 60, $"seed 2: {report.Radio.DeafUs:F0} µs");
    }

    private static void AssertReads(ReportGateway gateway, double least, params string[] modes)
    {
        foreach (var (mode, counts) in gateway.Meters.Modes)
        {
            if (modes.Contains(mode))
            {
                Assert.IsGreaterThan(least, counts.ReadRatio, $"seed 3, {gateway.Id} {mode}");
            }
            else
            {
                Assert.AreEqual(0, counts.Read, $"seed 3, {gateway.Id} {mode}");
            }
        }
    }
}
