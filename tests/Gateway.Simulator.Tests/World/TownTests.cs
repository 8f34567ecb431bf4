using System.Linq;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Tests.World;

[TestClass]
public class TownTests
{
    private const string Two =
        """[{ "id": "a", "place": { "z_m": 10 } }, { "id": "b", "place": { "x_m": 900, "z_m": 10 } }]""";

    private const string Spread = """
        [{ "count": 40, "manufacturer": "KAM", "device_type": 7, "first_identification_number": 1000,
           "mode": "C1B", "interval_s": 10, "encryption": "ell", "tx_power_dbm": -15,
           "street": { "from": { "x_m": -100, "z_m": 2 }, "to": { "x_m": 1000, "z_m": 2 }, "floors": 2 } }]
        """;

    [TestMethod]
    public void Run_TwoGateways_ShareTheAirAndHearTheirOwnEnds()
    {
        var report = Runs.Run(("gateways", Two), ("meters", Spread));
        Assert.AreEqual("a,b", string.Join(',', report.Gateways.Select(one => one.Id)));
        var (a, b) = (report.Gateways[0], report.Gateways[1]);
        Assert.AreEqual(report.Air.Sent, a.Air.Sent);
        Assert.AreEqual(report.Air.Sent, b.Air.Sent);
        foreach (var one in report.Gateways)
        {
            Assert.AreEqual(one.Air.Sent, one.Air.Delivered + one.Air.Collided + one.Air.Weak, one.Id);
            Assert.IsTrue(one.Meters.Heard is > 5 and < 40, $"{one.Id} hears {one.Meters.Heard}");
            Assert.AreEqual(one.Store.Appended, one.Store.Acked, one.Id);
        }

        Assert.IsTrue(report.Meters.Heard > a.Meters.Heard && report.Meters.Heard > b.Meters.Heard);
        Assert.IsTrue(report.Meters.Heard <= a.Meters.Heard + b.Meters.Heard);
        Assert.AreEqual(a.Uplink.Records + b.Uplink.Records, report.Uplink.Records);
    }

    /// <summary>Gateways do not transmit: what one hears and does must not depend on there being another.</summary>
    [TestMethod]
    public void Run_GatewayAddedOrNot_TheFirstDoesExactlyTheSame()
    {
        var alone = Runs.Run(("meters", Spread)).Gateways[0];
        var together = Runs.Run(("gateways", Two), ("meters", Spread)).Gateways[0];
        Assert.AreEqual(alone.Air.Delivered, together.Air.Delivered);
        Assert.AreEqual(alone.Radio.ReceivedOk, together.Radio.ReceivedOk);
        Assert.AreEqual(alone.Radio.CrcBad, together.Radio.CrcBad);
        Assert.AreEqual(alone.Uplink.Messages, together.Uplink.Messages);
        Assert.AreEqual(alone.Meters.Heard, together.Meters.Heard);
    }

    [TestMethod]
    public void Run_SameSeedTwice_SameTrace()
    {
        var one = Runs.Run(("gateways", Two), ("meters", Spread));
        var two = Runs.Run(("gateways", Two), ("meters", Spread));
        Assert.AreEqual(one.TraceHash, two.TraceHash);
        var other = Runs.Run(("gateways", Two), ("meters", Spread), ("seed", "6"));
        Assert.AreNotEqual(one.TraceHash, other.TraceHash);
    }

    [TestMethod]
    public void Run_PowerCutOfATown_EveryGatewayComesBack()
    {
        var report = Runs.Run(("gateways", Two), ("meters", Spread),
            ("power_cuts", """[{ "at": "4m", "for": "30s" }]"""));
        Assert.AreEqual(2, report.PowerCuts);
        Assert.IsTrue(report.Gateways.All(one => one.Uplink.Connects == 2));
    }

    [TestMethod]
    public void Run_ForeignMeters_AreHeardButNotCountedAsRead()
    {
        var mine = Runs.Run();
        var report = Runs.Run(("meters", """
            [{ "count": 20, "manufacturer": "KAM", "device_type": 7, "first_identification_number": 1000,
               "mode": "C1B", "interval_s": 10, "encryption": "ell", "records": "short",
               "area": { "z_m": 2, "radius_m": 60 } },
             { "count": 10, "manufacturer": "QDS", "device_type": 7, "first_identification_number": 1000,
               "mode": "T1", "interval_s": 20, "foreign": true, "area": { "z_m": 2, "radius_m": 60 } }]
            """));
        Assert.AreEqual(20, report.Meters.Expected);
        Assert.AreEqual(20, report.Meters.Heard);
        Assert.AreEqual(0, mine.Meters.ForeignSent);
        Assert.IsTrue(report.Meters.ForeignSent is >= 280 and <= 320, $"{report.Meters.ForeignSent}");
        Assert.IsTrue(report.Meters.ForeignHeard > 200);
        Assert.IsTrue(report.Meters.ReadRatio <= 1);
    }

    [TestMethod]
    public void Run_TwoHours_ReadsAreCountedByTheHour()
    {
        var report = Runs.Run(("duration", "\"2h\""), ("meters", """
            [{ "count": 30, "manufacturer": "KAM", "device_type": 7, "first_identification_number": 1000,
               "mode": "C1B", "interval_s": 900, "encryption": "ell", "area": { "z_m": 2, "radius_m": 60 } }]
            """), ("faults", """[{ "at": "0s", "for": "61m", "component": "radio", "type": "dead" }]"""));
        Assert.AreEqual(2, report.Meters.ReadPerHour.Count);
        Assert.AreEqual(0, report.Meters.ReadPerHour[0], "the chip was dead all the first hour");
        Assert.AreEqual(1, report.Meters.ReadPerHour[1]);
        Assert.AreEqual(0, report.Meters.ReadPerHourMin);
        Assert.AreEqual(0.5, report.Meters.ReadPerHourMean);
    }

    [TestMethod]
    public void Run_Interferer_TakesFramesInItsBurstsOnly()
    {
        var quiet = Runs.Run();
        var disturbed = Runs.Run(("interferers", """
            [{ "name": "jammer", "bandwidth_khz": 100, "power_dbm": 20, "burst": "1s", "period": "4s",
               "place": { "x_m": 5, "z_m": 8 } }]
            """));
        Assert.AreEqual(0, quiet.Air.Interference);
        Assert.IsTrue(disturbed.Air.Interference is >= 148 and <= 152, $"{disturbed.Air.Interference}");
        Assert.AreEqual(quiet.Air.Sent, disturbed.Air.Sent, "bursts are no frames");

        // A quarter of the time nothing gets through; a frame of 3.6 ms adds next to nothing to that.
        var lost = 1 - ((double)disturbed.Air.Delivered / quiet.Air.Delivered);
        Assert.AreEqual(0.25, lost, 0.05, $"seed {quiet.Seed}");
    }

    [TestMethod]
    public void Run_InterfererForAWhile_StopsThen()
    {
        var report = Runs.Run(("interferers", """
            [{ "name": "for a while", "burst": "10ms", "period": "1s", "random": true, "at": "2m", "for": "1m" }]
            """));
        Assert.IsTrue(report.Air.Interference is > 35 and < 90, $"{report.Air.Interference}");
    }

    [TestMethod]
    public void Run_MetersThatSendTooOften_FailTheRun()
    {
        var report = Runs.Run();
        Assert.AreEqual(0, report.DutyCycle.Violators);
        Assert.AreEqual(0.001, report.DutyCycle.Limit);

        // 60 frames of 3.6 ms and now and then one of 4.0 in ten minutes.
        Assert.AreEqual(61 * 3.65e-3 / 3600, report.DutyCycle.Worst, 4e-6);
        var result = Runs.Try(("meters", """
            [{ "count": 2, "manufacturer": "ELS", "device_type": 7, "first_identification_number": 1000,
               "mode": "T1", "interval_s": 1, "area": { "z_m": 2, "radius_m": 60 } }]
            """));
        Assert.IsFalse(result.IsGood);
        Assert.AreEqual(0, result.Report.Unaccounted);
        Assert.AreEqual(2, result.Report.DutyCycle.Violators);
        StringAssert.StartsWith(result.Report.DutyCycle.Sender, "ELS-0000100");
        StringAssert.Contains(result.Report.Problems.Single(), "duty cycle");
    }
}
