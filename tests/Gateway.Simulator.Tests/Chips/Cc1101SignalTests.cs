using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Gateway.Simulator.Air;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

[TestClass]
public class Cc1101SignalTests
{
    [TestMethod]
    [DataRow(-40)]
    [DataRow(-60)]
    [DataRow(-90)]
    public void Rssi_OfAFrame_IsItsPowerPlus74TimesTwo(int powerDbm)
    {
        var bench = new Cc1101Bench();
        bench.Listen();
        bench.Send(Cc1101Bench.Bytes(10), powerDbm: powerDbm + 60);
        bench.Wait(3000);

        Assert.AreEqual(powerDbm, ((sbyte)bench.Status(0x34) / 2.0) - 74, 2.0);
    }

    [TestMethod]
    public void Rssi_WithoutSignal_IsTheNoiseFloor()
    {
        var bench = new Cc1101Bench();
        bench.Listen();
        Assert.AreEqual(-107.4, ((sbyte)bench.Status(0x34) / 2.0) - 74, 2.0);
    }

    [TestMethod]
    public void Rssi_JustInRx_IsTheOldReading()
    {
        var bench = new Cc1101Bench();
        bench.Configure(0x18, 0x08);
        bench.Strobe(0x33);
        bench.Wait(800);
        bench.Strobe(0x34);
        bench.Wait(80);
        Assert.AreEqual(0x80, bench.Status(0x34));
        bench.Wait(200);
        Assert.AreNotEqual(0x80, bench.Status(0x34));
    }

    [TestMethod]
    [DataRow(0, 0.0, 0)]
    [DataRow(30_000, 0.0, 19)]
    [DataRow(-30_000, 0.0, -19)]
    [DataRow(0, 20.0, -11)]
    [DataRow(17_379, 20.0, 0)]
    public void Freqest_Offset_IsInStepsOf1587Hz(int offsetHz, double crystalPpm, int steps)
    {
        var bench = new Cc1101Bench();
        bench.Chip.CrystalErrorPpm = crystalPpm;
        bench.Listen();
        bench.Send(Cc1101Bench.Bytes(10), carrierHz: 868_950_000 + offsetHz);
        bench.Wait(3000);

        Assert.AreEqual(ReceptionOutcome.ReceivedIntoFifo, bench.Outcomes[0]);
        Assert.AreEqual(steps, (sbyte)bench.Status(0x32), 1);
    }

    [TestMethod]
    public void Lqi_WeakerSignal_IsWorse()
    {
        var last = -1;
        for (var powerDbm = 0; powerDbm >= -36; powerDbm -= 6)
        {
            var bench = new Cc1101Bench();
            bench.Listen();
            bench.Send(Cc1101Bench.Bytes(10), powerDbm: powerDbm);
            bench.Wait(3000);
            var lqi = bench.Status(0x33) & 0x7F;
            Assert.IsTrue(lqi >= last, "LQI at " + powerDbm);
            last = lqi;
        }

        Assert.IsTrue(last > 10);
    }

    [TestMethod]
    public void AppendedStatus_Enabled_IsRssiThenLqi()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x07, 0x04);
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(3000);

        Assert.AreEqual(12, bench.Status(0x3B));
        var status = bench.ReadFifo(12)[10..];
        Assert.AreEqual(bench.Status(0x34), status[0]);
        Assert.AreEqual(bench.Status(0x33), status[1]);
    }

    [TestMethod]
    public void CarrierSenseGate_FrameBelowThreshold_IsNotTaken()
    {
        var bench = new Cc1101Bench(lossDb: 100);
        bench.Listen(0x12, 0x06, 0x1C, 0x00);
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(3000);
        CollectionAssert.AreEqual(new[] { ReceptionOutcome.MissedCarrierSense }, bench.Outcomes);

        bench = new Cc1101Bench(lossDb: 80);
        bench.Listen(0x12, 0x06, 0x1C, 0x00);
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(3000);
        CollectionAssert.AreEqual(new[] { ReceptionOutcome.ReceivedIntoFifo }, bench.Outcomes);
    }

    [TestMethod]
    public void Sensitivity_TwentyByteFrames_OnePercentLostNearMinus100Dbm()
    {
        Assert.IsTrue(Lost(-97) <= 2, "-97 dBm");
        Assert.IsTrue(Lost(-104) >= 150, "-104 dBm");
    }

    [TestMethod]
    public void Collision_EqualPower_DestroysBoth()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x06, 40);
        bench.Send(Cc1101Bench.Bytes(40));
        bench.Send(Cc1101Bench.Bytes(40, 8), afterUs: 1000);
        bench.Wait(8000);

        CollectionAssert.AreEqual(new[] { AirOutcome.Collided, AirOutcome.Collided }, bench.AirOutcomes);
        Assert.AreEqual(ReceptionOutcome.Damaged, bench.Outcomes[0]);
        Assert.AreNotEqual(ReceptionOutcome.ReceivedIntoFifo, bench.Outcomes[1]);
    }

    [TestMethod]
    public void Collision_InterfererTenDbWeaker_FirstSurvives()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x06, 40);
        var sent = Cc1101Bench.Bytes(40);
        bench.Send(sent);
        bench.Send(Cc1101Bench.Bytes(40, 8), afterUs: 1000, powerDbm: -10);
        bench.Wait(8000);

        CollectionAssert.AreEqual(sent, bench.ReadFifo(40));
        CollectionAssert.AreEqual(new[] { AirOutcome.Delivered, AirOutcome.Collided }, bench.AirOutcomes);
    }

    [TestMethod]
    public void Collision_StrongerLateFrame_GarblesTheFirstAndIsNotFollowed()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x06, 40);
        bench.Send(Cc1101Bench.Bytes(40), powerDbm: -20);
        bench.Send(Cc1101Bench.Bytes(40, 8), afterUs: 1000);
        bench.Wait(8000);

        CollectionAssert.AreEqual(
            new[] { ReceptionOutcome.Damaged, ReceptionOutcome.MissedBusy }, bench.Outcomes);
        Assert.AreEqual(AirOutcome.Collided, bench.AirOutcomes[1], "a perfect receiver was held too");
    }

    [TestMethod]
    public void Noise_SixteenOfSixteen_FalseSyncsComeAtTheRateOfChance()
    {
        var bench = new Cc1101Bench();
        bench.Medium.NoiseFalseSyncs = true;
        bench.Listen(0x06, 1, 0x17, 0x3C, 0x07, 0x00);
        for (var second = 0; second < 200; second++)
        {
            bench.Wait(1e6);
            bench.ReadFifo(Math.Max(1, (int)bench.Status(0x3B)));
        }

        // 103.15 kBd / 2^16 = 1.57 a second; 200 s give 315 ± 18.
        Assert.IsTrue(bench.Chip.FalseSyncCount is > 240 and < 390, "seed 1: " + bench.Chip.FalseSyncCount);
    }

    [TestMethod]
    public void Noise_CarrierSenseAsked_HasNoFalseSyncs()
    {
        var bench = new Cc1101Bench();
        bench.Medium.NoiseFalseSyncs = true;
        bench.Listen(0x12, 0x06);
        bench.Wait(100e6);
        Assert.AreEqual(0, bench.Chip.FalseSyncCount);
    }

    private static int Lost(int powerDbm)
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x06, 20, 0x17, 0x30);
        for (var i = 0; i < 200; i++)
        {
            bench.Send(Cc1101Bench.Bytes(20, i), powerDbm: powerDbm + 60);
            bench.Wait(3000);
            bench.Strobe(0x36);
            bench.Strobe(0x3A);
            bench.Strobe(0x34);
            bench.Wait(1000);
        }

        return (int)(200 - bench.Chip.Count(ReceptionOutcome.ReceivedIntoFifo));
    }
}
