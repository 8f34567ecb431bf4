// What was written is read back, and what was changed is asked where it should be now.
using Gateway.Link.Dlt645;
using Gateway.Simulator.Meters.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.Wired.Tests.Dlt645;

[TestClass]
public sealed class Dlt645ReadBackTests
{
    private const uint AmountLimit1 = 0x04001001;

    private static readonly Dlt645Authority Right = new() { Level = 2, Password = 0x123456, Operator = 0x26112201 };

    [TestMethod]
    [DataRow(false, 0x04001001u, 4)]
    [DataRow(true, 0xC117u, 2)]
    public void Write_Setting_IsReadBackAndConfirmed(bool isOld, uint register, int count)
    {
        Dlt645Bench bench = new();
        Dlt645CommandTask task = Make(bench, isOld, out Dlt645Device device);
        Assert.IsTrue(task.Command.MakeWrite(task.Meter.Edition, register, Right, [0x12, 0x03, 0, 0], 0, count));

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual(2, device.Requests, "the command, and one reading");
        CollectionAssert.AreEqual(new[] { "Sent", "Accepted", "Confirmed FFFFFFFF" }, bench.Audit);
    }

    [TestMethod]
    public void Write_MeterKeepsNothing_IsNotConfirmed()
    {
        Dlt645Bench bench = new();
        Dlt645CommandTask task = Make(bench, false, out Dlt645Device device);
        task.Command.MakeWrite(Dlt645Edition.Edition2007, AmountLimit1, Right, [0, 0x50, 0, 0], 0, 4);
        bench.Line.Run(task);
        device.IsWriteLost = true;
        task.Command.MakeWrite(Dlt645Edition.Edition2007, AmountLimit1, Right, [0, 0x60, 0, 0], 0, 4);
        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Unconfirmed, task.Result);
        Assert.AreEqual("NotConfirmed FFFFFFFF", bench.Audit[^1]);
    }

    [TestMethod]
    public void Write_RegisterThatCannotBeRead_IsWhatTheMeterSays()
    {
        Dlt645Bench bench = new();
        Dlt645CommandTask task = Make(bench, false, out Dlt645Device device);
        device.IsWriteLost = true;
        task.Command.MakeWrite(Dlt645Edition.Edition2007, AmountLimit1, Right, [0, 0x50, 0, 0], 0, 4);

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual("StateUnknown FFFFFFFF", bench.Audit[^1]);
    }

    [TestMethod]
    public void Write_ClockOrPassword_IsNotReadBack()
    {
        Dlt645Bench bench = new();
        Dlt645CommandTask task = Make(bench, false, out Dlt645Device device);
        uint[] registers = [0x04000101, 0x04000102, 0x0400010C, 0x04000C03];
        foreach (uint register in registers)
        {
            task.Command.MakeWrite(Dlt645Edition.Edition2007, register, Right, [0, 0, 0, 0], 0, 4);
            bench.Line.Run(task);
            Assert.AreEqual(Dlt645Result.Ok, task.Result);
        }

        Assert.AreEqual(registers.Length, device.Requests);
    }

    [TestMethod]
    public void Address_Written_IsAskedThereAndKept()
    {
        Dlt645Bench bench = new();
        Dlt645CommandTask task = Make(bench, false, out Dlt645Device device);
        device.IsKeyPressed = true;
        task.Command.MakeAddress(Dlt645Edition.Edition2007, 0x202611220099);

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual(0x202611220099, task.Meter.Address);
        Assert.AreEqual("Confirmed FFFFFFFF", bench.Audit[^1]);
        Assert.AreEqual(Dlt645Result.Ok, bench.Read(task.Meter, 0x00010000));
    }

    [TestMethod]
    public void Address_ToTheOnlyMeter_IsWritten()
    {
        Dlt645Bench bench = new();
        Dlt645CommandTask task = Make(bench, false, out Dlt645Device device);
        device.IsKeyPressed = true;
        task.Meter = new Dlt645Meter(Dlt645Address.Any);
        task.Command.MakeAddress(Dlt645Edition.Edition2007, 0x202611220099);

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual("202611220099", device.Address);
    }

    [TestMethod]
    public void Change_EveryAnswerLost_TheNewSettingsTell()
    {
        Dlt645Bench bench = new();
        Dlt645CommandTask task = Make(bench, false, out Dlt645Device device);
        device.LosesControlAnswer = true;
        task.Command.MakeBaud(Dlt645Edition.Edition2007, 9600);

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Ok, task.Result);
        Assert.AreEqual(9600, bench.Master.Rates.Settings(task.Meter.RateIndex).BaudRate);
        CollectionAssert.AreEqual(new[] { "Sent", "NoAnswer", "Confirmed FFFFFFFF" }, bench.Audit);
    }

    [TestMethod]
    public void Unsupported_IsNotSent()
    {
        Dlt645Bench bench = new();
        Dlt645CommandTask task = Make(bench, true, out Dlt645Device device);
        task.IsUnsupported = !task.Command.MakeMeterReset(task.Meter.Edition, Right);

        bench.Line.Run(task);

        Assert.AreEqual(Dlt645Result.Unsupported, task.Result);
        Assert.AreEqual(0, device.Requests);
        CollectionAssert.AreEqual(new[] { "Unsupported" }, bench.Audit);
    }

    private static Dlt645CommandTask Make(Dlt645Bench bench, bool isOld, out Dlt645Device device)
    {
        device = bench.Add(new()
        {
            Make = isOld ? Dlt645Make.OldHousehold : Dlt645Make.Household,
            Address = "202611220001",
        });
        return new(bench.Master)
        {
            Audit = bench,
            Meter = Dlt645Bench.MeterOf(device, isOld ? Dlt645Edition.Edition1997 : Dlt645Edition.Edition2007),
        };
    }
}
