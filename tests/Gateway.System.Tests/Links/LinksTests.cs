using System;
using System.Linq;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;
using Gateway.Uplink.Links;
using Gateway.Uplink.Modem;

namespace Gateway.System.Tests.Links;

/// <summary>Ethernet, WiFi and the modem on the simulated board: the firmware's own entry, its pins, its UART.</summary>
[TestClass]
public class LinksTests
{
    [TestMethod]
    public void Run_LinksFailInTurn_EverythingIsAccountedForAndEachLinkWasUsed()
    {
        using var test = new TestWorld(Runs.Load("links-failover")).Start();
        test.RunFor(7_200);
        var links = test.World.Gateway.Firmware.Uplink.Links;
        var report = test.Finish();
        Runs.AssertGood(report);
        Assert.AreEqual("ethernet", links.Current.Name, "the preferred one is back");
        Assert.IsTrue(links.Counters.Connects.All(count => count > 0), string.Join('/', links.Counters.Connects));
        Assert.IsGreaterThanOrEqualTo(3, links.Counters.Changes[(int)LinkChange.LinkDown]);
        Assert.IsGreaterThanOrEqualTo(2, links.Counters.Changes[(int)LinkChange.Return]);
        Assert.AreEqual(8, report.Faults.Count);
        Console.WriteLine($"{report.Uplink.Records} records, {report.Uplink.Repeated} repeated; connects by ethernet, wifi, "
            + $"modem {string.Join('/', links.Counters.Connects)}; longest slice {test.World.Gateway.LongestSlice}");
    }

    /// <summary>The modem's own MQTT client is mosquitto's here: what arrives is what a headend would get.</summary>
    [TestMethod]
    public void Run_OnlyTheModemAndARealBroker_EverythingArrives()
    {
        Runs.RequireMosquitto();
        var scenario = Runs.Load("links-failover");
        scenario = scenario with
        {
            DurationNs = 15 * Runs.MinuteNs,
            Gateway = scenario.Gateway with { Links = ["modem"] },
            Faults =
            [
                new ScenarioFault { AtNs = 5 * Runs.MinuteNs, Kind = FaultKind.Modem, Name = "reboot" },
                new ScenarioFault { AtNs = 8 * Runs.MinuteNs, ForNs = Runs.MinuteNs, Kind = FaultKind.Modem, Name = "network_lost" },
            ],
        };
        var report = Runs.Run(scenario, 4, new BrokerChoice(BrokerKind.Auto));
        Runs.AssertGood(report);
        Assert.IsGreaterThan(400, report.Uplink.Records);
        Assert.AreEqual(report.Store.Appended, report.Store.Acked);
    }

    [TestMethod]
    public void Run_PlugPulledWhileTheModemSends_EverythingArrives()
    {
        var scenario = Runs.Load("links-failover");
        scenario = scenario with { Gateway = scenario.Gateway with { Links = ["modem"] }, Faults = [] };
        using var test = new TestWorld(scenario).Start();
        for (var cut = 0; cut < 4; cut++)
        {
            test.RunFor(90 + (17.3 * cut));
            test.World.PullPlug();
            test.RunFor(5);
            test.World.Gateway.RestorePower();
        }

        test.RunFor(120);
        Runs.AssertGood(test.Finish());
        Assert.AreEqual(ModemState.Online, test.World.Gateway.Firmware.Ways.Modem.State);
    }

    [TestMethod]
    public void Run_ModemOnly_ClockComesFromTheMobileNetworkUntilATimeServerAnswers()
    {
        var scenario = Runs.Load("links-failover");
        scenario = scenario with { Gateway = scenario.Gateway with { Links = ["modem"] }, Faults = [] };
        using var test = new TestWorld(scenario).Start();
        test.RunFor(60);
        Assert.IsTrue(test.World.Gateway.Firmware.Ways.Modem.TryGetUnixMs(
            test.World.Gateway.Board.PeekUs, out var unixMs));
        var expected = new DateTimeOffset(scenario.StartUtc, TimeSpan.Zero).ToUnixTimeMilliseconds() + 60_000;
        Assert.AreEqual(expected, unixMs, 2_000);
    }

    [TestMethod]
    public void Run_PowerKeyElsewhere_FailsAndNamesThePin()
    {
        using var test = Rewired("modem,PWRKEY,4,", "modem,PWRKEY,33,");
        var error = Assert.ThrowsExactly<SimulationException>(() => test.Start());
        StringAssert.Contains(error.Message, "GPIO 4");
    }

    /// <summary>A UART that does not open is no reason to stop: the installer reads what is wrong.</summary>
    [TestMethod]
    [DataRow("modem,RXD,26,", "modem,RXD,33,")]
    [DataRow("modem,TXD,27,", "modem,TXD,33,")]
    public void Run_UartElsewhere_ModemDoesNotAnswer(string right, string wrong)
    {
        using var test = Rewired(right, wrong).Start();
        test.RunFor(120);
        var modem = test.World.Gateway.Firmware.Ways.Modem;
        Assert.AreEqual("modem does not answer: power, UART", modem.Trouble);
        Assert.AreEqual("ethernet", test.World.Gateway.Firmware.Uplink.Links.Current.Name);
        Runs.AssertGood(test.Finish());
    }

    private static TestWorld Rewired(string right, string wrong)
    {
        var text = global::System.IO.File.ReadAllText(
            global::System.IO.Path.Combine(Runs.Root(), "hardware-docs", "pinmap-esp32.csv"));
        StringAssert.Contains(text, right);
        var pins = PinMap.Parse("pinmap-esp32.csv", text.Replace(right, wrong, StringComparison.Ordinal));
        return new TestWorld(Runs.Load("links-failover"), pins: pins);
    }
}
