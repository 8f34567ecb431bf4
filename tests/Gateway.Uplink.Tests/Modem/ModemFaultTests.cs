using System;
using System.Linq;
using Gateway.Mqtt;
using Gateway.Simulator.Network.Modem;
using Gateway.Store;
using Gateway.Core;
using Gateway.Uplink.Links;
using Gateway.Uplink.Modem;

namespace Gateway.Uplink.Tests.Modem;

/// <summary>Every fault of the model: what is reported meanwhile, and that all records arrive afterwards.</summary>
[TestClass]
public class ModemFaultTests
{
    /// <summary>The fault comes over a standing connection, lasts ten minutes, and goes.</summary>
    [TestMethod]
    [DataRow(ModemFault.NetworkLost)]
    [DataRow(ModemFault.RegistrationDenied)]
    [DataRow(ModemFault.Stuck)]
    [DataRow(ModemFault.StuckHard)]
    [DataRow(ModemFault.SlowAnswers)]
    [DataRow(ModemFault.GarbledAnswers)]
    [DataRow(ModemFault.LostPrompt)]
    [DataRow(ModemFault.NoData)]
    [DataRow(ModemFault.BrokerRefused)]
    public void Fault_OverAStandingConnection_EverythingArrivesInTheEnd(ModemFault fault)
    {
        var bench = new ModemBench(uplink: Quick).GoOnline();
        Add(bench, 20);
        bench.RunSeconds(2);
        bench.Model.Fail(fault);
        Add(bench, 20);
        bench.RunSeconds(600);
        bench.Model.Repair(fault);
        Add(bench, 20);
        bench.RunUntil(() => bench.Uplink.IsDrained, 4_000, $"drained after {fault}");
        AssertAllArrived(bench, 60);
        bench.RunUntil(() => bench.Driver.State == ModemState.Online, 4_000, "online");
        Assert.AreEqual(ModemTrouble.None, bench.Driver.LastTrouble);
    }

    [TestMethod]
    [DataRow(ModemFault.NetworkLost, ModemTrouble.NoNetwork, "no mobile network found")]
    [DataRow(ModemFault.RegistrationDenied, ModemTrouble.RegistrationDenied, "registration denied")]
    [DataRow(ModemFault.SimMissing, ModemTrouble.SimMissing, "SIM missing")]
    [DataRow(ModemFault.SimPin, ModemTrouble.SimPinNeeded, "SIM wants a PIN")]
    [DataRow(ModemFault.StuckHard, ModemTrouble.NoAnswer, "modem does not answer")]
    [DataRow(ModemFault.NoData, ModemTrouble.NoDataService, "no data connection")]
    [DataRow(ModemFault.BrokerRefused, ModemTrouble.BrokerRefusedLogin, "broker refused user")]
    public void Fault_FromTheStart_IsNamedForTheInstaller(ModemFault fault, ModemTrouble trouble, string text)
    {
        var bench = new ModemBench();
        bench.Model.Fail(fault);
        bench.Start();
        bench.RunUntil(() => bench.Uplink.Counters.ConnectsByStatus.Sum() > 0, 600, "a result");
        Assert.AreEqual(trouble, bench.Driver.LastTrouble);
        Assert.StartsWith(text, bench.Driver.Trouble);
        Assert.AreEqual(ModemTroubleText.StatusOf(trouble), bench.Uplink.LastStatus);
        Assert.AreEqual(0, bench.Uplink.Counters.Connects);
    }

    [TestMethod]
    [DataRow(ModemFault.NetworkLost)]
    [DataRow(ModemFault.RegistrationDenied)]
    [DataRow(ModemFault.SimMissing)]
    [DataRow(ModemFault.StuckHard)]
    [DataRow(ModemFault.NoData)]
    [DataRow(ModemFault.BrokerRefused)]
    public void Fault_FromTheStartUntilRepaired_ConnectsAfterwards(ModemFault fault)
    {
        var bench = new ModemBench();
        bench.Model.Fail(fault);
        bench.Start();
        bench.RunSeconds(900);
        Assert.AreEqual(0, bench.Uplink.Counters.Connects);
        bench.Model.Repair(fault);
        bench.RunUntil(() => bench.Uplink.State == UplinkState.Online, 4_000, "online");
    }

    /// <summary>A dead modem is not worn out: power cycles come ever more rarely.</summary>
    [TestMethod]
    public void StuckForADay_PowerCycles_AreBounded()
    {
        var bench = new ModemBench();
        bench.Model.Fail(ModemFault.StuckHard);
        bench.Model.Fail(ModemFault.Stuck);
        bench.Start();
        for (var i = 0; i < 24 * 60; i++)
        {
            bench.RunSeconds(60);
            bench.Model.Fail(ModemFault.StuckHard);
        }

        var all = bench.Driver.Counters.PowerCycles + bench.Driver.Counters.Resets;
        Console.WriteLine($"24 h without an answer: {bench.Driver.Counters.PowerCycles} power cycles, "
            + $"{bench.Driver.Counters.Resets} resets, {bench.Steps} steps");
        Assert.IsTrue(all is >= 20 and <= 40, $"{all}");
        Assert.AreEqual(LinkHealth.Down, bench.Driver.Health);
    }

    [TestMethod]
    public void SimPin_Configured_IsEntered()
    {
        var bench = new ModemBench(o => o.SimPin = "1234");
        bench.Model.Fail(ModemFault.SimPin);
        bench.GoOnline();
        Assert.AreEqual(3, bench.Model.PinAttempts);
    }

    /// <summary>The third wrong PIN would lock the SIM for good.</summary>
    [TestMethod]
    public void SimPin_Wrong_IsTriedOnceAStartAndNeverTheLastTime()
    {
        var bench = new ModemBench(o => o.SimPin = "9999");
        bench.Model.Fail(ModemFault.SimPin);
        bench.Start();
        bench.RunSeconds(3_600);
        Assert.AreEqual(ModemTrouble.SimPinWrong, bench.Driver.LastTrouble);
        Assert.AreEqual(2, bench.Model.PinAttempts, "tried once");
        for (var start = 0; start < 3; start++)
        {
            var driver = new ModemDriver(
                new ModemOptions { SimPin = "9999" }, bench.Model.Uart, bench.Model.Key, null, null);
            for (var i = 0; i < 2_000; i++)
            {
                driver.Step(bench.NowUs);
                bench.Time.AdvanceTo(Math.Max(bench.NowUs, Math.Min(driver.NextWakeUs, bench.NowUs + 50_000)) * 1_000);
            }

            Assert.AreEqual(ModemTrouble.SimPinWrong, driver.LastTrouble);
        }

        Assert.AreEqual(1, bench.Model.PinAttempts, "one attempt is left for the installer");
    }

    [TestMethod]
    public void Reboot_OfTheModem_IsNoticedAndHealed()
    {
        var bench = new ModemBench(uplink: Quick).GoOnline();
        Add(bench, 10);
        bench.RunSeconds(0.6);
        bench.Model.Reboot();
        bench.RunUntil(() => bench.Uplink.Counters.Losses > 0, 60, "noticed");
        bench.RunUntil(() => bench.Uplink.IsDrained, 120, "drained");
        AssertAllArrived(bench, 10);
        Assert.AreEqual(1, bench.Driver.Counters.Reboots);
    }

    [TestMethod]
    public void Broker_KillsTheConnection_ModemReportsAndReconnects()
    {
        var bench = new ModemBench(uplink: Quick).GoOnline();
        bench.RunSeconds(10);
        bench.Broker.KillConnections();
        bench.RunUntil(() => bench.Uplink.Counters.Losses == 1, 5, "lost");
        bench.RunUntil(() => bench.Uplink.State == UplinkState.Online, 60, "online");
        Assert.AreEqual(0, bench.Driver.Counters.PowerCycles);
    }

    [TestMethod]
    public void Puback_Lost_RecordComesAgainWithTheSameKey()
    {
        var bench = new ModemBench(uplink: Quick).GoOnline();
        bench.RunSeconds(5);
        bench.Broker.DropPubacks(1);
        Add(bench, 1);
        bench.RunUntil(() => bench.Uplink.IsDrained, 200, "drained");
        var ups = bench.On("event/up").Select(m => ModemBench.Text(m.Payload)).ToList();
        Assert.HasCount(2, ups);
        Assert.AreEqual(ups[0].Replace("\"h\":0", "\"h\":1", StringComparison.Ordinal), ups[1], "marked as backlog");
        Assert.AreEqual(1, bench.Uplink.Counters.AckTimeouts);
    }

    /// <summary>The gateway restarted while the modem was waiting for 4,000 bytes of a message.</summary>
    [TestMethod]
    public void Restart_ModemWaitsForData_IsFilledUpAndConnects()
    {
        var bench = new ModemBench(settings: new ModemSettings { IsOn = true });
        var port = bench.Model.Uart;
        port.Configure(new SerialSettings(115_200, 8, SerialParity.None, 1));
        Write("AT+CCERTDOWN=\"x\",4000\r");
        bench.Time.AdvanceTo(1_000_000_000);
        Write("half of it");
        bench.Time.AdvanceTo(2_000_000_000);
        bench.GoOnline(30);
        Assert.AreEqual(0, bench.Model.Boots, "without the power key");
        Assert.IsGreaterThanOrEqualTo(1, bench.Driver.Counters.Flushes);

        void Write(string text) => port.Write(System.Text.Encoding.ASCII.GetBytes(text), 0, text.Length);
    }

    [TestMethod]
    public void Roaming_NotAllowed_IsNamed()
    {
        var bench = new ModemBench(o => o.AllowsRoaming = false, new ModemSettings { IsRoaming = true });
        bench.Start();
        bench.RunSeconds(120);
        Assert.AreEqual(ModemTrouble.RoamingNotAllowed, bench.Driver.LastTrouble);
        Assert.AreEqual(0, bench.Driver.Counters.PowerCycles, "the key does not help");
    }

    private static void Quick(UplinkOptions options)
    {
        options.BackOffBaseMs = 1_000;
        options.BackOffCapMs = 30_000;
        options.BatchMaxRecords = 4;
        options.BatchMaxAgeMs = 1_000;
    }

    private static void Add(ModemBench bench, int count)
    {
        for (var i = 0; i < count; i++)
        {
            bench.Queue.Add(i % 5 == 4 ? RecordClass.Alarm : RecordClass.Regular);
        }
    }

    private static void AssertAllArrived(ModemBench bench, int count)
    {
        var seqs = bench.Delivered.Where(m => m.Topic.Contains("/event/", StringComparison.Ordinal))
            .SelectMany(m => System.Text.Json.JsonDocument.Parse(m.Payload).RootElement.GetProperty("t")
                .EnumerateArray().Select(r => r.GetProperty("seq").GetUInt32())).Distinct().Count();
        Assert.AreEqual(count, seqs, "distinct records at the broker");
        Assert.AreEqual(count, bench.Uplink.Counters.Records, "acknowledged");
    }
}
