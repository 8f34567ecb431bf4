using System;
using System.Linq;
using Gateway.App.Battery;
using Gateway.Simulator.Chips;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Battery;

/// <summary>A gateway of size battery in the whole world: it learns, sleeps, wakes, and delivers in sessions.</summary>
[TestClass]
public class BatteryRunTests
{
    // What hardware-docs/battery.md states.
    private const double HeardRatio = 0.95;
    private const long HourNs = 60 * Runs.MinuteNs;

    [TestMethod]
    [DataRow(1UL, "cc1101")]
    [DataRow(2UL, "cc1101")]
    [DataRow(3UL, "sx1276")]
    public void Run_FiveMeters_AreHeardInWindows_AndNothingIsLost(ulong seed, string chip)
    {
        var report = Runs.Run(With(chip, 36), seed);

        Runs.AssertGood(report);
        Assert.IsGreaterThanOrEqualTo(HeardRatio, report.Meters.ReadRatio, report.ToJson());
        Assert.AreEqual(5, report.Meters.Heard, report.ToJson());
        Assert.IsNotNull(report.Energy.LearnedS, report.ToJson());
        Assert.IsLessThan(0.03, report.Energy.Listening, report.ToJson());
        Assert.IsGreaterThan(0, report.Uplink.Records, report.ToJson());
        Assert.IsGreaterThanOrEqualTo(36 / 6, report.Energy.Sessions, report.ToJson());
        Assert.AreEqual(0, report.Radio.Restarts, report.ToJson());
    }

    [TestMethod]
    public void Run_TheSameWithTheRadioAlwaysOn_TakesFarMore()
    {
        var scenario = With("cc1101", 30);
        var asleep = Runs.Run(scenario, 1);
        var awake = Runs.Run(
            scenario with { Gateway = scenario.Gateway with { Size = "mini", CountsEnergy = true } }, 1);

        Runs.AssertGood(awake);
        Assert.IsGreaterThan(20 * asleep.Energy.MahPerDay, awake.Energy.MahPerDay,
            $"{asleep.ToJson()}\n{awake.ToJson()}");
        Assert.IsGreaterThan(0.99, awake.Energy.Listening);
        Assert.IsGreaterThan(awake.Energy.LifeYears, asleep.Energy.LifeYears);
    }

    [TestMethod]
    public void Run_OnceLearned_ChipAndProcessorSleep()
    {
        using var test = new TestWorld(With("cc1101", 24)).Start();
        test.RunFor(10 * 3600);
        int asleep = 0, down = 0;
        for (var i = 0; i < 600; i++)
        {
            test.RunFor(0.5);
            asleep += test.World.Gateway.Board.IsAsleep ? 1 : 0;
            down += test.World.Chip.Power == ChipPower.Sleep ? 1 : 0;
        }

        Assert.IsGreaterThan(560, asleep);
        Assert.IsGreaterThan(560, down);
        Assert.IsFalse(test.World.Gateway.Board.IsWifiOn);
        Assert.AreEqual(SessionState.Off, test.World.Gateway.Firmware.Session.State);
    }

    // Asleep while the radio listens, the processor must be woken by the radio: by the pins of the document.
    [TestMethod]
    [DataRow("cc1101", "GDO0", "GDO2")]
    [DataRow("sx1276", "DIO1", "DIO2")]
    public void Run_WakePins_AreThoseOfThePinMap(string chip, string fifo, string sync)
    {
        using var test = new TestWorld(With(chip, 1)).Start();
        test.RunFor(60);
        var pins = PinMap.ForBoard("devkit");
        var expected = (1UL << pins.PinOf(chip, fifo)) | (1UL << pins.PinOf(chip, sync));
        Assert.AreEqual(expected, test.World.Gateway.Board.WakePins);
        Assert.AreEqual(ChipPower.Receive, test.World.Chip.Power);
        Assert.IsGreaterThan(10u, test.World.Gateway.Firmware.Lines[0].Radio.Counters.Completed);
    }

    // The intervals are on file: one telegram of each meter is enough, half an interval on average.
    [TestMethod]
    public void Run_PowerCut_OneTelegramOfEachMeterIsEnough()
    {
        using var test = new TestWorld(With("cc1101", 24), 4).Start();
        test.RunFor(12 * 3600);
        test.World.PullPlug();
        test.RunFor(60);
        test.World.Gateway.RestorePower();
        var plan = test.World.Gateway.Firmware.Telegrams.Wake.Plan;
        Assert.AreEqual(0, plan.KnownCount);
        Assert.IsTrue(plan.IsSearching);
        test.RunFor(4 * 3600 * 1.05);
        Assert.AreEqual(5, plan.KnownCount, "the one every four hours once");
        Assert.IsFalse(plan.IsSearching);
        test.RunFor(8 * 3600);
        Assert.AreEqual(5, plan.KnownCount);
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.IsGreaterThanOrEqualTo(HeardRatio, report.Meters.ReadRatio, report.ToJson());
    }

    // The clock that windows are reckoned by is the time since boot.
    [TestMethod]
    public void Run_WallClockIsSetBack_WindowsAreKept()
    {
        using var test = new TestWorld(With("cc1101", 24), 5).Start();
        test.RunFor(10 * 3600);
        var plan = test.World.Gateway.Firmware.Telegrams.Wake.Plan;
        var missed = plan.Missed;
        test.World.StepClock(-3 * 86_400_000L);
        test.RunFor(2 * 3600);
        Assert.AreEqual(5, plan.KnownCount);
        Assert.IsLessThanOrEqualTo(missed + 30, plan.Missed);
    }

    [TestMethod]
    public void Run_BrokerIsAway_TheNextSessionsDeliver()
    {
        var scenario = With("cc1101", 40);
        scenario = scenario with
        {
            Broker = scenario.Broker with { Outages = [new ScenarioSpan(2 * HourNs, 20 * HourNs)] },
        };
        var report = Runs.Run(scenario, 6);
        Runs.AssertGood(report);
        Assert.IsGreaterThan(0, report.Energy.SessionsFailed, report.ToJson());
        Assert.IsLessThan(12, report.Energy.SessionsFailed, report.ToJson());
        Assert.IsLessThan(80, report.Store.Pending, report.ToJson());
        Assert.IsGreaterThan(100, report.Store.Acked, report.ToJson());
    }

    [TestMethod]
    public void Run_SessionEveryHour_IsOneEveryHour()
    {
        var scenario = With("cc1101", 12);
        var report = Runs.Run(
            scenario with { Gateway = scenario.Gateway with { SessionEveryS = 3600 } }, 8);
        Runs.AssertGood(report);
        Assert.AreEqual(12, report.Energy.Sessions, 1, report.ToJson());
        Assert.IsLessThan(20, report.Store.Pending, report.ToJson());
    }

    // As many records wait as make a session due, and nobody is there: no session follows at once on the last.
    [TestMethod]
    public void Run_BrokerIsAwayAndPeriodIsShort_WaitsBetweenSessions()
    {
        var scenario = With("cc1101", 14);
        scenario = scenario with
        {
            Gateway = scenario.Gateway with { SessionEveryS = 300, Rules = [.. scenario.Gateway.Rules.Select(EveryOne)] },
            Broker = scenario.Broker with { Outages = [new ScenarioSpan(HourNs, 20 * HourNs)] },
        };
        var report = Runs.Run(scenario, 9);
        Runs.AssertGood(report);
        Assert.IsGreaterThan(64, report.Store.Pending, report.ToJson());
        Assert.IsLessThan(13 * 12, report.Energy.SessionsFailed, report.ToJson());
        Assert.IsGreaterThan(60, report.Energy.SessionsFailed, report.ToJson());
    }

    private static string EveryOne(string rule) => rule.EndsWith("every", StringComparison.Ordinal) ? rule : rule + " every";

    // An alarm does not wait for the hour of the next session.
    [TestMethod]
    public void Run_Alarm_OpensASession()
    {
        var scenario = With("cc1101", 24);
        scenario = scenario with
        {
            Meters = [.. scenario.Meters.Select(
                (group, index) => index == 2 ? group with { AlarmsPerDay = 24 } : group)],
        };
        var calm = Runs.Run(With("cc1101", 24), 7);
        var report = Runs.Run(scenario, 7);
        Runs.AssertGood(report);
        Assert.IsGreaterThan(3, report.Filter.Alarms, report.ToJson());
        Assert.IsGreaterThan(calm.Energy.Sessions + 2, report.Energy.Sessions, report.ToJson());
    }

    private static Scenario With(string chip, int hours)
    {
        var scenario = Runs.Load("battery-5");
        var radio = scenario.Gateway.Radios[0] with { Chip = chip };
        return scenario with
        {
            DurationNs = hours * HourNs,
            Gateway = scenario.Gateway with { Radios = [radio] },
        };
    }
}
