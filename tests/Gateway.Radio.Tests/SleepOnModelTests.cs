using Gateway.Core;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Meters;

namespace Gateway.Radio.Tests;

/// <summary>The driver puts the chip to sleep and wakes it, on the models of both chips.</summary>
[TestClass]
public class SleepOnModelTests
{
    [TestMethod]
    [DataRow(RadioChip.Cc1101, RadioProfile.T1C1)]
    [DataRow(RadioChip.Cc1101, RadioProfile.S1)]
    [DataRow(RadioChip.Sx1276, RadioProfile.T1C1)]
    [DataRow(RadioChip.Sx1276, RadioProfile.S1)]
    public void Sleep_TakesTheChipDown_AndAsksForNothing(RadioChip kind, RadioProfile profile)
    {
        var bench = ModelBench.Of(kind, new RecordingSink()).Start(profile: profile);
        bench.Radio.Sleep(bench.NowUs);
        bench.Run(bench.NowUs + 1_000);
        Assert.AreEqual(ChipPower.Sleep, bench.Chip.Power);
        Assert.AreEqual(long.MaxValue, bench.Radio.NextWakeUs);
        var transfers = bench.Radio.Counters.Transfers;
        var listenedUs = bench.Radio.ListenedUs(bench.NowUs);
        bench.Run(bench.NowUs + 60_000_000);
        bench.Radio.Step(bench.NowUs);
        Assert.AreEqual(transfers, bench.Radio.Counters.Transfers);
        Assert.AreEqual(listenedUs, bench.Radio.ListenedUs(bench.NowUs));
        Assert.AreEqual(ChipPower.Sleep, bench.Chip.Power);
    }

    [TestMethod]
    [DataRow(RadioChip.Cc1101)]
    [DataRow(RadioChip.Sx1276)]
    public void Wake_ReceivesAgain_WithinFiveMilliseconds(RadioChip kind)
    {
        RecordingSink sink = new();
        var bench = ModelBench.Of(kind, sink).Start();
        for (var round = 0; round < 20; round++)
        {
            bench.Radio.Sleep(bench.NowUs);
            bench.Run(bench.NowUs + 10_000_000);
            var wakesUs = bench.NowUs;
            Assert.AreEqual(RadioStatus.Ok, bench.Radio.Wake(bench.NowUs));
            bench.Run(wakesUs + 5_000);
            Assert.IsTrue(bench.IsReceiving, $"round {round}");

            var frame = ChipBench.Frame(100, round);
            sink.Total = frame.Length;
            var sent = bench.Send(FrameEncoder.FromChips(frame), bench.NowUs + 100);
            bench.Run((sent.EndNs / 1000) + 8_000);
            Assert.AreEqual(round + 1, sink.Ends, $"round {round}");
            CollectionAssert.AreEqual(frame, sink.Bytes[..frame.Length], $"round {round}");
        }

        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
        Assert.AreEqual(0, bench.Warnings.Count, string.Join("; ", bench.Warnings));
    }

    [TestMethod]
    [DataRow(RadioChip.Cc1101)]
    [DataRow(RadioChip.Sx1276)]
    public void Sleep_AndWakeTwice_AreOne(RadioChip kind)
    {
        var bench = ModelBench.Of(kind, new RecordingSink()).Start();
        bench.Radio.Sleep(bench.NowUs);
        bench.Radio.Sleep(bench.NowUs);
        bench.Run(bench.NowUs + 1_000_000);
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Wake(bench.NowUs));
        var transfers = bench.Radio.Counters.Transfers;
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Wake(bench.NowUs));
        Assert.AreEqual(transfers, bench.Radio.Counters.Transfers);
    }

    [TestMethod]
    [DataRow(RadioChip.Cc1101)]
    [DataRow(RadioChip.Sx1276)]
    public void Sleep_WithinAFrame_EndsItAsStalled(RadioChip kind)
    {
        RecordingSink sink = new() { Total = 200 };
        var bench = ModelBench.Of(kind, sink).Start();
        bench.Send(FrameEncoder.FromChips(ChipBench.Frame(200)), bench.NowUs + 100);
        bench.Run(bench.NowUs + 8_000);
        Assert.IsTrue(bench.Radio.IsReceiving);
        bench.Radio.Sleep(bench.NowUs);
        Assert.IsFalse(bench.Radio.IsReceiving);
        Assert.AreEqual(RxEnd.Stalled, sink.End);
    }

    [TestMethod]
    [DataRow(RadioChip.Cc1101)]
    [DataRow(RadioChip.Sx1276)]
    public void Wake_ChipIsGone_IsStartedAnewWhenItIsBack(RadioChip kind)
    {
        var bench = ModelBench.Of(kind, new RecordingSink()).Start();
        bench.Radio.Sleep(bench.NowUs);
        bench.Run(bench.NowUs + 1_000_000);
        bench.Chip.Fail(ChipFault.Dead);
        Assert.AreEqual(RadioStatus.NotFound, bench.Radio.Wake(bench.NowUs));
        bench.Chip.Fail(ChipFault.None);
        bench.Run(bench.NowUs + 3_000_000);
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Status);
        Assert.IsTrue(bench.IsReceiving);
    }

    // What a power dip left: registers at their reset values. The way through Reconfigure writes them all.
    [TestMethod]
    [DataRow(RadioChip.Cc1101)]
    [DataRow(RadioChip.Sx1276)]
    public void Wake_ChipWasReset_Listens(RadioChip kind)
    {
        var bench = ModelBench.Of(kind, new RecordingSink()).Start();
        bench.Radio.Sleep(bench.NowUs);
        bench.Run(bench.NowUs + 1_000_000);
        bench.Chip.Fail(ChipFault.BrownOutReset);
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Wake(bench.NowUs));
        bench.Run(bench.NowUs + 5_000);
        Assert.IsTrue(bench.IsReceiving);
    }
}
