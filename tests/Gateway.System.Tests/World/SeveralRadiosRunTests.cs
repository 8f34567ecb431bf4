using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.Core;
using Gateway.Simulator.Meters;
using Gateway.Simulator.World;

namespace Gateway.System.Tests.World;

/// <summary>Whole runs with two radios, and with one that listens to several profiles in turn.</summary>
[TestClass]
public class SeveralRadiosRunTests
{
    public TestContext TestContext { get; set; }

    [TestMethod]
    public void Run_Diversity_HearsMoreThanEitherRadioAloneAndStoresEachFrameOnce()
    {
        var scenario = Runs.Load("diversity") with { DurationNs = 60 * Runs.MinuteNs };
        var (pair, records) = RunAndCollect(scenario);
        var alone = Runs.Run(WithRadios(scenario, scenario.Gateway.Radios[0]), scenario.Seed);
        var other = Runs.Run(WithRadios(scenario, scenario.Gateway.Radios[1]), scenario.Seed);
        TestContext.WriteLine(
            $"read of {pair.Air.Sent}: north {alone.Meters.ReadRatio:P1}, south {other.Meters.ReadRatio:P1}, both " +
            $"{pair.Meters.ReadRatio:P1}; {pair.Radio.CopiesMerged} copies merged, only north " +
            $"{pair.Radios[0].OnlyHere}, only south {pair.Radios[1].OnlyHere}");
        Runs.AssertGood(pair);
        Runs.AssertGood(alone);
        Assert.IsGreaterThan(alone.Meters.ReadRatio + 0.03, pair.Meters.ReadRatio);
        Assert.IsGreaterThan(other.Meters.ReadRatio + 0.03, pair.Meters.ReadRatio);

        // Every frame that came to either radio is one telegram: both, or one of them.
        var telegrams = pair.Radio.ReceivedOk - pair.Radio.CopiesMerged;
        Assert.AreEqual(telegrams, pair.Radio.CopiesMerged + pair.Radios.Sum(radio => radio.OnlyHere));
        Assert.IsGreaterThan(0, pair.Radio.CopiesMerged);
        Assert.IsTrue(pair.Radios.All(radio => radio.OnlyHere > 0));
        Assert.AreEqual(0, pair.Filter.Duplicate);
        Assert.AreEqual(0, pair.Radio.Overflow);
        Assert.HasCount((int)telegrams, records);
        var withTwo = records.Where(record => record.TryGetProperty("rssi2_dbm", out _)).ToList();
        Assert.HasCount((int)pair.Radio.CopiesMerged, withTwo);
        Assert.IsTrue(withTwo.All(record =>
            record.GetProperty("rssi2_dbm").GetInt32() <= record.GetProperty("rssi_dbm").GetInt32()));
    }

    [TestMethod]
    public void Run_SameAntenna_GainsLessThanAnAntennaForEach()
    {
        var scenario = Runs.Load("diversity") with { DurationNs = 30 * Runs.MinuteNs };
        var radios = scenario.Gateway.Radios;
        var apart = Runs.Run(scenario, 1);
        var shared = Runs.Run(WithRadios(scenario, radios[0], radios[1] with { Antenna = 1 }), 1);
        Runs.AssertGood(shared);
        Assert.IsGreaterThan(shared.Meters.ReadRatio, apart.Meters.ReadRatio);
        Assert.IsLessThan(
            apart.Radios.Sum(radio => radio.OnlyHere), shared.Radios.Sum(radio => radio.OnlyHere),
            "what one antenna does not get, both radios do not get");
    }

    // Packets of a meter's linkIQ-style data come up to three at a time within two cycles of the schedule: heard or missed
    // together, as dice go. So a count says as little as one of a third as many.
    private const int LinkIqCluster = 3;

    /// <summary>What a radio that listens in turn hears of each mode: the share of its time, less what meets another frame
    /// of its mode. A frame that a turn's end finds under way is waited for, so turns cost none. Three standard deviations
    /// are allowed on either side, and losing both frames of an overlap is the most.</summary>
    [TestMethod]
    [DataRow("T1", "T1C1", 0.012, 1)]
    [DataRow("S1", "S1", 0.050, 1)]
    [DataRow("LIQ", "LIQ", 0.160, LinkIqCluster)]
    public void Run_Alternating_HearsOfEachModeTheShareOfItsTime(string mode, string word, double longestS, int cluster)
    {
        var scenario = Runs.Load("alternating") with { DurationNs = 6 * 60 * Runs.MinuteNs };
        var report = Runs.Run(scenario, scenario.Seed);
        Runs.AssertGood(report);
        var radio = report.Radios.Single();
        var turns = scenario.Gateway.Radios[0].Turns;
        var planned = (double)turns.Single(turn => turn.Word == word).DwellS / turns.Sum(turn => turn.DwellS);
        Assert.AreEqual(planned, radio.Listened[word], 0.003, word);

        var heard = report.Meters.Modes[mode];
        var perS = heard.Sent / (scenario.DurationNs / 1e9);
        var alone = Math.Exp(-2 * perS * longestS);
        var deviation = Math.Sqrt(planned * (1 - planned) * cluster / heard.Sent);
        TestContext.WriteLine(
            $"{mode}: listened {radio.Listened[word]:P1}, read {heard.ReadRatio:P1} of {heard.Sent}; " +
            $"without overlap {alone:P1}, deviation {deviation:P1}");
        Assert.IsGreaterThan((planned * alone) - (3 * deviation), heard.ReadRatio);
        Assert.IsLessThan(planned + (3 * deviation), heard.ReadRatio);
        Assert.AreEqual(0, radio.Restarts);
        Assert.IsGreaterThan(3 * 350, radio.Switches);
        Assert.IsGreaterThan(0, radio.OffChannel);
    }

    /// <summary>Two chips on one bus, each with a channel of its own: both hear all of their own.</summary>
    [TestMethod]
    public void Run_TwoRadiosOnTwoChannels_EachHearsItsOwn()
    {
        var turns = Runs.Load("alternating");
        var scenario = WithRadios(
            turns with { DurationNs = 30 * Runs.MinuteNs },
            ScenarioRadio.Of("sx1276", RadioProfile.T1C1),
            ScenarioRadio.Of("cc1101", RadioProfile.S1));
        var report = Runs.Run(scenario, 3);
        Runs.AssertGood(report);
        Assert.IsGreaterThan(0.95, report.Meters.Modes["T1"].ReadRatio);
        Assert.IsGreaterThan(0.95, report.Meters.Modes["S1"].ReadRatio);
        Assert.AreEqual(0, report.Meters.Modes["LIQ"].Read);
        Assert.AreEqual(0, report.Radio.CopiesMerged);
        Assert.AreEqual(0, report.Radio.Overflow);
    }

    /// <summary>A broken chip costs what only it would have heard; the other one goes on.</summary>
    [TestMethod]
    public void Run_SecondChipDead_FirstGoesOn()
    {
        var diversity = Runs.Load("diversity");
        var scenario = diversity with
        {
            DurationNs = 40 * Runs.MinuteNs,
            Faults = [new ScenarioFault { AtNs = 0, Radio = 1, Kind = FaultKind.RadioDead }],
        };
        var report = Runs.Run(scenario, 1);
        var alone = Runs.Run(WithRadios(scenario with { Faults = [] }, diversity.Gateway.Radios[0]), 1);
        Runs.AssertGood(report);
        Assert.IsLessThan(0.01, report.Radios[1].Listened["T1C1"]);
        Assert.IsGreaterThan(0.99, report.Radios[0].Listened["T1C1"]);
        Assert.AreEqual(alone.Meters.ReadRatio, report.Meters.ReadRatio, 0.02);
    }

    /// <summary>T1 frames of 48 bytes with so much silence between them: 114 frames a second at one radio, more than
    /// a channel ever carries; 78 a second at each of two at once, and of meters that are all new. Of more, two radios lose
    /// some (ADR 0007): the pool is full when the log's commits are late.</summary>
    [TestMethod]
    [DataRow(1, 1_500, 20)]
    [DataRow(2, 5_500, 20)]
    [DataRow(1, 9_500, 400)]
    public void Run_FrameAfterFrame_NothingIsLost(int radios, int gapUs, int meters)
    {
        var scenario = Runs.Load("diversity") with { Meters = [], Air = new ScenarioAir { NoiseFalseSyncs = false } };
        scenario = WithRadios(scenario, [.. scenario.Gateway.Radios.Take(radios)]);
        using var test = new TestWorld(scenario);
        test.World.Medium.FixedPathLossDb = 60;
        test.Start();
        test.RunFor(5);
        const int Frames = 400;
        var atNs = test.World.Time.NowNs + 1_000_000;
        for (var i = 0; i < Frames; i++)
        {
            var telegram = Telegrams.Random(48, 900 + i);
            Telegrams.Random(48, 900 + (i % meters)).AsSpan(2, 8).CopyTo(telegram.AsSpan(2)); // M- and A-field
            var air = FrameEncoder.Encode(telegram, AirMode.T1);
            test.World.Transmit(AirTraffic.Frame(
                atNs, air, air.Channel.CarrierHz, 0, default, new SentFrame(telegram, null)));
            atNs += air.DurationNs + (gapUs * 1_000L);
        }

        test.RunFor((atNs - test.World.Time.NowNs) / 1e9);
        var report = test.Finish();
        Runs.AssertGood(report);
        TestContext.WriteLine(
            $"{radios} radios, {gapUs} us: {report.Radio.ReceivedOk} copies, {report.Filter.Accepted} of {Frames} frames, " +
            $"{report.Radio.Missed} missed, {report.Radio.Overflow} overflows");
        Assert.AreEqual(0, report.Radio.Overflow);
        Assert.AreEqual(radios * Frames, report.Radio.ReceivedOk);
        Assert.AreEqual((radios - 1) * Frames, report.Radio.CopiesMerged);
        Assert.AreEqual(Frames, report.Filter.Accepted);
    }

    private static Scenario WithRadios(Scenario scenario, params ScenarioRadio[] radios) =>
        scenario with { Gateway = scenario.Gateway with { Radios = radios } };

    private static (Report Report, List<JsonElement> Records) RunAndCollect(Scenario scenario)
    {
        using var test = new TestWorld(scenario, scenario.Seed).Start();
        var records = new List<JsonElement>();
        test.World.Deliveries.RecordArrived += (json, _) =>
        {
            using var document = JsonDocument.Parse(json);
            records.Add(document.RootElement.Clone());
        };
        test.RunFor(scenario.DurationNs / 1e9);
        return (test.Finish(), records);
    }
}
