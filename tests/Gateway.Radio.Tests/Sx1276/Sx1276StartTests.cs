using Gateway.Core;
using Gateway.Radio.Sx1276;

namespace Gateway.Radio.Tests.Sx1276;

[TestClass]
public class Sx1276StartTests
{
    [TestMethod]
    public void Start_GoodChip_WritesTheT1C1RegisterSet()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();

        // Address and value, written out: the table of public receivers, and README.md of the driver for the
        // rest.
        int[] expected =
        [
            0x01, 0x05, 0x02, 0x01, 0x03, 0x40, 0x04, 0x03, 0x05, 0x33, 0x06, 0xD9, 0x07, 0x3C, 0x08, 0xCD,
            0x0C, 0x23, 0x0D, 0x1E, 0x10, 0xFF, 0x0E, 0x04, 0x12, 0x11, 0x13, 0x11, 0x14, 0x28, 0x1A, 0x01, 0x1F, 0xAA,
            0x20, 0x00, 0x21, 0x00, 0x22, 0x00, 0x27, 0x31, 0x28, 0x54, 0x29, 0x3D, 0x30, 0x00, 0x31, 0x40,
            0x32, 0x00, 0x35, 0x12, 0x40, 0x0C, 0x5D, 0x00,
        ];
        for (int i = 0; i < expected.Length; i += 2)
        {
            Assert.AreEqual(expected[i + 1], bench.Chip[expected[i]], $"register 0x{expected[i]:X2}");
        }

        Assert.IsTrue(bench.Chip.IsListening);
        Assert.AreEqual(1, bench.Chip.Resets);
        Assert.AreEqual(0, bench.Chip.Violations);
        Assert.AreEqual((uint)bench.Chip.Transfers, bench.Radio.Counters.Transfers);
    }

    [TestMethod]
    public void Start_S1_RatesOfThePublicReceivers()
    {
        Sx1276Bench bench = new();
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Start(RadioProfile.S1, bench.Sink, 0));
        int[] expected =
        [
            0x02, 0x03, 0x03, 0xD0, 0x5D, 0x09, 0x06, 0xD9, 0x07, 0x13, 0x08, 0x33, 0x27, 0x32, 0x28, 0x54,
            0x29, 0x76, 0x2A, 0x96,
        ];
        for (int i = 0; i < expected.Length; i += 2)
        {
            Assert.AreEqual(expected[i + 1], bench.Chip[expected[i]], $"register 0x{expected[i]:X2}");
        }
    }

    /// <summary>The equations of the datasheet's sections 4.1.4, 4.2.1, 4.2.2 and 5.5.6, crystal 32 MHz. The
    /// filter holds deviation, half the rate and both crystals' errors.</summary>
    [TestMethod]
    [DataRow(RadioProfile.T1C1, 868.95e6, 100_000, 50_000, 166_667, 166_667, 18)]
    [DataRow(RadioProfile.S1, 868.30e6, 32_768, 50_000, 83_333, 125_000, 24)]
    [DataRow(RadioProfile.LinkIq, 868.10e6, 4_800, 5_000, 10_417, 25_000, 16)]
    public void Start_Profile_RegistersGiveFrequencyRateDeviationAndBandwidth(
        RadioProfile profile, double frequencyHz, int baud, int deviationHz, int bandwidthHz, int afcBandwidthHz,
        int firstBytes)
    {
        Sx1276Bench bench = new();
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Start(profile, bench.Sink, 0));
        const double crystal = 32e6;
        const double step = crystal / (1 << 19);
        FakeSx1276 c = bench.Chip;
        Assert.AreEqual(frequencyHz, ((c[0x06] << 16) | (c[0x07] << 8) | c[0x08]) * step, step / 2);
        double rate = crystal / (((c[0x02] << 8) | c[0x03]) + (c[0x5D] / 16.0));
        Assert.AreEqual(baud, rate, baud * 1e-4);
        Assert.AreEqual(deviationHz, ((c[0x04] << 8) | c[0x05]) * step, step / 2);
        Assert.AreEqual(bandwidthHz, Bandwidth(c[0x12]), 1);
        Assert.AreEqual(afcBandwidthHz, Bandwidth(c[0x13]), 1);
        Assert.AreEqual(firstBytes, c[0x35]);
    }

    [TestMethod]
    [DataRow(0x00, RadioStatus.NotFound)]
    [DataRow(0xFF, RadioStatus.NotFound)]
    [DataRow(0x0F, RadioStatus.WrongChip)]
    public void Start_DataLineStuck_RefusedWithinTheBound(int value, RadioStatus status)
    {
        Sx1276Bench bench = new();
        bench.Chip.StuckMiso = value;
        Assert.AreEqual(status, bench.Radio.Start(RadioProfile.T1C1, bench.Sink, 0));
        Assert.AreEqual((2 * Sx1276Timing.ReadyPauses) + 1, bench.Chip.Transfers);
    }

    [TestMethod]
    [DataRow(0x11)]
    [DataRow(0x22)]
    [DataRow(0x24)]
    public void Start_OtherChip_WrongChip(int version)
    {
        Sx1276Bench bench = new();
        bench.Chip.Version = (byte)version;
        Assert.AreEqual(RadioStatus.WrongChip, bench.Radio.Start(RadioProfile.T1C1, bench.Sink, 0));
    }

    [TestMethod]
    public void Start_AnyRegisterThatDoesNotKeep_RegisterMismatch()
    {
        int[] written =
        [
            .. Enumerable.Range(0x02, 7), .. Enumerable.Range(0x0C, 5), 0x12, 0x13, 0x14, 0x1A,
            .. Enumerable.Range(0x1F, 23), 0x40, 0x41, 0x5D,
        ];
        foreach (int register in written)
        {
            Sx1276Bench bench = new();
            bench.Chip.DeadRegister = register;
            Assert.AreEqual(
                RadioStatus.RegisterMismatch,
                bench.Radio.Start(RadioProfile.T1C1, bench.Sink, 0),
                $"register 0x{register:X2}");
        }
    }

    [TestMethod]
    public void Start_ReceiveModeNotReached_NoReceiveWithinTheBound()
    {
        Sx1276Bench bench = new();
        bench.Chip.RefusesRx = true;
        Assert.AreEqual(RadioStatus.NoReceive, bench.Radio.Start(RadioProfile.T1C1, bench.Sink, 0));
        const int bound = (2 * Sx1276Timing.ReceivePauses) + 80;
        Assert.IsTrue(bench.Chip.Transfers <= bound, $"{bench.Chip.Transfers} transfers");
    }

    /// <summary>Whatever used the chip before, and with no reset line.</summary>
    [TestMethod]
    [DataRow(0x80)]
    [DataRow(0x85)]
    [DataRow(0x05)]
    [DataRow(0x00)]
    [DataRow(0x2B)]
    public void Start_LeftInAnotherMode_Listens(int mode)
    {
        Sx1276Bench bench = new();
        bench.Chip[0x01] = (byte)mode;
        bench.Start();
        Assert.IsTrue(bench.Chip.IsListening);
        Assert.AreEqual(0, bench.Chip.Violations);
    }

    [TestMethod]
    public void Start_ResetLine_LowThenHighBeforeAnythingIsWritten()
    {
        FakeSx1276 chip = new();
        RecordingOutput reset = new(chip);
        Sx1276Radio radio = new(chip, chip.FifoPin, chip.SyncPin, reset);
        Assert.AreEqual(RadioStatus.Ok, radio.Start(RadioProfile.T1C1, new RecordingSink(), 0));
        CollectionAssert.AreEqual(new[] { false, true }, reset.Levels);
        Assert.AreEqual(0, reset.TransfersAtFall);
        Assert.AreEqual(Sx1276Timing.ResetPauses, reset.TransfersAtRise);
    }

    [TestMethod]
    public void Start_PinsSwapped_PinMismatch()
    {
        FakeSx1276 chip = new();
        Sx1276Radio radio = new(chip, chip.SyncPin, chip.FifoPin, null);
        Assert.AreEqual(RadioStatus.PinMismatch, radio.Start(RadioProfile.T1C1, new RecordingSink(), 0));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Start_Dio2Stuck_PinMismatch(bool level)
    {
        FakeSx1276 chip = new();
        Sx1276Radio radio = new(chip, chip.FifoPin, new FakePin { Level = level }, null);
        Assert.AreEqual(RadioStatus.PinMismatch, radio.Start(RadioProfile.T1C1, new RecordingSink(), 0));
    }

    private static double Bandwidth(byte register) =>
        32e6 / ((16 + (4 * (register >> 3 & 3))) * Math.Pow(2, (register & 7) + 2));

    private sealed class RecordingOutput(FakeSx1276 chip) : IOutputPin
    {
        public List<bool> Levels { get; } = [];

        public int TransfersAtFall { get; private set; }

        public int TransfersAtRise { get; private set; }

        public void Write(bool high)
        {
            Levels.Add(high);
            if (high)
            {
                TransfersAtRise = chip.Transfers;
            }
            else
            {
                TransfersAtFall = chip.Transfers;
            }
        }
    }
}
