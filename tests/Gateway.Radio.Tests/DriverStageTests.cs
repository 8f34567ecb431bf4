using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>What the drivers share beside frames: counters, when the next look is due, what is forgotten when.</summary>
public abstract class DriverStageTests : DriverTests
{
    [TestMethod]
    public void Frame_Received_BytesCountedAndNextWakeIsTheIdleOne()
    {
        ChipBench bench = Start();
        bench.Sink.Total = 100;
        bench.Send(ChipBench.Frame(100), 0);
        Assert.AreEqual(100u, bench.Radio.Counters.BytesDrained);
        Assert.IsTrue(bench.Radio.NextWakeUs > bench.NowUs, "nothing is due behind a frame");
        Assert.IsTrue(bench.Radio.NextWakeUs <= bench.NowUs + RadioTiming.IdlePollUs);
    }

    /// <summary>The silence before a frame is no stall of it, and the second look is four bytes later.</summary>
    [TestMethod]
    public void Frame_NothingAtTheFirstLook_LooksAgainFourBytesLater()
    {
        ChipBench bench = Start();
        bench.Sink.Total = 60;
        bench.Send(ChipBench.Frame(60), 0);
        bench.Idle(bench.NowUs + 3_000_000);
        Assert.IsTrue(bench.Fake.Sync());
        bench.Step();
        bench.NowUs = bench.Radio.NextWakeUs;
        bench.Step();
        Assert.AreEqual(1, bench.Sink.Ends);
        Assert.AreEqual(bench.NowUs + (RadioTiming.GraceBytes * ChipBench.ByteUs), bench.Radio.NextWakeUs, ChipBench.ByteUs);
    }

    [TestMethod]
    [DataRow(RadioTiming.MaxFrameBytes, RxEnd.Complete)]
    [DataRow(RadioTiming.MaxFrameBytes + 1, RxEnd.Aborted)]
    public void Frame_LongestOneAllowed_IsReceived(int length, RxEnd end)
    {
        ChipBench bench = Start();
        bench.Sink.Total = length;
        bench.Send(ChipBench.Frame(length));
        Assert.AreEqual(end, bench.Sink.End);
    }

    [TestMethod]
    public void Start_FrameUnderWay_CountedAsStalledWithoutQuality()
    {
        ChipBench bench = Start();
        Assert.IsTrue(bench.Fake.Sync());
        bench.Step();
        bench.StartListening();
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
        Assert.AreEqual(1u, bench.Radio.Counters.Stalled);
        Assert.AreEqual(255, bench.Sink.Lqi);
        Assert.AreEqual(0, bench.Sink.FrequencyOffsetHz);
    }

    /// <summary>A reset forgets the stalls before it.</summary>
    [TestMethod]
    public void Stall_TwoBehindAReset_NoSecondReset()
    {
        ChipBench bench = Start();
        for (int i = 0; i < 5; i++)
        {
            Assert.IsTrue(bench.Fake.Sync());
            bench.Step();
            bench.Idle(bench.NowUs + 10_000);
        }

        Assert.AreEqual(5u, bench.Radio.Counters.Stalled);
        Assert.AreEqual(1u, bench.Radio.Counters.Restarts);
    }

    /// <summary>Two looks that find the chip out of receive mode re-arm it, the third in a row resets it, and then it
    /// begins anew.</summary>
    [TestMethod]
    public void Idle_LeavesReceiveModeEachTime_ThirdLookResets()
    {
        ChipBench bench = Start();
        uint[] restarts = [0, 0, 1, 1, 1, 2];
        foreach (uint expected in restarts)
        {
            bench.Fake.LeaveReceive();
            bench.Idle(bench.NowUs + RadioTiming.IdlePollUs);
            Assert.IsTrue(bench.Fake.IsListening);
            Assert.AreEqual(expected, bench.Radio.Counters.Restarts);
        }
    }

    /// <summary>An edge without a frame is a reason to look at the chip at once.</summary>
    [TestMethod]
    public void Glitch_ChipOutOfReceiveMode_FoundAtOnce()
    {
        ChipBench bench = Start();
        bench.Idle(bench.NowUs + 100_000);
        bench.Fake.LeaveReceive();
        bench.Fake.SyncPin.Level = true;
        bench.Fake.SyncPin.Level = false;
        bench.Step();
        Assert.AreEqual(bench.NowUs, bench.Radio.NextWakeUs);
        bench.Step();
        Assert.IsTrue(bench.Fake.IsListening);
    }

    /// <summary>Waits between tries double, and begin with a second again once the chip has been well.</summary>
    [TestMethod]
    public void Retry_WellInBetween_BeginsWithASecondAgain()
    {
        ChipBench bench = Start();
        for (int time = 0; time < 2; time++)
        {
            bench.Fake.StuckMiso = 0;
            while (bench.Radio.Status == RadioStatus.Ok)
            {
                bench.Idle(bench.NowUs + 100_000);
            }

            Assert.AreEqual(bench.NowUs + RadioTiming.MinRetryUs, bench.Radio.NextWakeUs, 100_000);
            bench.Idle(bench.NowUs + 10_000_000);
            bench.Fake.StuckMiso = null;
            bench.Idle(bench.NowUs + 20_000_000);
            Assert.AreEqual(RadioStatus.Ok, bench.Radio.Status);
        }
    }
}
