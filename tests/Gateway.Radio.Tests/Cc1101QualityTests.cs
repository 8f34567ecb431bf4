// What is this chip's own: the calibration that it asks for now and then, and the limit of its frequency compensation.
using Gateway.Core;
using Gateway.Simulator.Meters;

namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101QualityTests : ReceptionQualityTests
{
    protected override RadioChip Kind => RadioChip.Cc1101;

    /// <summary>The bar: 0.3 ms plus the calibration, of 799 µs with settling (SWRS061I table 34).</summary>
    [TestMethod]
    public void Rearm_CalibrationDue_DeafForTheBarAndTheCalibration()
    {
        RecordingSink sink = new() { Total = 80 };
        ModelBench bench = new Cc1101ModelBench(sink) { SpiCallUs = 20, StepUs = 0 }.Start();
        byte[] frame = ChipBench.Frame(80);
        long longestUs = 0;
        int calibrations = 0;
        for (int i = 0; i < 40; i++)
        {
            bench.Run(bench.NowUs + 2_000_000);
            var sent = bench.Send(FrameEncoder.FromChips(frame), bench.NowUs + 1_000);
            long deafUs = DeafAfter(bench, sink, sent.EndNs / 1000);
            longestUs = Math.Max(longestUs, deafUs);
            calibrations += deafUs > 375 ? 1 : 0;
        }

        Assert.IsTrue(calibrations is >= 1 and <= 4, $"{calibrations} of 40 re-arms calibrated");
        Assert.IsTrue(longestUs <= 300 + 75 + 735, $"{longestUs} µs");
    }

    /// <summary>FOCCFG limits the compensation to a quarter of the bandwidth, 81 kHz; the demodulator may be off by
    /// the deviation beyond that, no more.</summary>
    [TestMethod]
    [DataRow(75_000, true)]
    [DataRow(150_000, false)]
    public void Receive_OffsetAboutTheCompensationsLimit_HeardInsideOnly(int offsetHz, bool isHeard)
    {
        RecordingSink sink = new() { Total = 60 };
        ModelBench bench = new Cc1101ModelBench(sink).Start();
        var sent = bench.Send(
            FrameEncoder.FromChips(ChipBench.Frame(60)), bench.NowUs + 1_000, -25,
            AirChannel.FrequentCarrierHz + offsetHz);
        bench.Run((sent.EndNs / 1000) + 4_000);
        Assert.AreEqual(isHeard ? 1u : 0u, bench.Radio.Counters.Completed);
    }

    private static long DeafAfter(ModelBench bench, RecordingSink sink, long endUs)
    {
        bench.Run(endUs - 100);
        int ends = sink.Ends;
        for (long us = endUs - 100; us < endUs + 5_000; us += 10)
        {
            bench.Run(us);
            if (sink.Ends > ends && bench.IsReceiving)
            {
                return bench.NowUs - endUs;
            }
        }

        return long.MaxValue;
    }
}
