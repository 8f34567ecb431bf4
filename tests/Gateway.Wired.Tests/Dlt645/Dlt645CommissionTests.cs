// Meters that are not set as their papers say, or tell their address only when they are asked for it.
using System.Linq;
using Gateway.Core;
using Gateway.Link.Dlt645;
using Gateway.Simulator.Meters.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.Wired.Tests.Dlt645;

[TestClass]
public sealed class Dlt645CommissionTests
{
    private const long Own = 0x202611220001;

    [TestMethod]
    [DataRow(2400, SerialParity.None)]
    [DataRow(9600, SerialParity.None)]
    [DataRow(1200, SerialParity.Odd)]
    [DataRow(600, SerialParity.Odd)]
    public void Sweep_AnotherParity_IsFoundAndRead(int baud, SerialParity parity)
    {
        Dlt645Bench bench = new();
        Dlt645Device device = bench.Add(new() { Address = "202611220001" });
        device.Retune(new SerialSettings(baud, 8, parity, 1));
        Dlt645Meter meter = Dlt645Bench.MeterOf(device);

        Dlt645SweepTask sweep = bench.Line.Run(new Dlt645SweepTask(bench.Master) { Meter = meter });

        Assert.AreEqual(Dlt645Result.Ok, sweep.Result);
        SerialSettings found = bench.Master.Rates.Settings(meter.RateIndex);
        Assert.AreEqual(baud, found.BaudRate);
        Assert.AreEqual(parity, found.Parity);
        Assert.AreEqual(Dlt645Result.Ok, bench.Read(meter, 0x00010000));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Sweep_OnlyMeter_TellsItsAddress(bool isOld)
    {
        Dlt645Bench bench = new();
        bench.Add(new()
        {
            Address = "202611220001",
            Make = isOld ? Dlt645Make.OldHousehold : Dlt645Make.Household,
            TakesWholeAddressOnly = !isOld,
        });
        Dlt645Meter anyone = new(Dlt645Address.Any);

        Dlt645SweepTask sweep = bench.Line.Run(new Dlt645SweepTask(bench.Master) { Meter = anyone });

        Assert.AreEqual(Dlt645Result.Ok, sweep.Result);
        Assert.AreEqual(Own, anyone.AnsweredAs);
        Assert.AreEqual(isOld ? Dlt645Edition.Edition1997 : Dlt645Edition.Edition2007, anyone.Edition);
    }

    [TestMethod]
    public void Sweep_SeveralMetersWhereOneIsExpected_IsGarbled()
    {
        Dlt645Bench bench = new();
        bench.Add(new() { Address = "202611220001" });
        bench.Add(new() { Address = "202611220002", AnswerMs = 25 });

        Dlt645SweepTask sweep = bench.Line.Run(
            new Dlt645SweepTask(bench.Master) { Meter = new Dlt645Meter(Dlt645Address.Any), Tries = 1 });

        Assert.AreEqual(Dlt645Result.Garbled, sweep.Result, "not silence: the line has meters");
    }

    [TestMethod]
    public void Search_MeterThatTakesNoShortenedAddress_IsFoundByItsOwnAnswer()
    {
        Dlt645Bench bench = new();
        bench.Add(new() { Address = "202611220001", TakesWholeAddressOnly = true });

        Dlt645SearchTask search = bench.Line.Run(new Dlt645SearchTask(bench.Master, 8));

        Assert.AreEqual(Dlt645Result.Ok, search.Result);
        Assert.AreEqual(1, search.Found);
        Assert.AreEqual(Own, search.Address(0));
        Assert.AreEqual(Dlt645Edition.Edition2007, search.Edition(0));
        Assert.AreEqual(0, search.Unresolved);
    }

    [TestMethod]
    public void Search_TwoThatTakeNoShortenedAddress_AreAPatternThatIsNotResolved()
    {
        Dlt645Bench bench = new();
        bench.Add(new() { Address = "202611220001", TakesWholeAddressOnly = true });
        bench.Add(new() { Address = "202611220002", TakesWholeAddressOnly = true, AnswerMs = 25 });

        Dlt645SearchTask search = bench.Line.Run(new Dlt645SearchTask(bench.Master, 8));

        Assert.AreEqual(Dlt645Result.Ok, search.Result);
        Assert.AreEqual(0, search.Found);
        Assert.AreEqual(1, search.UnresolvedKept);
        Assert.AreEqual(Dlt645Address.Any, search.UnresolvedPattern(0));
    }

    [TestMethod]
    public void Search_SameAddressTwice_IsOnePattern()
    {
        Dlt645Bench bench = new();
        bench.Add(new() { Address = "202611220001" });
        bench.Add(new() { Address = "202611220001", AnswerMs = 25 });

        Dlt645SearchTask search = bench.Line.Run(new Dlt645SearchTask(bench.Master, 8) { ByDigits = true });

        Assert.AreEqual(0, search.Found);
        long[] patterns = [.. Enumerable.Range(0, search.UnresolvedKept).Select(search.UnresolvedPattern)];
        Assert.AreEqual($"{Own:X}", string.Join(" ", patterns.Select(one => $"{one:X}")));
    }

    [TestMethod]
    public void Search_AnotherParity_FindsWhoTalksSo()
    {
        Dlt645Bench bench = new();
        bench.Add(new() { Address = "202611220001" });
        bench.Add(new() { Address = "202611220002" }).Retune(new SerialSettings(2400, 8, SerialParity.None, 1));

        Dlt645SearchTask search = bench.Line.Run(
            new Dlt645SearchTask(bench.Master, 8) { RateIndex = bench.Master.Rates.Count });

        Assert.AreEqual(1, search.Found);
        Assert.AreEqual(0x202611220002, search.Address(0));
    }
}
