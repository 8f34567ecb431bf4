// What somebody before the box sees and does, on the simulated board: lamps, button, supply warning, watchdog.
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Gateway.App;
using Gateway.App.Panel;
using Gateway.Core;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Board;

[TestClass]
public class PanelTests
{
    [TestMethod]
    public void Status_BrokerAndTelegrams_OneFlash()
    {
        using var test = new TestWorld(Wired("street")).Start();
        test.RunFor(30);
        Assert.AreEqual(1, FlashesACycle(test, "STATUS"));
    }

    [TestMethod]
    public void Status_NoBroker_TwoFlashes()
    {
        using var test = new TestWorld(Wired("street")).Start();
        test.Broker.SetUp(false);
        test.RunFor(60);
        Assert.AreEqual(2, FlashesACycle(test, "STATUS"));
    }

    [TestMethod]
    public void Status_AntennaOff_ThreeFlashesAfterTwentyMinutes()
    {
        using var test = new TestWorld(Silent(Wired("street"))).Start();
        test.RunFor(19 * 60);
        Assert.AreEqual(1, FlashesACycle(test, "STATUS"));
        test.RunFor(2 * 60);
        Assert.AreEqual(3, FlashesACycle(test, "STATUS"));
    }

    [TestMethod]
    public void Status_RadioDead_SixFlashes()
    {
        using var test = new TestWorld(Wired("street"));
        test.World.Chip.Fail(Gateway.Simulator.Chips.ChipFault.Dead);
        test.Start().RunFor(30);
        Assert.AreEqual(6, FlashesACycle(test, "STATUS"));
    }

    [TestMethod]
    public void Lamps_OfTheStm32_SayTheSame()
    {
        using var test = new TestWorld(OnBoard("stm32")).Start();
        test.RunFor(30);
        Assert.AreEqual(1, FlashesACycle(test, "STATUS"));
        Assert.AreEqual(0, FlashesACycle(test, "FAULT"));
        test.World.Chip.Fail(Gateway.Simulator.Chips.ChipFault.Dead);
        test.RunFor(120);
        Assert.AreEqual(6, FlashesACycle(test, "FAULT"));
    }

    [TestMethod]
    public void Lamps_OfTheDevelopmentBoard_EachSaysItsPart()
    {
        using var test = new TestWorld(OnBoard("devkit")).Start();
        test.RunFor(30);
        Assert.AreEqual(1, FlashesACycle(test, "POWER"));
        Assert.IsGreaterThan(0, Count(test, "HEARING", () => test.RunFor(30)));
        Assert.IsTrue(test.World.Gateway.Panel.IsLit("UPLINK"));
        Assert.AreEqual(0, FlashesACycle(test, "FAULT"));
        test.Broker.SetUp(false);
        test.RunFor(60);
        Assert.AreEqual(2, FlashesACycle(test, "UPLINK"));
    }

    [TestMethod]
    public void Button_Short_OpensThePage()
    {
        using var test = new TestWorld(WithPage(Wired("street"))).Start();
        var access = test.World.Gateway.Firmware.Installer.Access;
        var clock = test.World.Gateway.Board;
        test.RunFor(130);
        Assert.IsFalse(access.IsOpen(clock.PeekUs), "the page closes by itself");
        Press(test, 0.3);
        Assert.IsTrue(access.IsOpen(clock.PeekUs));
        Assert.AreEqual(0, test.World.Restarts);
    }

    [TestMethod]
    [DataRow(0.02)]
    [DataRow(2.0)]
    [DataRow(4.8)]
    public void Button_NeitherShortNorLong_DoesNothing(double seconds)
    {
        using var test = new TestWorld(WithPage(Wired("street"))).Start();
        test.RunFor(130);
        Press(test, seconds);
        test.RunFor(20);
        Assert.IsFalse(test.World.Gateway.Firmware.Installer.Access.IsOpen(test.World.Gateway.Board.PeekUs));
        Assert.AreEqual(0, test.World.Restarts);
    }

    [TestMethod]
    public void Button_Long_WarnsThenWipesEverything()
    {
        using var test = new TestWorld(Wired("street")).Start();
        test.RunFor(60);
        var flashes = Count(test, "STATUS", () =>
        {
            test.World.Gateway.Panel.Press(true);
            test.RunFor(4.5);
        });
        Assert.IsGreaterThan(10, flashes, "the warning: four a second");
        Assert.AreEqual(0, test.World.Restarts);
        test.RunFor(1.0);
        test.World.Gateway.Panel.Press(false);
        test.RunFor(60);
        Assert.IsGreaterThan(0, test.World.Restarts);
        Assert.IsNull(test.World.Gateway.Firmware.Installer, "a code would be configuration");
        Assert.IsFalse(test.World.Flash.Drive('I').Files.ContainsKey("gateway.json"));
    }

    [TestMethod]
    public void Button_JammedAtStart_NeverWipes()
    {
        using var test = new TestWorld(Wired("street"));
        test.World.Gateway.Panel.Press(true);
        test.Start().RunFor(30);
        Assert.AreEqual(0, test.World.Restarts);
    }

    [TestMethod]
    public void Button_WhereTheSecondRadioHasThePin_IsNotThere()
    {
        var scenario = Wired("diversity");
        using var test = new TestWorld(scenario).Start();
        test.RunFor(10);
        Press(test, 6);
        test.RunFor(20);
        Assert.AreEqual(0, test.World.Restarts);
        Assert.AreEqual(1, FlashesACycle(test, "STATUS"));
    }

    // The commit takes a second or so by the flash model; hardware-docs/supply.md has the energy for it.
    [TestMethod]
    [DataRow("esp32", 1)]
    [DataRow("esp32", 2)]
    [DataRow("esp32", 3)]
    [DataRow("stm32", 1)]
    public void PowerFail_WarningBeforeTheCut_NothingHeardUntilThenIsLost(string board, int seed)
    {
        using var test = new TestWorld(OnBoard(board), (ulong)seed).Start();
        test.RunFor(300 + (seed * 0.7));
        var heard = test.World.Gateway.Firmware.Store.Counters.Appended;
        test.World.Gateway.Panel.WarnOfPower(true);
        var store = test.World.Gateway.Firmware.Store;
        var flushMs = 0;
        for (; flushMs < 2_500 && store.Counters.Committed < heard; flushMs += 10)
        {
            test.RunFor(0.01);
        }

        var text = $"board {board} seed {seed}: {heard} heard, {store.Counters.Committed} on file, flush {flushMs} ms";
        Console.WriteLine(text);
        Assert.IsGreaterThanOrEqualTo(heard, store.Counters.Committed, text);
        test.RunFor(0.1);
        Assert.IsFalse(test.World.Gateway.Panel.IsLit("STATUS"));
        test.World.PullPlug();
        test.World.Gateway.Panel.WarnOfPower(false);
        test.World.Gateway.RestorePower();
        test.RunFor(60);
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void PowerFail_NoCutFollows_GoesOnAndSaysSo()
    {
        using var test = new TestWorld(Wired("street")).Start();
        test.RunFor(60);
        test.World.Gateway.Panel.WarnOfPower(true);
        test.RunFor(5);
        var messages = 0;
        test.Broker.Delivered += (_, _) => messages++;
        test.RunFor(50);
        Assert.AreEqual(0, messages, "nothing is sent on what is left");
        test.World.Gateway.Panel.WarnOfPower(false);
        test.RunFor(60);
        Assert.IsGreaterThan(0, messages);
        Assert.IsFalse(test.World.Gateway.Firmware.Upkeep.Panel.IsPowerFailing);
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Loop_Hangs_IsRestartedAndTheCauseIsReported()
    {
        using var test = new TestWorld(Wired("street")).Start();
        var causes = new List<string>();
        test.Broker.Delivered += (topic, payload) => AddCause(topic, payload, causes);
        test.RunFor(60);
        test.World.HangLoop();
        test.RunFor(55);
        Assert.AreEqual(0, test.World.Restarts, "patience");
        test.RunFor(90);
        Assert.AreEqual(1, test.World.Restarts);
        Assert.AreEqual("watchdog", causes[^1]);
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void LoopWatch_BeatsOrNot_OverdueAfterItsPatience()
    {
        var watch = new LoopWatch();
        Assert.IsFalse(watch.IsOverdue(0), "the first look begins the time");
        Assert.IsFalse(watch.IsOverdue(LoopWatch.PatienceMs - 1));
        Assert.IsTrue(watch.IsOverdue(LoopWatch.PatienceMs));
        watch.Beat();
        Assert.IsFalse(watch.IsOverdue(2 * LoopWatch.PatienceMs));
        Assert.IsTrue(watch.IsOverdue(3 * LoopWatch.PatienceMs));
    }

    [TestMethod]
    public void BlinkCode_EveryCode_FlashesAsOftenAsItsNumber()
    {
        for (var code = 0; code <= 7; code++)
        {
            var (flashes, wasLit) = (0, false);
            for (long us = 0; us < BlinkCode.CycleUs; us += 10_000)
            {
                var isLit = BlinkCode.IsLit(code, us);
                flashes += isLit && !wasLit ? 1 : 0;
                wasLit = isLit;
            }

            Assert.AreEqual(code, flashes);
        }
    }

    [TestMethod]
    public void ButtonReader_ContactThatBounces_IsNoPressUntilTwoLooksAgree()
    {
        var pin = new BouncingPin();
        var button = new ButtonReader(pin);
        var nowUs = 0L;
        ButtonPress Look(bool active)
        {
            pin.IsActive = active;
            return button.Step(nowUs += 20_000);
        }

        for (var i = 0; i < 40; i++)
        {
            Assert.AreEqual(ButtonPress.None, Look(i % 2 == 1), $"look {i}");
        }

        Assert.AreEqual(ButtonPress.None, Look(false));
        Assert.AreEqual(ButtonPress.None, Look(true));
        Assert.AreEqual(ButtonPress.None, Look(true));
        Assert.AreEqual(ButtonPress.Short, Look(false));
        Assert.AreEqual(ButtonPress.None, Look(false));
    }

    [TestMethod]
    public void BlinkCode_NextChange_IsWhereTheLevelChanges()
    {
        foreach (var code in new[] { 0, 1, 2, 6, 7, BlinkCode.Lit, BlinkCode.Warning })
        {
            for (long us = 0; us < 2 * BlinkCode.CycleUs; us += 12_345)
            {
                var next = Math.Min(BlinkCode.NextChangeUs(code, us), us + BlinkCode.CycleUs);
                Assert.IsGreaterThan(us, next);
                for (var at = us; at < next; at += 5_000)
                {
                    Assert.AreEqual(BlinkCode.IsLit(code, us), BlinkCode.IsLit(code, at), $"code {code} at {at}");
                }
            }
        }
    }

    private static void Press(TestWorld test, double seconds)
    {
        test.World.Gateway.Panel.Press(true);
        test.RunFor(seconds);
        test.World.Gateway.Panel.Press(false);
        test.RunFor(0.2);
    }

    private static int FlashesACycle(TestWorld test, string lamp) =>
        Count(test, lamp, () => test.RunFor(4 * BlinkCode.CycleUs / 1e6)) / 4;

    private static int Count(TestWorld test, string lamp, Action action)
    {
        var count = 0;
        void Changed(long ns, string name, bool lit) => count += name == lamp && lit ? 1 : 0;
        test.World.Gateway.Panel.LampChanged += Changed;
        action();
        test.World.Gateway.Panel.LampChanged -= Changed;
        return count;
    }

    private static Scenario Wired(string name)
    {
        var scenario = Runs.Load(name);
        return scenario with { Gateway = scenario.Gateway with { HasPanel = true } };
    }

    private static Scenario OnBoard(string board)
    {
        var scenario = Wired("street");
        return scenario with { Gateway = scenario.Gateway with { Board = board } };
    }

    private static Scenario WithPage(Scenario scenario) => scenario with
    {
        Gateway = scenario.Gateway with { PagePort = FreePort(), PageMinutes = 2 },
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Scenario Silent(Scenario scenario) => scenario with
    {
        Faults = [new ScenarioFault { AtNs = 0, Kind = FaultKind.AntennaLoss, Amount = 200 }],
    };

    private static void AddCause(string topic, byte[] payload, List<string> causes)
    {
        if (topic.EndsWith("/event/stats", StringComparison.Ordinal))
        {
            causes.Add(JsonDocument.Parse(payload).RootElement.GetProperty("resets").GetProperty("cause").GetString());
        }
    }

    private sealed class BouncingPin : IAlertPin
    {
        public bool IsActive { get; set; }

        public Action Changed { get; set; }
    }
}
