using Gateway.Link.Dlt645;
using Gateway.Simulator.Meters.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.Wired.Tests.Dlt645;

[TestClass]
public sealed class Dlt645CommandTests
{
    private static readonly Dlt645Authority Right = new() { Level = 2, Password = 0x123456, Operator = 0x26112201 };
    private static readonly Dlt645Authority Wrong = new() { Level = 2, Password = 0x654321, Operator = 0x26112201 };

    [TestMethod]
    [DataRow(false, 0x14)]
    [DataRow(true, 0x04)]
    public void Write_RightPassword_IsDone(bool isOld, int control)
    {
        Dlt645Bench bench = new();
        Dlt645Device device = Add(bench, isOld);
        Dlt645CommandTask task = new(bench.Master) { Meter = Known(device) };
        Assert.IsTrue(task.Command.MakeWrite(task.Meter.Edition, isOld ? 0xC011u : 0x04000102, Right, [0, 30, 18], 0, 3));

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        CollectionAssert.AreEqual(new[] { control }, device.Done);
    }

    [TestMethod]
    public void Write_WrongPassword_IsRefusedWithItsErrorWord()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = Add(bench, false);
        Dlt645CommandTask task = new(bench.Master) { Meter = Known(device) };
        task.Command.MakeWrite(Dlt645Edition.Edition2007, 0x04000102, Wrong, [0, 30, 18], 0, 3);

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Refused, task.Result);
        Assert.AreEqual(Dlt645Error.Password, task.ErrorWord);
        Assert.IsEmpty(device.Done);
        Assert.AreEqual(1, device.Requests);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Time_Broadcast_SetsEveryClockWithoutAnswer(bool isOld)
    {
        Dlt645Bench bench = new();
        Dlt645Device[] devices = [Add(bench, isOld, "000000000001"), Add(bench, isOld, "000000000002")];
        devices[0].ShiftClock(TimeSpan.FromMinutes(4));
        devices[1].ShiftClock(TimeSpan.FromMinutes(7));
        Dlt645CommandTask task = new(bench.Master) { Meter = new Dlt645Meter(Dlt645Address.Broadcast) };
        task.Command.MakeTime(0x260115000030);

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        long nowNs = bench.Line.Time.NowNs;
        Assert.AreEqual(30, (devices[0].Clock(nowNs) - new DateTime(2026, 1, 15)).TotalSeconds, 1);
        Assert.IsEmpty(devices[1].Done, "more than 5 minutes wrong: the standard's meter ignores it");
        Assert.AreEqual(0, devices[0].Answers);
        Assert.IsLessThan(200_000, bench.Line.NowUs, "nobody is waited for");
    }

    [TestMethod]
    public void Freeze_Now_KeepsTheRegisters()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = Add(bench, false);
        bench.Line.Pass(36_000_000_000);
        Dlt645CommandTask task = new(bench.Master) { Meter = Known(device) };
        Assert.IsTrue(task.Command.MakeFreeze(Dlt645Edition.Edition2007, Dlt645Command.FreezeNow));
        long frozen = device.Energy(0, bench.Line.Time.NowNs);

        bench.Line.Run(task);
        bench.Line.Pass(36_000_000_000);
        bench.Read(task.Meter, 0x05010101);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual(frozen, bench.Numbers[0]);
        Assert.IsFalse(task.Command.MakeFreeze(Dlt645Edition.Edition1997, 0), "1997 has no such command");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Baud_Change_IsFollowedAndVerified(bool isOld)
    {
        Dlt645Bench bench = new();
        Dlt645Device device = Add(bench, isOld);
        Dlt645CommandTask task = new(bench.Master) { Meter = Known(device) };
        Assert.IsTrue(task.Command.MakeBaud(task.Meter.Edition, 9600));

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual(9600, bench.Master.Rates.Settings(task.Meter.RateIndex).BaudRate);
        Assert.AreEqual(9600, device.Settings.BaudRate);
        Assert.AreEqual(Dlt645Result.Ok, bench.Read(task.Meter, 0x00010000));
    }

    [TestMethod]
    public void Baud_SpeedTheMeterLacks_IsRefusedAndNothingChanges()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = Add(bench, false);
        Dlt645CommandTask task = new(bench.Master) { Meter = Known(device) };
        task.Command.MakeBaud(Dlt645Edition.Edition2007, 19200);

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Refused, task.Result);
        Assert.AreEqual(Dlt645Error.Baud, task.ErrorWord);
        Assert.AreEqual(0, task.Meter.RateIndex);
        Assert.IsFalse(task.Command.MakeBaud(Dlt645Edition.Edition2007, 7200));
    }

    [TestMethod]
    public void Baud_MeterStaysAtTheOldSpeed_IsUnconfirmedAndStillReached()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = Add(bench, false);
        device.KeepsSpeed = true;
        Dlt645CommandTask task = new(bench.Master) { Meter = Known(device) };
        task.Command.MakeBaud(Dlt645Edition.Edition2007, 4800);

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Unconfirmed, task.Result);
        Assert.AreEqual(Dlt645Result.Ok, bench.Read(task.Meter, 0x00010000));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Password_Changed_OnlyTheNewOneWorks(bool isOld)
    {
        Dlt645Bench bench = new();
        Dlt645Device device = Add(bench, isOld);
        Dlt645CommandTask task = new(bench.Master) { Meter = Known(device) };
        task.Command.MakePassword(task.Meter.Edition, 2, 0x654321, Right);
        bench.Line.Run(task);
        Assert.AreEqual(Dlt645Result.Ok, task.Result);

        task.Command.MakeDemandReset(task.Meter.Edition, Right);
        bench.Line.Run(task);
        Assert.AreEqual(Dlt645Result.Refused, task.Result);
        task.Command.MakeDemandReset(task.Meter.Edition, Wrong);
        bench.Line.Run(task);
        Assert.AreEqual(Dlt645Result.Ok, task.Result);
    }

    [TestMethod]
    public void Resets_EachControlCode_IsDone()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = Add(bench, false);
        Dlt645CommandTask task = new(bench.Master) { Meter = Known(device) };
        task.Command.MakeDemandReset(Dlt645Edition.Edition2007, Right);
        bench.Line.Run(task);
        task.Command.MakeMeterReset(Dlt645Edition.Edition2007, Right);
        bench.Line.Run(task);
        task.Command.MakeEventReset(Dlt645Edition.Edition2007, Right, Dlt645Command.AllEvents);
        bench.Line.Run(task);

        CollectionAssert.AreEqual(new[] { 0x19, 0x1A, 0x1B }, device.Done);
        Assert.IsFalse(task.Command.MakeMeterReset(Dlt645Edition.Edition1997, Right));
        Assert.IsFalse(task.Command.MakeEventReset(Dlt645Edition.Edition1997, Right, 0));
    }

    [TestMethod]
    public void Address_Written_MeterAnswersToTheNewOne()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = Add(bench, false);
        Dlt645CommandTask task = new(bench.Master) { Meter = Known(device) };
        Assert.IsTrue(task.Command.MakeAddress(Dlt645Edition.Edition2007, 0x202611220099));
        bench.Line.Run(task);
        Assert.AreEqual(Dlt645Result.Refused, task.Result, "the key is not pressed");
        device.IsKeyPressed = true;
        bench.Line.Run(task);
        Assert.AreEqual(Dlt645Result.Ok, task.Result);

        Assert.AreEqual("202611220099", device.Address);
        Assert.AreEqual(Dlt645Result.Ok, bench.Read(new Dlt645Meter(0x202611220099), 0x00010000));
        Assert.IsFalse(task.Command.MakeAddress(Dlt645Edition.Edition2007, Dlt645Address.Any));
    }

    [TestMethod]
    public void ReadAddress_OneMeter_TellsIt()
    {
        Dlt645Bench bench = new();
        Add(bench, false);
        Dlt645CommandTask task = new(bench.Master) { Meter = new Dlt645Meter(Dlt645Address.Any) };
        Assert.IsTrue(task.Command.MakeReadAddress(Dlt645Edition.Edition2007));

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual(0x202611220001, task.AddressRead);
        Assert.IsFalse(task.Command.MakeReadAddress(Dlt645Edition.Edition1997));
    }

    [TestMethod]
    public void Command_Expired_IsNotSent()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = Add(bench, false);
        Dlt645CommandTask task = new(bench.Master) { Meter = Known(device), ExpiresUs = 1_000_000 };
        task.Command.MakeDemandReset(Dlt645Edition.Edition2007, Right);
        bench.Line.Pass(1_000_000);

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Expired, task.Result);
        Assert.AreEqual(0, device.Requests);
    }

    [TestMethod]
    public void Command_SilentMeter_IsRepeatedOnlyWhenThatIsHarmless()
    {
        Dlt645Bench bench = new();
        Dlt645CommandTask task = new(bench.Master) { Meter = new Dlt645Meter(5) { Edition = Dlt645Edition.Edition2007 } };
        task.Command.MakeDemandReset(Dlt645Edition.Edition2007, Right);
        bench.Line.Run(task);
        Assert.AreEqual(Dlt645Result.Silent, task.Result);
        Assert.AreEqual(1, bench.Line.Line.Counters.Exchanges);

        task.Command.MakeFreeze(Dlt645Edition.Edition2007, Dlt645Command.FreezeNow);
        bench.Line.Run(task);
        Assert.AreEqual(4, bench.Line.Line.Counters.Exchanges);
    }

    private static Dlt645Device Add(Dlt645Bench bench, bool isOld, string address = "202611220001") => bench.Add(new()
    {
        Make = isOld ? Dlt645Make.OldHousehold : Dlt645Make.Household,
        Address = address,
    });

    private static Dlt645Meter Known(Dlt645Device device) => Dlt645Bench.MeterOf(device,
        device.Options.Make.IsOld ? Dlt645Edition.Edition1997 : Dlt645Edition.Edition2007);
}
