using Gateway.Link.MBus;
using Gateway.Simulator.Meters.Wired;
using Gateway.Wired.MBus;

namespace Gateway.Wired.Tests.MBus;

[TestClass]
public sealed class MBusWriteTests
{
    private static MBusSlaveOptions Meter(int primary) => new()
    {
        Primary = primary, IdentificationNumber = MBusBench.Number(primary),
    };

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void SetAddress_FreeAddress_IsSetAndUsed(bool bySecondary)
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(0), bySecondary, true);
        MBusSetAddressTask task = bench.Bench.Run(new MBusSetAddressTask(bench.Master) { Slave = 0, NewAddress = 42 });
        Assert.AreEqual(MBusResult.Ok, task.Result);
        Assert.AreEqual(42, meter.Primary);
        Assert.AreEqual(42, bench.Slaves.PrimaryOf(0));
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
    }

    [TestMethod]
    public void SetAddress_TakenAddress_IsRefused()
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(1));
        bench.Add(Meter(42));
        MBusSetAddressTask task = bench.Bench.Run(new MBusSetAddressTask(bench.Master) { Slave = 0, NewAddress = 42 });
        Assert.AreEqual(MBusResult.AddressTaken, task.Result);
        Assert.AreEqual(1, meter.Primary);
    }

    [TestMethod]
    [DataRow(false, 9600)]
    [DataRow(true, 300)]
    public void Baud_Switch_IsFollowed(bool bySecondary, int baud)
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(4), bySecondary);
        bench.Add(Meter(5), bySecondary);
        MBusBaudTask task = bench.Bench.Run(new MBusBaudTask(bench.Master) { Slave = 0, BaudRate = baud });
        Assert.AreEqual(MBusResult.Ok, task.Result);
        Assert.AreEqual(baud, meter.Settings.BaudRate);
        CollectionAssert.AreEqual(new[] { MBusResult.Ok, MBusResult.Ok }, bench.Sweep());
    }

    [TestMethod]
    public void Baud_SlaveThatStays_IsNotConfirmedAndStillRead()
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(4));
        MBusBaudTask task = new(bench.Master) { Slave = 0, BaudRate = 9600 };
        bench.Bench.Line.TryEnqueue(task);
        while (meter.Settings?.BaudRate != 9600)
        {
            bench.Bench.Time.AdvanceTo(Math.Max(bench.Bench.Time.NowNs, bench.Bench.Line.NextWakeUs * 1000));
            bench.Bench.Line.Step(bench.Bench.NowUs);
        }

        meter.Restart();
        bench.Bench.RunUntilIdle();
        Assert.AreEqual(MBusResult.NotConfirmed, task.Result);
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
    }

    [TestMethod]
    public void Baud_UnknownSpeed_IsRefused()
    {
        MBusBench bench = new();
        bench.Add(Meter(4));
        MBusBaudTask task = bench.Bench.Run(new MBusBaudTask(bench.Master) { Slave = 0, BaudRate = 12345 });
        Assert.AreEqual(MBusResult.Unexpected, task.Result);
    }

    [TestMethod]
    [DataRow(-1, 0)]
    [DataRow(0x50, 0x50)]
    public void Reset_SubCode_ReachesTheSlave(int code, int expected)
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(4));
        MBusResetTask task = bench.Bench.Run(new MBusResetTask(bench.Master) { Slave = 0, SubCode = code });
        Assert.AreEqual(MBusResult.Ok, task.Result);
        Assert.AreEqual(expected, meter.ResetCode);
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
    }

    [TestMethod]
    public void Reset_ShortTelegram_ShortensTheReading()
    {
        MBusBench bench = new();
        bench.Add(Meter(4) with { Make = MBusMake.HeatLong });
        bench.Read(0);
        int whole = bench.Telegrams.Sum(one => one.Length);
        bench.Bench.Run(new MBusResetTask(bench.Master) { Slave = 0, SubCode = 0x10 });
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
        Assert.IsLessThan(whole / 2, bench.Telegrams.Sum(one => one.Length));
    }

    [TestMethod]
    public void Send_DeadSlave_IsSilentAfterTheStandardsTries()
    {
        MBusBench bench = new();
        bench.Add(Meter(4) with { Trouble = MBusTrouble.Dead });
        MBusSendTask task = new(bench.Master) { Slave = 0, ControlInformation = MBusCiField.DataSend, DataCount = 2 };
        Assert.AreEqual(MBusResult.Silent, bench.Bench.Run(task).Result);
        Assert.AreEqual(3, bench.Counters.Exchanges);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Valve_DisconnectAndConnect_AreReadBack(bool bySecondary)
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(4), bySecondary);
        MBusValveTask task = new(bench.Master) { Slave = 0 };
        Assert.AreEqual(MBusResult.Ok, bench.Bench.Run(task).Result);
        Assert.AreEqual(MBusValveState.Connected, task.Current);
        Assert.IsFalse(task.IsAcknowledged);

        task.Target = MBusValveState.Disconnected;
        Assert.AreEqual(MBusResult.Ok, bench.Bench.Run(task).Result);
        Assert.AreEqual(0, meter.Valve);
        Assert.AreEqual(MBusValveState.Disconnected, task.Current);
        Assert.IsTrue(task.IsAcknowledged);

        task.Target = MBusValveState.Connected;
        Assert.AreEqual(MBusResult.Ok, bench.Bench.Run(task).Result);
        Assert.AreEqual(1, meter.Valve);
    }

    [TestMethod]
    public void Valve_ExpiredBeforeTheSlaveIsReached_IsNotMoved()
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(4), true);
        MBusValveTask task = new(bench.Master)
        {
            Slave = 0, Target = MBusValveState.Disconnected, ExpiresUs = bench.Bench.NowUs + 20_000,
        };
        Assert.AreEqual(MBusResult.Expired, bench.Bench.Run(task).Result);
        Assert.AreEqual(1, meter.Valve);
        Assert.IsFalse(task.IsAcknowledged);

        task.ExpiresUs = long.MaxValue;
        Assert.AreEqual(MBusResult.Ok, bench.Bench.Run(task).Result);
    }

    [TestMethod]
    public void Valve_Stuck_IsNotConfirmed()
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(4));
        meter.IsValveStuck = true;
        MBusValveTask task = new(bench.Master) { Slave = 0, Target = MBusValveState.Disconnected };
        Assert.AreEqual(MBusResult.NotConfirmed, bench.Bench.Run(task).Result);
        Assert.IsTrue(task.IsAcknowledged);
        Assert.AreEqual(MBusValveState.Connected, task.Current);
        Assert.AreEqual(5, meter.Answers);
    }

    [TestMethod]
    public void Valve_MeterWithout_TellsNothing()
    {
        MBusBench bench = new();
        bench.Add(Meter(4) with { Make = MBusMake.Water });
        MBusValveTask task = new(bench.Master) { Slave = 0, Target = MBusValveState.Disconnected };
        Assert.AreEqual(MBusResult.NotConfirmed, bench.Bench.Run(task).Result);
        Assert.AreEqual(MBusValveState.Unknown, task.Current);
    }
}
