using Gateway.Link.MBus;
using Gateway.Simulator.Meters.Wired;
using Gateway.Wired.MBus;

namespace Gateway.Wired.Tests.MBus;

[TestClass]
public sealed class MBusReadTests
{
    private const double StandardTries = 3;

    private static MBusSlaveOptions Meter(int primary, MBusTrouble trouble = MBusTrouble.None) => new()
    {
        Primary = primary,
        IdentificationNumber = MBusBench.Number(primary),
        ReplyBytes = 101,
        Trouble = trouble,
    };

    // Three tries of a short frame with nobody answering.
    private static double DeadUs(int baud) =>
        StandardTries * (((5 * 11) + 330 + 11) * 1e6 / baud + 50_000);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Read_GoodSlave_IsReadAgainAndAgain(bool bySecondary)
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(7), bySecondary);
        for (int i = 1; i <= 5; i++)
        {
            Assert.AreEqual(MBusResult.Ok, bench.Read(0));
            Assert.HasCount(1, bench.Telegrams);
            Assert.HasCount(101, bench.Telegrams[0]);
            Assert.AreEqual(i, meter.Answers);
            Assert.AreEqual(i, bench.Telegrams[0][15], "a new telegram each time: the access number counts");
        }

        Assert.AreEqual(0, bench.Counters.Silent);
        Assert.AreEqual(7, bench.Slaves.PrimaryOf(0));
    }

    [TestMethod]
    public void Read_LostReply_IsRepeatedWithTheSameFrameCountBit()
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(7));
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
        meter.Trouble = MBusTrouble.BreaksOff;
        bench.Reader.Slave = 0;
        bench.Bench.Line.TryEnqueue(bench.Reader);
        while (meter.Answers < 2)
        {
            bench.Bench.Time.AdvanceTo(Math.Max(bench.Bench.Time.NowNs, bench.Bench.Line.NextWakeUs * 1000));
            bench.Bench.Line.Step(bench.Bench.NowUs);
        }

        meter.Trouble = MBusTrouble.None;
        bench.Bench.RunUntilIdle();
        Assert.AreEqual(MBusResult.Ok, bench.Reader.Result);
        Assert.AreEqual(3, meter.Answers);
        Assert.AreEqual(2, bench.Telegrams[^1][15], "the repeat asks for the telegram that was lost");
        Assert.AreEqual(1, bench.Counters.Truncated);
    }

    [TestMethod]
    public void Read_SeveralTelegrams_AllComeAndStartAtTheFirst()
    {
        MBusBench bench = new();
        bench.Add(Meter(7) with { Make = MBusMake.HeatLong, ReplyBytes = 0 });
        for (int i = 0; i < 3; i++)
        {
            Assert.AreEqual(MBusResult.Ok, bench.Read(0));
            Assert.HasCount(2, bench.Telegrams);
            Assert.AreEqual(0x1F, bench.Telegrams[0][^3]);
            Assert.IsFalse(bench.Reader.IsBounded);
        }
    }

    [TestMethod]
    public void Read_EndlessTelegrams_AreBoundedAndLearned()
    {
        MBusBench bench = new(new MBusOptions { MaxTelegrams = 6 });
        MBusSlave meter = bench.Add(Meter(7, MBusTrouble.AlwaysMore) with { Make = MBusMake.HeatLong, ReplyBytes = 0 });
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
        Assert.IsTrue(bench.Reader.IsBounded);
        Assert.IsLessThanOrEqualTo(6, meter.Answers);
        int first = bench.Telegrams.Count;
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
        Assert.IsLessThanOrEqualTo(first, bench.Telegrams.Count);
    }

    [TestMethod]
    [DataRow(2400)]
    [DataRow(9600)]
    public void Read_DeadSlave_CostsTheStandardsTries(int baud)
    {
        MBusBench bench = new(new MBusOptions { BaudRate = baud, Learns = false });
        bench.Add(Meter(7, MBusTrouble.Dead) with { BaudRate = baud });
        long startUs = bench.Bench.NowUs;
        Assert.AreEqual(MBusResult.Silent, bench.Read(0));
        Assert.AreEqual(DeadUs(baud), bench.Bench.NowUs - startUs, 0.02 * DeadUs(baud));
        Assert.AreEqual(3, bench.Counters.Exchanges);
    }

    [TestMethod]
    public void Read_DeadSlave_IsTriedInEveryWayOnlyOnce()
    {
        MBusBench bench = new();
        bench.Add(Meter(7, MBusTrouble.Dead));
        Assert.AreEqual(MBusResult.Silent, bench.Read(0));
        long startUs = bench.Bench.NowUs;
        Assert.AreEqual(MBusResult.Silent, bench.Read(0));
        Assert.AreEqual(DeadUs(2400), bench.Bench.NowUs - startUs, 0.02 * DeadUs(2400));
    }

    [TestMethod]
    [DataRow(MBusTrouble.SlowAnswer, false)]
    [DataRow(MBusTrouble.SlowAnswer, true)]
    [DataRow(MBusTrouble.TwoNke, false)]
    [DataRow(MBusTrouble.TwoNke, true)]
    [DataRow(MBusTrouble.NkeToPrimary, true)]
    [DataRow(MBusTrouble.NotSelectable, true)]
    [DataRow(MBusTrouble.FirstByteLost, false)]
    [DataRow(MBusTrouble.FirstByteLost, true)]
    [DataRow(MBusTrouble.MissesFirst, false)]
    [DataRow(MBusTrouble.MissesFirst, true)]
    public void Read_OddSlave_IsLearnedAndSlowsOnlyItself(MBusTrouble trouble, bool bySecondary)
    {
        MBusBench bench = new();
        bench.Add(Meter(7, trouble), bySecondary, knowsPrimary: true);
        bench.Add(Meter(8), bySecondary);
        for (int i = 0; i < 4; i++)
        {
            MBusResult[] results = bench.Sweep();
            Assert.AreEqual(MBusResult.Ok, results[0], $"sweep {i}");
            Assert.AreEqual(MBusResult.Ok, results[1], $"sweep {i}");
        }

        long startUs = bench.Bench.NowUs;
        Assert.AreEqual(MBusResult.Ok, bench.Read(1));
        double minimumUs = (5 + 101 + (bySecondary ? 18 : 0)) * 11e6 / 2400;
        Assert.IsLessThan(minimumUs * 1.12, bench.Bench.NowUs - startUs, "the neighbour is as fast as ever");
    }

    [TestMethod]
    [DataRow(MBusTrouble.WrongReply, MBusResult.WrongSlave)]
    [DataRow(MBusTrouble.Garbles, MBusResult.Garbled)]
    [DataRow(MBusTrouble.BreaksOff, MBusResult.Garbled)]
    [DataRow(MBusTrouble.Busy, MBusResult.ApplicationError)]
    [DataRow(MBusTrouble.Sleeps, MBusResult.Silent)]
    public void Read_BrokenSlave_IsReportedWithItsReason(MBusTrouble trouble, MBusResult expected)
    {
        foreach (bool bySecondary in new[] { false, true })
        {
            MBusBench bench = new();
            bench.Add(Meter(7, trouble), bySecondary);
            bench.Add(Meter(8), bySecondary);
            for (int i = 0; i < 2; i++)
            {
                MBusResult[] results = bench.Sweep();
                bool isSilentSelect = bySecondary && expected == MBusResult.Silent;
                Assert.AreEqual(isSilentSelect ? MBusResult.NotSelectable : expected, results[0], $"{bySecondary} {i}");
                Assert.AreEqual(MBusResult.Ok, results[1]);
                Assert.HasCount(1, bench.Telegrams, "nothing of the broken one is taken for a reading");
            }
        }
    }

    [TestMethod]
    public void Read_SleepingSlave_IsWoken()
    {
        MBusBench bench = new(new MBusOptions { WakeBytes = 480, WakeByte = 0x55 });
        bench.Add(Meter(7, MBusTrouble.Sleeps));
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
        bench.Bench.Pass(60_000_000);
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
    }

    [TestMethod]
    public void Read_BatterySlave_IsLeftAloneForItsInterval()
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(7, MBusTrouble.Battery));
        bench.Slaves.SetIntervalS(0, 69 * 60);
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
        int requests = meter.Requests;
        bench.Bench.Pass(60L * 60 * 1_000_000);
        Assert.AreEqual(MBusResult.TooEarly, bench.Read(0));
        Assert.AreEqual(requests, meter.Requests, "not a byte is sent");
        bench.Bench.Pass(10L * 60 * 1_000_000);
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
    }

    [TestMethod]
    public void Read_Class1_TellsAlarmsAndTheirAbsence()
    {
        MBusBench bench = new();
        MBusSlave meter = bench.Add(Meter(7));
        bench.Reader.IsClass1 = true;
        Assert.AreEqual(MBusResult.NoData, bench.Read(0));
        meter.Alarm = 5;
        Assert.AreEqual(MBusResult.Ok, bench.Read(0));
        Assert.AreEqual(0x71, bench.Telegrams[0][6]);
        Assert.AreEqual(MBusResult.NoData, bench.Read(0));
    }

    [TestMethod]
    public void Read_EchoAndNetworkLatency_AreSurvived()
    {
        MBusBench bench = new(null, new LineOptions { Echo = true, LatencyUs = 300_000 });
        bench.Bench.Bus.Options.Echo = true;
        bench.Bench.Bus.Options.LatencyMs = 100;
        bench.Add(Meter(7));
        bench.Add(Meter(8), true);
        CollectionAssert.AreEqual(new[] { MBusResult.Ok, MBusResult.Ok }, bench.Sweep());
    }

    [TestMethod]
    public void Read_LineLosesFirstBytes_EverySlaveIsStillRead()
    {
        MBusBench bench = new();
        bench.Bench.Bus.Options.LosesFirstByte = true;
        bench.Add(Meter(7));
        bench.Add(Meter(8), true);
        CollectionAssert.AreEqual(new[] { MBusResult.Ok, MBusResult.Ok }, bench.Sweep());
        Assert.AreEqual(2, bench.Master.Repaired);
        Assert.AreEqual(MBusStatus.Ok, new MBusFrame().Parse(bench.Telegrams[0], bench.Telegrams[0].Length));
    }

    [TestMethod]
    public void Read_NoisyLine_LosesNothing()
    {
        MBusBench bench = new();
        bench.Bench.Bus.Options.ErrorRate = 0.001;
        bench.Bench.Bus.Options.LossRate = 0.0005;
        for (int i = 1; i <= 40; i++)
        {
            bench.Add(Meter(i), i % 2 == 0);
        }

        MBusResult[] results = bench.Sweep();
        Assert.IsTrue(Array.TrueForAll(results, one => one == MBusResult.Ok), string.Join(' ', results));
        Assert.IsGreaterThan(0, bench.Master.Repeats);
        MBusFrame frame = new();
        Assert.IsTrue(bench.Telegrams.TrueForAll(one => frame.Parse(one, one.Length) == MBusStatus.Ok));
    }

    [TestMethod]
    [DataRow(0x16, 0.93)]
    [DataRow(-1, 0.8)]
    public void Read_PortThatHoldsBytesBack_LosesOnlyTime(int watchByte, double utilisation)
    {
        MBusBench bench = new(null, new LineOptions { HeldBytes = 130 });
        bench.Bench.Bus.Options.FifoBytes = 120;
        bench.Bench.Bus.Options.WatchByte = watchByte;
        for (int i = 1; i <= 20; i++)
        {
            bench.Add(Meter(i, i == 7 ? MBusTrouble.Dead : i == 8 ? MBusTrouble.SlowAnswer : MBusTrouble.None)
                with { AnswerBits = i == 9 ? 320 : 11, ReplyBytes = i == 10 ? 250 : 101 }, i % 2 == 0);
        }

        for (int sweep = 0; sweep < 2; sweep++)
        {
            MBusResult[] results = bench.Sweep();
            Assert.IsTrue(results.Select((one, i) => one == MBusResult.Ok || i == 6).All(good => good),
                string.Join(' ', results));
        }

        long busyUs = bench.Counters.BusyUs, minimumUs = bench.Counters.MinimumUs;
        for (int slave = 10; slave < 20; slave += 2)
        {
            Assert.AreEqual(MBusResult.Ok, bench.Read(slave));
        }

        double use = (double)(bench.Counters.MinimumUs - minimumUs) / (bench.Counters.BusyUs - busyUs);
        Assert.IsGreaterThan(utilisation, use);
    }

    [TestMethod]
    public void Read_PortThatCouldHoldBytesBack_IsFoundOut()
    {
        MBusBench bench = new(new MBusOptions { Learns = false }, new LineOptions { HeldBytes = 130 });
        bench.Add(Meter(1));
        bench.Add(Meter(7, MBusTrouble.Dead));
        long startUs = bench.Bench.NowUs;
        Assert.AreEqual(MBusResult.Silent, bench.Read(1));
        Assert.IsGreaterThan(2.5 * DeadUs(2400), bench.Bench.NowUs - startUs, "silence cannot be told earlier");
        for (int i = 0; i < 4; i++)
        {
            Assert.AreEqual(MBusResult.Ok, bench.Read(0));
        }

        startUs = bench.Bench.NowUs;
        Assert.AreEqual(MBusResult.Silent, bench.Read(1));
        Assert.AreEqual(DeadUs(2400), bench.Bench.NowUs - startUs, 0.03 * DeadUs(2400));
    }
}
