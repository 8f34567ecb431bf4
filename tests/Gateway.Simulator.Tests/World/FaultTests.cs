using System;
using System.Linq;

namespace Gateway.Simulator.Tests.World;

[TestClass]
public class FaultTests
{
    /// <summary>Whatever breaks, the books stay closed, the firmware resets the chip and hears again.</summary>
    [TestMethod]
    [DataRow("cc1101", "dead")]
    [DataRow("cc1101", "stuck_high")]
    [DataRow("sx1276", "dead")]
    [DataRow("sx1276", "stuck_high")]
    public void Radio_BrokenForAWhile_RestartedAndHearsAgain(string chip, string type)
    {
        var report = Runs.Run(Gateway(chip), ("faults",
            $$"""[{ "at": "3m", "for": "1m", "component": "radio", "type": "{{type}}" }]"""));
        var whole = Runs.Run(Gateway(chip));
        Assert.IsTrue(report.Radio.Restarts >= 3, $"{report.Radio.Restarts} restarts");
        Assert.AreEqual(0, whole.Radio.Restarts);
        Assert.AreNotEqual(whole.TraceHash, report.TraceHash);

        // One of ten minutes, and at most as much again until the next try at bringing the chip up.
        var missed = whole.Radio.ReceivedOk - report.Radio.ReceivedOk;
        Assert.IsTrue(missed is >= 60 and <= 200, $"{missed} frames less");
        var fault = report.Faults.Single();
        Assert.AreEqual(180, fault.AtS, 0.1);
        Assert.AreEqual(60.0, fault.ForS);
        Assert.AreEqual(("radio", type, "a"), (fault.Component, fault.Type, fault.Gateway));
        Assert.IsNull(fault.Amount);
    }

    [TestMethod]
    [DataRow("cc1101")]
    [DataRow("sx1276")]
    public void Radio_BrownOut_FoundByTheDriversCheckWithinItsTime(string chip)
    {
        var report = Runs.Run(Gateway(chip), ("faults", """[{ "at": "3m", "component": "radio", "type": "brown_out" }]"""));
        var whole = Runs.Run(Gateway(chip));
        Assert.AreEqual(1, report.Radio.Restarts);

        // The driver looks every 0.5 s, and at everything every 10 s; two frames a second are on the air.
        Assert.IsTrue(whole.Radio.ReceivedOk - report.Radio.ReceivedOk is >= 0 and <= 25);
    }

    /// <summary>190 ppm are 165 kHz: more than frequency compensation takes out on the CC1101 (a quarter of 325 kHz);
    /// the SX1276's AFC follows, but its filter takes so much that meters at the edge are lost.</summary>
    [TestMethod]
    [DataRow("cc1101", 10)]
    [DataRow("sx1276", -18)]
    public void Crystal_StepBeyondCompensation_DeafUntilItIsOver(string chip, int txPowerDbm)
    {
        var meters = ("meters", $$"""
            [{ "count": 20, "manufacturer": "KAM", "device_type": 7, "first_identification_number": 1000,
               "mode": "C1B", "interval_s": 10, "encryption": "ell", "records": "short",
               "tx_power_dbm": {{txPowerDbm}}, "area": { "z_m": 2, "radius_m": 60 } }]
            """);
        var whole = Runs.Run(Gateway(chip), meters);
        var small = Runs.Run(Gateway(chip), meters, ("faults",
            """[{ "at": "2m", "for": "5m", "component": "crystal", "type": "step", "ppm": 30 }]"""));
        var large = Runs.Run(Gateway(chip), meters, ("faults",
            """[{ "at": "2m", "for": "5m", "component": "crystal", "type": "step", "ppm": -190 }]"""));
        Assert.AreEqual(whole.Radio.ReceivedOk, small.Radio.ReceivedOk, 5, "26 kHz are compensated");
        Assert.AreEqual(0.5, (double)large.Radio.ReceivedOk / whole.Radio.ReceivedOk, 0.05, "half of the time deaf");
        Assert.AreEqual(-190.0, large.Faults.Single().Amount);
    }

    [TestMethod]
    [DataRow("cc1101")]
    [DataRow("sx1276")]
    public void Antenna_Broken_OnlyTheNearAreHeard(string chip)
    {
        var whole = Runs.Run(Gateway(chip));
        var broken = Runs.Run(Gateway(chip), ("faults", """[{ "at": "0s", "component": "antenna", "type": "loss", "db": 45 }]"""));
        Assert.IsTrue(broken.Air.Weak > whole.Air.Weak);
        Assert.IsTrue(broken.Meters.Heard < whole.Meters.Heard, $"{broken.Meters.Heard} of {whole.Meters.Heard}");
        Assert.IsNull(broken.Faults.Single().ForS);
    }

    [TestMethod]
    [DataRow("cc1101")]
    [DataRow("sx1276")]
    public void Radio_BrokenOverAPowerCut_StaysBrokenUntilItsEnd(string chip)
    {
        var report = Runs.Run(
            Gateway(chip),
            ("faults", """[{ "at": "2m", "for": "4m", "component": "radio", "type": "dead" }]"""),
            ("power_cuts", """[{ "at": "3m", "for": "10s" }]"""));
        var whole = Runs.Run(Gateway(chip));
        Assert.AreEqual(1, report.PowerCuts);

        // Four minutes, and up to a minute until the driver tries again.
        var share = (double)report.Radio.ReceivedOk / whole.Radio.ReceivedOk;
        Assert.IsTrue(share is > 0.45 and < 0.62, $"{share:P0}");
    }

    [TestMethod]
    public void Fault_OfOneGateway_LeavesTheOtherAlone()
    {
        const string gateways = """[{ "id": "a", "place": { "z_m": 10 } }, { "id": "b", "place": { "z_m": 12 } }]""";
        var report = Runs.Run(
            ("gateways", gateways),
            ("faults", """[{ "at": "3m", "gateway": "b", "component": "radio", "type": "dead" }]"""));
        Assert.AreEqual(0, report.Gateways[0].Radio.Restarts);
        Assert.AreEqual(0, report.Gateways[0].Faults.Count);
        Assert.IsTrue(report.Gateways[1].Radio.Restarts > 2);
        Assert.IsTrue(report.Gateways[1].Radio.ReceivedOk * 2 < report.Gateways[0].Radio.ReceivedOk);
        Assert.AreEqual(1, report.Faults.Count);
        Assert.IsTrue(report.Meters.ReadRatio > 0.95, "the town is read by the other one");
    }

    /// <summary>What the gateway has in memory is what a cut takes; a warning before it saves all of it.</summary>
    [TestMethod]
    [DataRow("esp32")]
    [DataRow("devkit")]
    [DataRow("stm32")]
    public void Power_WarningBeforeACut_LosesNothing(string board)
    {
        var gateway = ("gateways", $$"""[{ "id": "a", "board": "{{board}}", "panel": true, "place": { "z_m": 10 } }]""");
        const string cuts = """
            { "at": "181s", "for": "5s", "component": "power", "type": "cut" },
            { "at": "301s", "for": "5s", "component": "power", "type": "cut" },
            { "at": "421s", "for": "5s", "component": "power", "type": "cut" }
            """;
        var sudden = Runs.Run(gateway, ("faults", $"[{cuts}]"));
        var warned = Runs.Run(gateway, ("faults", $$"""
            [{{cuts}},
             { "at": "178s", "for": "8s", "component": "power", "type": "warning" },
             { "at": "298s", "for": "8s", "component": "power", "type": "warning" },
             { "at": "418s", "for": "8s", "component": "power", "type": "warning" }]
            """));

        Assert.AreEqual((3, 3), (sudden.PowerCuts, warned.PowerCuts));
        var lost = sudden.Store.Dropped.TryGetValue("PowerCut", out var count) ? count : 0;
        var lostWarned = warned.Store.Dropped.TryGetValue("PowerCut", out count) ? count : 0;
        Console.WriteLine($"{board}: {lost} lost, {lostWarned} with a warning");
        Assert.AreEqual(0, lostWarned);
        Assert.IsTrue(lost > 0, "nothing was at stake");
    }

    [TestMethod]
    public void Button_PressedLong_WipesAndTheBooksSayWhatWent()
    {
        var gateway = ("gateways", """[{ "id": "a", "panel": true, "place": { "z_m": 10 } }]""");
        var report = Runs.Run(gateway, ("faults",
            """[{ "at": "3m", "for": "6s", "component": "button", "type": "pressed" }]"""));
        var whole = Runs.Run(gateway, ("faults",
            """[{ "at": "3m", "for": "500ms", "component": "button", "type": "pressed" }]"""));

        Assert.AreEqual(("button", "pressed"), (report.Faults.Single().Component, report.Faults.Single().Type));
        Assert.IsTrue(report.Store.Dropped["Wiped"] > 0);
        Assert.IsFalse(whole.Store.Dropped.ContainsKey("Wiped"));

        // Without its list it forwards nothing any more.
        Assert.IsTrue(report.Uplink.Records * 2 < whole.Uplink.Records);
    }

    private static (string Key, string Json) Gateway(string chip) =>
        ("gateways", $$"""[{ "id": "a", "radios": [{ "chip": "{{chip}}" }], "place": { "z_m": 10 } }]""");
}
