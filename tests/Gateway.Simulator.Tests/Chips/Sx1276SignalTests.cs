using System;
using System.Linq;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

// RSSI, FEI, AFC and gain of the SX1276 (Semtech rev. 4 sections 4.2.3, 5.5), and the sensitivity that
// follows.
[TestClass]
public class Sx1276SignalTests
{
    private const double StepHz = 32e6 / 524_288;

    [TestMethod]
    [DataRow(-40, 0, 0)]
    [DataRow(-60, 0, 0)]
    [DataRow(-90, 0, 0)]
    [DataRow(-60, 0x50, 10, DisplayName = "offset +10 dB")]
    [DataRow(-60, 0x80, -16, DisplayName = "offset -16 dB")]
    public void Rssi_DuringAFrame_IsMinusHalfTheValue(int powerDbm, int config, int offsetDb)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x0E, (byte)(config | 2));
        bench.Send(ChipBench.Bytes(10), powerDbm: powerDbm + 60);
        bench.Wait(600);

        Assert.AreEqual(powerDbm + offsetDb, bench.Read(0x11) / -2.0, 2.0);
        bench.Wait(3000);
        bench.Write(0x0D, 0x40);
        bench.Wait(1000);
        Assert.AreEqual(-108.5 + offsetDb, bench.Read(0x11) / -2.0, 2.0, "nothing is kept");
    }

    [TestMethod]
    [DataRow(0, 8.0, DisplayName = "2 samples")]
    [DataRow(2, 16.0)]
    [DataRow(7, 512.0, DisplayName = "256 samples")]
    public void Rssi_Smoothing_DelaysTheReading(int smoothing, double atMostUs)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x0E, (byte)smoothing);
        bench.Wait(1000);
        bench.Send(ChipBench.Bytes(100));
        var us = 0;
        while (bench.Read(0x11) > 140 && us < 2000)
        {
            us += 2;
        }

        Assert.AreEqual(atMostUs, us, 12.0);
    }

    [TestMethod]
    [DataRow(0, 0.0, 0)]
    [DataRow(40_000, 0.0, 40_000)]
    [DataRow(-40_000, 0.0, -40_000)]
    [DataRow(0, 20.0, -17_379)]
    [DataRow(17_379, 20.0, 0)]
    public void Afc_PreambleTrigger_CorrectsAndTellsTheOffset(int offsetHz, double crystalPpm, int expectedHz)
    {
        var bench = new Sx1276Bench();
        bench.Chip.CrystalErrorPpm = crystalPpm;
        bench.Listen(0x0D, 0x1E);
        var sent = ChipBench.Bytes(10);
        bench.Send(sent, carrierHz: 868_950_000 + offsetHz);
        bench.Wait(900);

        var afcHz = bench.ReadSigned(0x1B) * StepHz;
        Assert.AreEqual(-expectedHz, afcHz, 2000, "AfcValue is subtracted from Frf");
        bench.Wait(2000);
        CollectionAssert.AreEqual(sent, bench.ReadFifo(10));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(40_000)]
    [DataRow(-25_000)]
    public void Fei_InThePreamble_IsTheOffset_AndInDataIsNot(int offsetHz)
    {
        var bench = new Sx1276Bench();
        bench.Listen();
        bench.Send(new byte[10], carrierHz: 868_950_000 + offsetHz, preambleBytes: 8);
        bench.Wait(500);
        Assert.AreEqual(offsetHz, bench.ReadSigned(0x1D) * StepHz, 2000);
        bench.Wait(600);
        Assert.AreEqual(offsetHz - 50_000, bench.ReadSigned(0x1D) * StepHz, 3000, "four zeros");
    }

    [TestMethod]
    public void Afc_Off_OffsetCostsSensitivityOnly()
    {
        foreach (var (config, powerDbm, expected) in new[]
        {
            (0x00, 0, ReceptionOutcome.ReceivedIntoFifo),
            (0x00, -36, ReceptionOutcome.MissedNoSync),
            (0x1E, -36, ReceptionOutcome.ReceivedIntoFifo),
        })
        {
            var bench = new Sx1276Bench();
            bench.Listen(0x0D, (byte)config, 0x12, 0x02);
            bench.Send(ChipBench.Bytes(10), powerDbm: powerDbm, carrierHz: 868_990_000);
            bench.Wait(3000);
            Assert.AreEqual(expected, bench.Outcomes[0], $"{config:X2} at {powerDbm}");
        }
    }

    [TestMethod]
    [DataRow(0x01, ReceptionOutcome.ReceivedIntoFifo, DisplayName = "AfcAutoClearOn")]
    [DataRow(0x00, ReceptionOutcome.MissedNoSync, DisplayName = "from the last correction on")]
    public void Afc_OppositeOffsets_NeedTheClear(int afcFei, ReceptionOutcome second)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x0D, 0x1E, 0x13, 0x02, 0x1A, (byte)afcFei);
        bench.Send(ChipBench.Bytes(10), carrierHz: 869_020_000);
        bench.Wait(3000);
        bench.ReadFifo(10);
        bench.Write(0x0D, 0x3E);
        bench.Wait(1000);
        bench.Send(ChipBench.Bytes(10), carrierHz: 868_880_000, powerDbm: -30);
        bench.Wait(3000);

        CollectionAssert.AreEqual(new[] { ReceptionOutcome.ReceivedIntoFifo, second }, bench.Outcomes);
    }

    [TestMethod]
    public void Agc_NotRestarted_IsDeafForAWeakFrameAfterAStrongOne()
    {
        foreach (var restart in new[] { false, true })
        {
            var bench = new Sx1276Bench();
            bench.Listen(0x0D, 0x09, 0x10, 180, 0x32, 0x00);
            bench.Send(ChipBench.Bytes(10), powerDbm: 20);
            bench.Wait(1280);
            Assert.AreEqual(5, bench.Read(0x0C) >> 5, "G5 at -40 dBm");
            if (restart)
            {
                bench.Write(0x0D, 0x49);
            }
            else
            {
                bench.Write(0x01, 0x04);
                bench.Write(0x01, 0x05);
            }

            bench.Write(0x3F, 0x10);
            bench.Wait(2000);
            Assert.AreEqual(1, bench.Read(0x0C) >> 5, "waits with full gain");
            bench.Send(ChipBench.Bytes(10), powerDbm: -27);
            bench.Wait(3000);
            Assert.AreEqual(ReceptionOutcome.ReceivedIntoFifo, bench.Outcomes[1]);
        }

        var stale = new Sx1276Bench();
        stale.Listen(0x0D, 0x09, 0x10, 180);
        stale.Wait(100);
        stale.Send(new byte[3], powerDbm: 20, sync: 0x1111);
        stale.Wait(2000);
        stale.Send(ChipBench.Bytes(10), powerDbm: -35);
        stale.Wait(3000);
        Assert.AreEqual(
            ReceptionOutcome.MissedNoSync, stale.Outcomes[1], "the gain of the frame that set it off stays");
    }

    [TestMethod]
    public void Sensitivity_TwentyByteFrames_FallsOffNearTheNoise()
    {
        Assert.IsTrue(Lost(-98) <= 2, "-98 dBm");
        Assert.IsTrue(Lost(-105) >= 150, "-105 dBm");
    }

    [TestMethod]
    public void Noise_SyncOfTwoBytes_FalseSyncsComeAtTheRateOfChance()
    {
        var bench = new Sx1276Bench();
        bench.Medium.NoiseFalseSyncs = true;
        bench.Listen(0x32, 1, 0x27, 0x51);
        for (var second = 0; second < 200; second++)
        {
            for (var i = 0; i < 20; i++)
            {
                bench.Wait(50_000);
                bench.Drain();
            }
        }

        // 100 kb/s / 2^16 = 1.53 a second; 200 s give 305 less the waits, ± 17.
        Assert.IsTrue(bench.Chip.FalseSyncCount is > 220 and < 360, "seed 1: " + bench.Chip.FalseSyncCount);
    }

    [TestMethod]
    [DataRow(0xAA, 30, 130, DisplayName = "2 bytes, 10 chips")]
    [DataRow(0xA4, 0, 2, DisplayName = "2 bytes, 4 chips")]
    [DataRow(0xCA, 0, 2, DisplayName = "3 bytes, 10 chips")]
    public void Noise_PreambleTrigger_IsSetOffByTheDetectorsTolerance(int detector, int atLeast, int atMost)
    {
        var bench = new Sx1276Bench();
        bench.Medium.NoiseFalseSyncs = true;
        bench.Listen(0x0D, 0x1E, 0x1F, (byte)detector);
        for (var i = 0; i < 1000; i++)
        {
            bench.Wait(100_000);
            bench.Write(0x0D, 0x3E);
        }

        var count = bench.Chip.FalsePreambleCount;
        Assert.IsTrue(count >= atLeast && count <= atMost, "seed 1: " + count);
    }

    private static int Lost(int powerDbm)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x32, 20);
        for (var i = 0; i < 200; i++)
        {
            bench.Send(ChipBench.Bytes(20, i), powerDbm: powerDbm + 60);
            bench.Wait(3000);
            bench.Write(0x0D, 0x40);
            bench.Write(0x3F, 0x10);
            bench.Wait(200);
        }

        return 200 - bench.Outcomes.Count(outcome => outcome == ReceptionOutcome.ReceivedIntoFifo);
    }
}
