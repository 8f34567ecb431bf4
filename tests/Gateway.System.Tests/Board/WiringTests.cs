using System;
using System.IO;
using System.Linq;
using Gateway.Core;
using Gateway.Radio;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Board;

/// <summary>The hardware document is executable: a pin that differs from the board file's fails
/// here.</summary>
[TestClass]
public class WiringTests
{
    [TestMethod]
    public void Run_PinsAsTheDocumentHasThem_RadioListens()
    {
        using var test = Wired("", "");
        test.Start();
        Assert.AreEqual(RadioStatus.Ok, test.World.Gateway.Firmware.Lines[0].Status);
        test.RunFor(60);
        Assert.IsGreaterThan(0, test.Finish().Radio.ReceivedOk);
    }

    [TestMethod]
    [DataRow("CSN,32,", "CSN,33,", "GPIO 32")]
    [DataRow("SI,23,", "SI,33,", "SPI1_MOSI on GPIO 23")]
    [DataRow("SO,19,", "SO,33,", "SPI1_MISO on GPIO 19")]
    [DataRow("SCLK,18,", "SCLK,37,", "SPI1_CLOCK on GPIO 18")]
    [DataRow("GDO0,34,", "GDO0,35,", "GPIO 34")]
    [DataRow("GDO2,39,", "GDO2,35,", "GPIO 39")]
    [DataRow("SPI1_MOSI", "SPI2_MOSI", "SPI2_MOSI")]
    [DataRow("cc1101,GDO2,39,GPIO,in,input-only pin; sync word found", "", "GPIO 39")]
    [DataRow(",34,GPIO,in", ",34,GPIO,out", "cc1101.GDO0")]
    public void Run_PinElsewhere_FailsAndNamesThePin(string right, string wrong, string named)
    {
        using var test = Wired(right, wrong);
        var error = Assert.ThrowsExactly<SimulationException>(() => test.Start());
        StringAssert.Contains(error.Message, named);
    }

    // Every wire of the radio on every board: whatever pin the document has instead, the start fails and says which
    // wire it is, or the radio says that its pins are not where they should be.
    [TestMethod]
    [DataRow("esp32", "cc1101")]
    [DataRow("esp32", "sx1276")]
    [DataRow("devkit", "cc1101")]
    [DataRow("devkit", "sx1276")]
    [DataRow("stm32", "cc1101")]
    [DataRow("stm32", "sx1276")]
    public void Run_EachPinOfTheRadioMoved_FailsAndNamesThePin(string board, string chip)
    {
        var street = Runs.Load("street");
        var profile = chip == "cc1101" ? RadioProfile.T1C1 : RadioProfile.S1;
        var scenario = street with
        {
            Gateway = street.Gateway with { Board = board, Radios = [ScenarioRadio.Of(chip, profile)] },
        };
        var name = $"pinmap-{board}.csv";
        var text = File.ReadAllText(Path.Combine(Runs.Root(), "hardware-docs", name));
        using (var right = new TestWorld(scenario, pins: PinMap.Parse(name, text)).Start())
        {
            Assert.AreEqual(RadioStatus.Ok, right.World.Gateway.Firmware.Lines[0].Status);
        }

        foreach (var line in PinMap.Parse(name, text).Of(chip))
        {
            var (old, moved) = ($"{chip},{line.Signal},{line.BoardPin},", $"{chip},{line.Signal},111,");
            StringAssert.Contains(text, old);
            using var test = new TestWorld(scenario, pins: PinMap.Parse(name, text.Replace(old, moved)));
            var error = Assert.ThrowsExactly<SimulationException>(() => test.Start(), $"{board} {old}");
            StringAssert.Contains(error.Message, $"{line.BoardPin}", $"{board} {chip}.{line.Signal}: {error.Message}");
            StringAssert.Contains(error.Message, name, $"{board} {chip}.{line.Signal}: {error.Message}");
        }
    }

    [TestMethod]
    [DataRow("", "", Gateway.Store.StoreStatus.Formatted)]
    [DataRow("card,CLK,14,", "card,CLK,37,", Gateway.Store.StoreStatus.TooSmall)]
    [DataRow("card,DO,2,", "card,DO,37,", Gateway.Store.StoreStatus.TooSmall)]
    [DataRow("card,DI,15,", "card,DI,37,", Gateway.Store.StoreStatus.TooSmall)]
    [DataRow("card,CS,13,", "card,CS,37,", Gateway.Store.StoreStatus.TooSmall)]
    [DataRow("SPI2_CLOCK", "SPI1_CLOCK", Gateway.Store.StoreStatus.TooSmall)]
    public void Run_CardWhereTheDocumentHasIt_OnlyThenTheLogOpens(
        string right, string wrong, Gateway.Store.StoreStatus expected)
    {
        using var test = new TestWorld(OnCard(Runs.Load("street")), pins: Pins(right, wrong)).Start();
        Assert.AreEqual(expected, test.World.Gateway.Firmware.StoreStatus);
    }

    [TestMethod]
    public void Run_NothingConfigured_OpensNothing()
    {
        using var test = new TestWorld(Runs.Load("street")).Start();
        test.RunFor(60);
        Assert.IsEmpty(test.World.Gateway.Board.Opened);
        using var line = new TestWorld(OnCard(AtPort(Runs.Load("mbus-250-9600"), 2))).Start();
        line.RunFor(180);
        Assert.AreEqual(2, line.World.Gateway.Board.Opened.Distinct().Count(), "the card, and one port");
        CollectionAssert.Contains(line.World.Gateway.Board.Opened.ToList(), "card");
    }

    [TestMethod]
    [DataRow("mini", false, "gateway.log: size mini has no memory for the log of a card")]
    [DataRow("full", true, "wired.ports[0].port: the card of gateway.log has its pins")]
    public void Run_CardThatDoesNotFit_IsRefusedWithPathAndReason(string size, bool hasLine, string message)
    {
        var scenario = Runs.Load(hasLine ? "dlt645-32" : "street");
        var onCard = OnCard(scenario);
        using var test = new TestWorld(onCard with { Gateway = onCard.Gateway with { Size = size } });
        var error = Assert.ThrowsExactly<SimulationException>(() => test.Start());
        StringAssert.Contains(error.Message, message);
    }

    [TestMethod]
    [DataRow("dlt645-32", 2, true)]
    [DataRow("dlt645-32", 3, true)]
    [DataRow("dlt645-32", 1, false)]
    [DataRow("mbus-250-9600", 2, true)]
    [DataRow("mbus-250-9600", 0, false)]
    public void Run_LineAtAPort_IsReadBesideTheCard(string name, int port, bool onCard)
    {
        var scenario = AtPort(Runs.Load(name), port);
        var report = Runs.Run(
            (onCard ? OnCard(scenario) : scenario) with { DurationNs = 3 * Runs.MinuteNs }, 1);

        Runs.AssertGood(report);
        Assert.IsGreaterThan(0, report.Wired.ReadsOk);
        Assert.IsEmpty(report.Wired.Lines[0].Failures);
    }

    [TestMethod]
    [DataRow(0, true, false, 1, "cc1101", "wired.ports[0].port: the card of gateway.log has its pins")]
    [DataRow(1, false, true, 1, "cc1101", "wired.ports[0].port: the modem of uplink.links has this UART")]
    [DataRow(3, false, true, 1, "cc1101", "wired.ports[0].port: the modem of uplink.links has this UART")]
    [DataRow(2, false, false, 2, "cc1101", "wired.ports[0].port: the second radio has its pins")]
    [DataRow(3, false, false, 2, "cc1101", "wired.ports[0].port: the second radio has its pins")]
    [DataRow(2, false, false, 1, "sx1276", "wired.ports[0].port: the reset of the SX1276 has a pin of it")]
    [DataRow(2, true, true, 1, "cc1101", null)]
    [DataRow(3, true, false, 1, "sx1276", null)]
    [DataRow(0, false, true, 2, "sx1276", null)]
    public void Fits_PortBesideOtherParts_IsRefusedWithWhatHasItsPins(
        int port, bool card, bool modem, int radios, string chip, string expected)
    {
        var scenario = AtPort(Runs.Load("dlt645-32"), port);
        var profile = chip == "cc1101" ? RadioProfile.T1C1 : RadioProfile.S1;
        AssertProblem(expected, scenario with
        {
            Gateway = scenario.Gateway with
            {
                Log = card ? "card" : "internal",
                Links = modem ? ["modem"] : [],
                Radios = [.. Enumerable.Range(0, radios).Select(_ => ScenarioRadio.Of(chip, profile))],
            },
        });
    }

    [TestMethod]
    [DataRow(0, 2, "wired.ports[0].port: ports 0 and 2 have the same UART")]
    [DataRow(1, 3, "wired.ports[0].port: ports 1 and 3 have the same UART")]
    [DataRow(0, 1, null)]
    [DataRow(2, 3, null)]
    [DataRow(0, 3, null)]
    public void Fits_TwoLines_WantAUartEach(int first, int second, string expected)
    {
        var scenario = Runs.Load("mbus-64");
        var lines = new[]
        {
            scenario.Gateway.Wired[0] with { Port = first },
            Runs.Load("dlt645-32").Gateway.Wired[0] with { Port = second },
        };
        AssertProblem(expected, scenario with { Gateway = scenario.Gateway with { Wired = lines } });
    }

    [TestMethod]
    public void Run_OnlyTheOtherChipInTheDocument_FailsAndNamesTheComponent()
    {
        // The alternative sits on the same pins; its lines must not stand in for those of the chip that is there.
        using var test = Wired("cc1101,", "cc1102,");
        var error = Assert.ThrowsExactly<SimulationException>(() => test.Start());
        StringAssert.Contains(error.Message, "cc1101");
    }

    [TestMethod]
    public void Run_GdoPinsSwapped_RadioSaysSoAndHearsNothing()
    {
        using var test = Wired("GDO0,34,", "GDO0,39,", "GDO2,39,", "GDO2,34,");
        test.Start();
        Assert.AreEqual(RadioStatus.PinMismatch, test.World.Gateway.Firmware.Lines[0].Status);
        CollectionAssert.Contains(test.Warnings, "the radio does not start: PinMismatch");
        test.RunFor(60);
        var report = test.Finish();
        Assert.AreEqual(0, report.Radio.ReceivedOk);
        Runs.AssertGood(report);
    }

    private static void AssertProblem(string expected, Scenario scenario)
    {
        using var test = new TestWorld(scenario);
        if (expected == null)
        {
            test.Start();
            return;
        }

        StringAssert.Contains(Assert.ThrowsExactly<SimulationException>(() => test.Start()).Message, expected);
    }

    private static Scenario AtPort(Scenario scenario, int port) => scenario with
    {
        Gateway = scenario.Gateway with { Wired = [scenario.Gateway.Wired[0] with { Port = port }] },
    };

    private static Scenario OnCard(Scenario scenario) =>
        scenario with { Gateway = scenario.Gateway with { Log = "card" } };

    private static TestWorld Wired(params string[] replacements) =>
        new(Runs.Load("street"), pins: Pins(replacements));

    private static PinMap Pins(params string[] replacements)
    {
        var name = "pinmap-esp32.csv";
        var text = File.ReadAllText(Path.Combine(Runs.Root(), "hardware-docs", name));
        for (var i = 0; i < replacements.Length; i += 2)
        {
            if (replacements[i].Length > 0)
            {
                StringAssert.Contains(text, replacements[i]);
                text = text.Replace(replacements[i], replacements[i + 1], StringComparison.Ordinal);
            }
        }

        return PinMap.Parse(name, text);
    }
}
