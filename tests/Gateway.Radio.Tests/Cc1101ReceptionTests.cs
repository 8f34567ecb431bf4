using Gateway.Core;
using Gateway.Radio.Cc1101;

namespace Gateway.Radio.Tests;

[TestClass]
public class Cc1101ReceptionTests : DriverReceptionTests
{
    private protected override IFakeChip NewChip() => new FakeCc1101();

    private protected override RadioStage NewRadio(
        IFakeChip chip, IInterruptPin fifoPin, IInterruptPin syncPin) =>
        new Cc1101Radio(chip, fifoPin, syncPin);

    [TestMethod]
    [DataRow(100, 100)]
    [DataRow(255, 255)]
    [DataRow(256, 1)] // PKTLEN must not be 0: one byte more
    [DataRow(257, 1)]
    [DataRow(435, 179)]
    [DataRow(512, 1)]
    [DataRow(600, 88)]
    public void Receive_Length_FixedLengthOnlyWhenFewerThan256AreToCome(int length, int pktLen)
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = length;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        byte[] frame = RadioBench.Frame(length + 1);
        int switchedAt = -1;
        for (int i = 0; i < length && bench.Sink.Ends == 0; i++)
        {
            bench.NowUs += RadioBench.ByteUs;
            bench.Chip.Air(frame.AsSpan(i, 1));
            bench.StepIfDue();
            if (switchedAt < 0 && (bench.Chip[0x08] & 3) == 0)
            {
                switchedAt = i + 1;
                Assert.AreEqual(pktLen, bench.Chip[0x06]);
            }
        }

        Assert.IsTrue(switchedAt > 0, "never switched to fixed length");
        int chipTotal = length % 256 == 0 ? length + 1 : length;
        Assert.IsTrue(chipTotal - switchedAt < 256, $"switched at {switchedAt}");
        bench.NowUs += RadioBench.ByteUs;
        bench.Chip.Air(frame.AsSpan(length, 1));
        bench.StepIfDue();
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame[..length], bench.Sink.Bytes);
        Assert.AreEqual(2, bench.Chip[0x08] & 3, "infinite again for the next frame");
    }

    [TestMethod]
    public void Receive_FittingTail_OneInterruptAtTheEndAndNoPolling()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 70;
        bench.Send(RadioBench.Frame(70));
        Assert.AreEqual(2, bench.Sink.Pushes);

        // Sync, first threshold, end of packet.
        Assert.AreEqual(3, bench.Steps);
    }

    [TestMethod]
    public void Receive_LongFrame_FewStepsAndTransfersPerByte()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 435;
        int transfers = bench.Chip.Transfers;
        bench.Send(RadioBench.Frame(435));
        Assert.IsTrue(bench.Steps <= 16, $"{bench.Steps} steps");
        transfers = bench.Chip.Transfers - transfers;
        Assert.IsTrue(transfers <= 35, $"{transfers} transfers");
    }

    [TestMethod]
    public void Receive_SyncNoticedLate_IsDatedByTheBytesThatCame()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 50;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Chip.Air(RadioBench.Frame(25));
        bench.NowUs += 25 * RadioBench.ByteUs;
        bench.Step();
        Assert.AreEqual(bench.NowUs - (25 * RadioBench.ByteUs), bench.Sink.SyncUs);
        Assert.AreEqual(RadioProfile.T1C1, bench.Sink.Profile);
        Assert.AreEqual(1, bench.Sink.Pushes, "a full threshold is drained at once");
    }

    /// <summary>With no byte behind it the last FIFO byte is wanted: the driver must stop the chip first.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(5)]
    public void Receive_LengthKnownTooLateForTheChip_EndsByRxBytes(int bytesBehind)
    {
        // The sink finds the length when the chip's counter has passed it already.
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 40;
        bench.Sink.KnownAfter = 39;
        byte[] frame = RadioBench.Frame(40);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.Air(frame);
        bench.NowUs += 40 * RadioBench.ByteUs;
        bench.Step();
        Assert.AreEqual(0, bench.Sink.Ends);
        bench.Chip.Air(RadioBench.Frame(bytesBehind));
        bench.NowUs += 5 * RadioBench.ByteUs;
        bench.Step();
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
        Assert.AreEqual(0, bench.Chip.Violations);
        Assert.AreEqual(FakeCc1101.Mode.Rx, bench.Chip.State);
    }

    [TestMethod]
    public void Receive_RssiLqiFreqEst_AllRawValuesConvert()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 30;
        byte[] frame = RadioBench.Frame(30);
        for (int raw = 0; raw < 256; raw++)
        {
            bench.Chip.Rssi = (byte)raw;
            bench.Chip.Lqi = (byte)raw;
            bench.Chip.FreqEst = (byte)raw;
            bench.Send(frame);
            int signed = raw < 128 ? raw : raw - 256;
            Assert.AreEqual((signed / 2.0) - 74, bench.Sink.RssiDbm, 0.5, $"RSSI {raw}");
            Assert.AreEqual(raw % 128, bench.Sink.Lqi, $"LQI {raw}");
            Assert.AreEqual(signed * 26e6 / 16384, bench.Sink.FrequencyOffsetHz, 1.0, $"FREQEST {raw}");
        }
    }
}
