using Gateway.Link.Dlt645;
using Gateway.Simulator.Meters.Wired;
using Gateway.Wired.Dlt645;

namespace Gateway.Wired.Tests.Dlt645;

[TestClass]
public sealed class Dlt645ReadTests
{
    private const uint Forward = 0x00010000;
    private const uint ForwardBlock = 0x0001FF00;
    private const uint Voltages = 0x0201FF00;

    [TestMethod]
    [DataRow("household", Dlt645Edition.Edition2007, "10000")]
    [DataRow("old-household", Dlt645Edition.Edition1997, "9010")]
    public void Read_NewMeter_LearnsEditionAndGivesEnergy(string make, Dlt645Edition edition, string identifier)
    {
        Dlt645Bench bench = new();
        Dlt645Device device = bench.Add(new() { Make = Make(make), Address = "202611220001" });
        Dlt645Meter meter = Dlt645Bench.MeterOf(device);

        Assert.AreEqual(Dlt645Result.Ok, bench.Read(meter, Forward));

        Assert.AreEqual(edition, meter.Edition);
        Assert.AreEqual($"{identifier} Ok {device.Energy(0, bench.Line.Time.NowNs)}", bench.Answers.Single());
        Assert.AreEqual(0x202611220001, meter.AnsweredAs);
        int asked = device.Requests;
        Assert.AreEqual(Dlt645Result.Ok, bench.Read(meter, Forward));
        Assert.AreEqual(asked + 1, device.Requests, "nothing is learned twice");
    }

    [TestMethod]
    public void Read_SeveralRegisters_EachIsAnsweredOnce()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = bench.Add(new() { Make = Dlt645Make.ThreePhase });
        Dlt645Meter meter = Dlt645Bench.MeterOf(device);

        bench.Read(meter, Forward, ForwardBlock, Voltages, 0x02030000, 0x04000102, 0x77777777, 0x05060101);

        CollectionAssert.AreEqual(
            new[] { "10000 Ok", "1FF00 Ok", "201FF00 Ok", "2030000 Ok", "4000102 Ok", "77777777 Refused", "5060101 Ok" },
            bench.Answers.ConvertAll(one => string.Join(' ', one.Split(' ').Take(2))));
        Assert.AreEqual(6, bench.Reading.Answered);
        Assert.AreEqual(1, bench.Reading.Failed);
        Assert.AreEqual(Dlt645Result.Refused, bench.Reading.Result);
        StringAssert.Contains(bench.Answers[5], "Refused 02");
    }

    [TestMethod]
    public void Read_MeterWithoutBlocks_ReadsSinglesAndRemembers()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = bench.Add(new() { Make = Dlt645Make.Plain });
        Dlt645Meter meter = Dlt645Bench.MeterOf(device, Dlt645Edition.Edition2007);

        Assert.AreEqual(Dlt645Result.Ok, bench.Read(meter, ForwardBlock));

        long nowNs = bench.Line.Time.NowNs;
        CollectionAssert.AreEqual(
            new[] { "10000 Ok", "10100 Ok", "10200 Ok" },
            bench.Answers.ConvertAll(one => string.Join(' ', one.Split(' ').Take(2))));
        Assert.AreEqual(device.Energy(0, nowNs), bench.Numbers[0]);
        Assert.AreEqual(5, device.Requests, "block, three that are there, one that is not");
        Assert.IsTrue(meter.RefusesBlock(ForwardBlock));

        bench.Read(meter, ForwardBlock);
        Assert.AreEqual(9, device.Requests, "the block is not asked for again");
    }

    [TestMethod]
    public void Read_MeterSilentToBlocks_ReadsSinglesAndRemembers()
    {
        Dlt645Bench bench = new();
        Dlt645Device device =
            bench.Add(new() { Make = Dlt645Make.Plain, Trouble = Dlt645Trouble.SilentOnUnknown });
        Dlt645Meter meter = Dlt645Bench.MeterOf(device);

        bench.Read(meter, Voltages, Forward);

        CollectionAssert.AreEqual(
            new[] { "2010100 Ok", "2010200 Silent", "10000 Ok" },
            bench.Answers.ConvertAll(one => string.Join(' ', one.Split(' ').Take(2))));
        Assert.IsTrue(meter.RefusesBlock(Voltages));
        Assert.IsFalse(meter.RefusesBlock(ForwardBlock));
    }

    [TestMethod]
    public void Read_OldMeter_IsAskedInItsOwnIdentifiers()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = bench.Add(new() { Make = Dlt645Make.OldThreePhase });
        Dlt645Meter meter = Dlt645Bench.MeterOf(device);

        bench.Read(meter, ForwardBlock, 0x02010300, 0x02030000, 0x00010001, 0x02800002, 0xC010);

        CollectionAssert.AreEqual(
            new[] { "901F Ok", "B613 Ok", "B630 Ok", "9410 Ok", "2800002 Unsupported", "C010 Ok" },
            bench.Answers.ConvertAll(one => string.Join(' ', one.Split(' ').Take(2))));
        Assert.AreEqual(5 + 1 + 1 + 1, bench.Numbers.Count, "five energies of the block");
    }

    [TestMethod]
    public void Read_LongAnswer_ComesInSeveralFrames()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = bench.Add(new() { Make = Dlt645Make.ThreePhase, FrameBytes = 14 });
        Dlt645Meter meter = Dlt645Bench.MeterOf(device, Dlt645Edition.Edition2007);

        Assert.AreEqual(Dlt645Result.Ok, bench.Read(meter, ForwardBlock));

        Assert.HasCount(1, bench.Answers);
        Assert.HasCount(5, bench.Numbers);
        Assert.AreEqual(device.Energy(4, bench.Line.Time.NowNs), bench.Numbers[4]);
        Assert.AreEqual(3, device.Requests, "10, then 9 bytes a frame");
        Assert.AreEqual(3 * 12 + 20 + 4 + 5 + 5, bench.Reading.Answer.RawCount);
    }

    [TestMethod]
    public void Read_EndlessMore_IsBounded()
    {
        Dlt645Bench bench = new(new Dlt645Options { MoreFrames = 5 });
        Dlt645Device device = bench.Add(new() { Trouble = Dlt645Trouble.EndlessMore });
        Dlt645Meter meter = Dlt645Bench.MeterOf(device, Dlt645Edition.Edition2007);

        Assert.AreEqual(Dlt645Result.TooLong, bench.Read(meter, Forward));

        Assert.AreEqual(6, device.Requests);
    }

    // What each trouble costs beside the registers themselves, and that a healthy meter on the line loses nothing.
    [TestMethod]
    [DataRow(Dlt645Trouble.None, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.Dead, Dlt645Result.Silent)]
    [DataRow(Dlt645Trouble.WrongSpeed, Dlt645Result.Silent)]
    [DataRow(Dlt645Trouble.NoWakeUp, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.ExtraStart, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.TrailingBytes, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.Repeats, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.OtherFirst, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.StaleFirst, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.WildcardAddress, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.InvalidDigits, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.OddError, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.SilentOnUnknown, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.Late, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.Pauses, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.MissesFirst, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.BadSums, Dlt645Result.Ok)]
    [DataRow(Dlt645Trouble.EndlessMore, Dlt645Result.TooLong)]
    [DataRow(Dlt645Trouble.BreaksOff, Dlt645Result.Garbled)]
    [DataRow(Dlt645Trouble.AnswersOthers, Dlt645Result.Ok)]
    public void Read_Trouble_SweepGoesOnAndSaysWhy(Dlt645Trouble trouble, Dlt645Result expected)
    {
        foreach (Dlt645Make make in new[] { Dlt645Make.Household, Dlt645Make.OldHousehold })
        {
            Dlt645Bench bench = new();
            Dlt645Device sick = bench.Add(new() { Make = make, Address = "000000000007", Trouble = trouble });
            Dlt645Device healthy = bench.Add(new() { Make = make, Address = "000000000008" });
            Dlt645Meter sickMeter = Dlt645Bench.MeterOf(sick);
            Dlt645Meter healthyMeter = Dlt645Bench.MeterOf(healthy);
            for (int sweep = 0; sweep < 2; sweep++)
            {
                Assert.AreEqual(expected, bench.Read(sickMeter, Forward, 0x02010100), $"{make.Name} sweep {sweep}");
                if (expected == Dlt645Result.Ok && trouble != Dlt645Trouble.InvalidDigits)
                {
                    Assert.AreEqual(sick.Energy(0, bench.Line.Time.NowNs), bench.Numbers[0]);
                }

                Assert.HasCount(2, bench.Answers);
                Assert.AreEqual(Dlt645Result.Ok, bench.Read(healthyMeter, Forward, 0x02010100));
                Assert.AreEqual(healthy.Energy(0, bench.Line.Time.NowNs), bench.Numbers[0]);
            }
        }
    }

    [TestMethod]
    public void Read_InvalidDigits_AreFlaggedInTheirRegisterOnly()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = bench.Add(new() { Trouble = Dlt645Trouble.InvalidDigits });

        bench.Read(Dlt645Bench.MeterOf(device), ForwardBlock);

        StringAssert.StartsWith(bench.Answers[0], "1FF00 Ok InvalidDigit ");
        Assert.HasCount(4, bench.Numbers);
    }

    [TestMethod]
    public void Read_OddError_IsARefusal()
    {
        Dlt645Bench bench = new();
        Dlt645Device device = bench.Add(new() { Trouble = Dlt645Trouble.OddError });

        Assert.AreEqual(Dlt645Result.Refused, bench.Read(Dlt645Bench.MeterOf(device), 0x77777777));

        Assert.AreEqual("77777777 Refused 02", bench.Answers[0]);
    }

    [TestMethod]
    public void Read_DeadMeter_CostsItsTriesAndNoMore()
    {
        Dlt645Bench bench = new();
        Dlt645Meter meter = new(0x123) { Edition = Dlt645Edition.Edition2007 };

        Assert.AreEqual(Dlt645Result.Silent, bench.Read(meter, Forward, Voltages, 0x02030000));

        CollectionAssert.AreEqual(
            new[] { "10000 Silent", "201FF00 Skipped", "2030000 Skipped" }, bench.Answers);
        Assert.AreEqual(3, bench.Line.Line.Counters.Exchanges);
        long expectedUs = 3 * (520_000 + 21 * 11 * 1_000_000L / 2400);
        Assert.AreEqual(expectedUs, bench.Line.NowUs, 20_000);
    }

    [TestMethod]
    public void Read_EchoOnTheLine_IsPassedOver()
    {
        // Once with an echo that is configured, once with one that nobody knows of.
        foreach (bool isKnown in new[] { true, false })
        {
            Dlt645Bench bench = new(null, new LineOptions { Echo = isKnown });
            bench.Line.Bus.Options.Echo = true;
            Dlt645Device device = bench.Add(new());

            Assert.AreEqual(Dlt645Result.Ok, bench.Read(Dlt645Bench.MeterOf(device), Forward, Voltages), $"{isKnown}");
        }
    }

    [TestMethod]
    public void Read_LossyLine_MostRegistersAreReadNoneIsWrong()
    {
        const ulong Seed = 645;
        Dlt645Bench bench = new(seed: Seed);
        bench.Line.Bus.Options.ErrorRate = 0.005;
        bench.Line.Bus.Options.LossRate = 0.002;
        Dlt645Device device = bench.Add(new());
        Dlt645Meter meter = Dlt645Bench.MeterOf(device, Dlt645Edition.Edition2007);
        int good = 0;
        for (int i = 0; i < 200; i++)
        {
            if (bench.Read(meter, Forward) == Dlt645Result.Ok)
            {
                good++;
                Assert.AreEqual(device.Energy(0, bench.Line.Time.NowNs), bench.Numbers[0], 1, $"seed {Seed}");
            }
        }

        Assert.IsGreaterThan(195, good, $"seed {Seed}");
    }

    [TestMethod]
    public void Read_BrokenPort_EndsAtOnce()
    {
        Dlt645Bench bench = new();
        bench.Line.Bus.Options.IsPortBroken = true;

        Assert.AreEqual(Dlt645Result.PortFailed, bench.Read(new Dlt645Meter(1), Forward, Voltages));

        Assert.HasCount(2, bench.Answers);
    }

    private static Dlt645Make Make(string name) => Dlt645Make.All.Single(one => one.Name == name);
}
