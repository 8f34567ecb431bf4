using Gateway.Core;
using Gateway.Radio.Cc1101;

namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101StartTests
{
    [TestMethod]
    public void Start_GoodChip_WritesTheT1C1RegisterSet()
    {
        RadioBench bench = new RadioBench().Start();

        // Address and value, written out from the table of public receivers for 868.95 MHz.
        int[] expected =
        [
            0x00, 0x06, 0x02, 0x00, 0x03, 0x04, 0x04, 0x54, 0x05, 0x3D, 0x07, 0x04, 0x08, 0x02, 0x0B, 0x08,
            0x0C, 0x00, 0x0D, 0x21, 0x0E, 0x6B, 0x0F, 0xD0, 0x10, 0x5C, 0x11, 0x04, 0x12, 0x02, 0x13, 0x22,
            0x14, 0xF8, 0x15, 0x44, 0x17, 0x0C, 0x19, 0x2E, 0x1A, 0xBF, 0x1B, 0x43, 0x1C, 0x09, 0x1D, 0xB5,
            0x21, 0xB6, 0x22, 0x10, 0x23, 0xEA, 0x24, 0x2A, 0x25, 0x00, 0x26, 0x1F, 0x2C, 0x81, 0x2D, 0x35,
            0x2E, 0x09,
        ];
        for (int i = 0; i < expected.Length; i += 2)
        {
            Assert.AreEqual(expected[i + 1], bench.Chip[expected[i]], $"register 0x{expected[i]:X2}");
        }

        Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
        Assert.AreEqual(1, bench.Chip.Resets);
        Assert.AreEqual(1, bench.Chip.Calibrations);
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
        Assert.AreEqual((uint)bench.Chip.Transfers, bench.Radio.Counters.Transfers);
    }

    /// <summary>The equations of SWRS061I sections 12, 13, 16 and 21 with a crystal of 26 MHz.</summary>
    [TestMethod]
    [DataRow(RadioProfile.T1C1, 868.95e6, 103_149, 38_086, 325_000)]
    [DataRow(RadioProfile.S1, 868.30e6, 32_730, 47_607, 270_833)]
    [DataRow(RadioProfile.LinkIq, 868.10e6, 4_798, 5_157, 58_036)]
    public void Start_Profile_RegistersGiveFrequencyRateDeviationAndBandwidth(
        RadioProfile profile, double frequencyHz, int baud, int deviationHz, int bandwidthHz)
    {
        RadioBench bench = new();
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Start(profile, bench.Sink, 0));
        const double crystal = 26e6;
        FakeCc1101 c = bench.Chip;
        int freq = (c[0x0D] << 16) | (c[0x0E] << 8) | c[0x0F];
        Assert.AreEqual(frequencyHz, crystal / 65536 * freq, 397); // one step
        double rate = (256 + c[0x11]) * Math.Pow(2, c[0x10] & 0x0F) / Math.Pow(2, 28) * crystal;
        Assert.AreEqual(baud, rate, 5);
        double deviation = crystal / 131072 * (8 + (c[0x15] & 7)) * Math.Pow(2, c[0x15] >> 4 & 7);
        Assert.AreEqual(deviationHz, deviation, 1);
        double bandwidth = crystal / (8 * (4 + (c[0x10] >> 4 & 3)) * Math.Pow(2, c[0x10] >> 6));
        Assert.AreEqual(bandwidthHz, bandwidth, 1);
    }

    [TestMethod]
    public void Start_OlderSilicon_Accepted()
    {
        RadioBench bench = new();
        bench.Chip.Version = 0x04;
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Start(RadioProfile.T1C1, bench.Sink, 0));
    }

    [TestMethod]
    [DataRow(0x00)]
    [DataRow(0xFF)]
    [DataRow(0x0F)]
    public void Start_DataLineStuck_NotFoundWithinTheBound(int value)
    {
        RadioBench bench = new();
        bench.Chip.StuckMiso = value;
        Assert.AreEqual(RadioStatus.NotFound, bench.Radio.Start(RadioProfile.T1C1, bench.Sink, 0));
        int transfers = bench.Chip.Transfers;
        Assert.IsTrue(transfers <= Cc1101Timing.ReadyPolls + 3, $"{transfers} transfers");
    }

    [TestMethod]
    [DataRow(0x80, 0x03)]
    [DataRow(0x00, 0x03)]
    [DataRow(0x01, 0x14)]
    public void Start_OtherChip_WrongChip(int partNum, int version)
    {
        RadioBench bench = new();
        bench.Chip.PartNum = (byte)partNum;
        bench.Chip.Version = (byte)version;
        Assert.AreEqual(RadioStatus.WrongChip, bench.Radio.Start(RadioProfile.T1C1, bench.Sink, 0));
    }

    [TestMethod]
    public void Start_AnyRegisterThatDoesNotKeep_RegisterMismatch()
    {
        for (int register = 0; register <= 0x2E; register++)
        {
            if (register is >= 0x27 and <= 0x2B)
            {
                continue; // not written
            }

            RadioBench bench = new();
            bench.Chip.DeadRegister = register;
            Assert.AreEqual(
                RadioStatus.RegisterMismatch,
                bench.Radio.Start(RadioProfile.T1C1, bench.Sink, 0),
                $"register 0x{register:X2}");
        }
    }

    [TestMethod]
    public void Start_GdoPinsSwapped_PinMismatch()
    {
        FakeCc1101 chip = new();
        Cc1101Radio radio = new(chip, chip.Gdo2, chip.Gdo0);
        Assert.AreEqual(RadioStatus.PinMismatch, radio.Start(RadioProfile.T1C1, new RecordingSink(), 0));
        Assert.IsFalse(radio.IsReceiving);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Start_Gdo2Stuck_PinMismatch(bool level)
    {
        FakeCc1101 chip = new();
        Cc1101Radio radio = new(chip, chip.Gdo0, new FakePin { Level = level });
        Assert.AreEqual(RadioStatus.PinMismatch, radio.Start(RadioProfile.T1C1, new RecordingSink(), 0));
    }

    [TestMethod]
    public void Start_Gdo0Cut_ListensAllTheSame()
    {
        FakeCc1101 chip = new();
        Cc1101Radio radio = new(chip, new FakePin(), chip.Gdo2);
        Assert.AreEqual(RadioStatus.Ok, radio.Start(RadioProfile.T1C1, new RecordingSink(), 0));
    }

    [TestMethod]
    public void Start_ChipStaysIdle_NoReceiveWithinTheBound()
    {
        RadioBench bench = new();
        bench.Chip.RefusesRx = true;
        Assert.AreEqual(RadioStatus.NoReceive, bench.Radio.Start(RadioProfile.T1C1, bench.Sink, 0));
        int transfers = bench.Chip.Transfers;
        Assert.IsTrue(transfers <= Cc1101Timing.ReceivePolls + 12, $"{transfers} transfers");
    }

    [TestMethod]
    public void Start_OtherProfile_UnknownProfileAndNothingTouched()
    {
        RadioBench bench = new();
        Assert.AreEqual(RadioStatus.UnknownProfile, bench.Radio.Start((RadioProfile)99, bench.Sink, 0));
        Assert.AreEqual(0, bench.Chip.Transfers);
        Assert.AreEqual(long.MaxValue, bench.Radio.NextWakeUs);
        bench.Step();
        Assert.AreEqual(0, bench.Chip.Transfers);
    }
}
