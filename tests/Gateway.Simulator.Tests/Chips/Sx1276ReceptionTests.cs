using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

[TestClass]
public class Sx1276ReceptionTests
{
    [TestMethod]
    public void Receive_FixedLength_FifoHoldsTheBytesAndFlagsFollow()
    {
        var bench = new Sx1276Bench();
        bench.Listen();
        Assert.AreEqual(0xD0, bench.Read(0x3E) & 0xF7, "ModeReady, RxReady, PllLock");
        var sent = ChipBench.Bytes(10);
        bench.Send(sent);
        bench.Wait(3000);

        Assert.AreEqual(0x03, bench.Read(0x3E) & 0x03, "PreambleDetect, SyncAddressMatch");
        Assert.AreEqual(0x04, bench.Read(0x3F), "PayloadReady");
        CollectionAssert.AreEqual(sent[..9], bench.ReadFifo(9));
        Assert.AreEqual(0x04, bench.Read(0x3F), "still");
        CollectionAssert.AreEqual(sent[9..], bench.ReadFifo(1));
        Assert.AreEqual(0x40, bench.Read(0x3F), "FifoEmpty alone");
        Assert.AreEqual(0x02, bench.Read(0x3E) & 0x03, "SyncAddressMatch falls with the last byte");
        bench.Write(0x3E, 0x02);
        Assert.AreEqual(0x00, bench.Read(0x3E) & 0x03);
        CollectionAssert.AreEqual(new[] { ReceptionOutcome.ReceivedIntoFifo }, bench.Outcomes);
        Assert.AreEqual(0, bench.Warnings.Count, string.Join('\n', bench.Warnings));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    [DataRow(7)]
    [DataRow(8)]
    public void Sync_EachSize_IsTakenWholeAndOnlyWhole(int size)
    {
        const ulong All = 0x12F1439AB7E254C6;
        var sync = All >> (64 - (8 * size));
        foreach (var wrong in new[] { 0UL, 1UL, 1UL << ((8 * size) - 1) })
        {
            var bench = new Sx1276Bench();
            bench.Configure(0x27, (byte)(0x10 | (size - 1)));
            bench.Write(0x28, 0x12, 0xF1, 0x43, 0x9A, 0xB7, 0xE2, 0x54, 0xC6);
            bench.Write(0x01, 0x05);
            bench.Wait(1000);
            var sent = ChipBench.Bytes(10);
            bench.Send(sent, sync: sync ^ wrong, syncBits: 8 * size);
            bench.Wait(4000);
            var isIn = bench.Outcomes[0] == ReceptionOutcome.ReceivedIntoFifo;
            Assert.AreEqual(wrong == 0, isIn, $"{size} bytes, wrong {wrong:X}: {bench.Outcomes[0]}");
            if (isIn)
            {
                CollectionAssert.AreEqual(sent, bench.ReadFifo(10));
            }
        }
    }

    [TestMethod]
    [DataRow(0xD9, 0x79, 0x9A, DisplayName = "869.9 MHz")]
    [DataRow(0x6C, 0x80, 0x00, DisplayName = "434 MHz")]
    public void Frequency_Wrong_IsDeaf(int msb, int mid, int lsb)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x06, (byte)msb, 0x07, (byte)mid, 0x08, (byte)lsb);
        bench.Send(ChipBench.Bytes(10));
        bench.Wait(3000);

        Assert.AreEqual(0x40, bench.Read(0x3F));
        CollectionAssert.AreEqual(new[] { ReceptionOutcome.MissedNoSync }, bench.Outcomes);
    }

    [TestMethod]
    [DataRow(0x02, 0x80, 0, DisplayName = "50 kb/s")]
    [DataRow(0x01, 0x20, 0, DisplayName = "11 % too fast")]
    public void BitRate_Wrong_NothingUsableArrives(int msb, int lsb, int frac)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x02, (byte)msb, 0x03, (byte)lsb, 0x5D, (byte)frac);
        bench.Send(ChipBench.Bytes(10));
        bench.Wait(3000);

        Assert.AreNotEqual(ReceptionOutcome.ReceivedIntoFifo, bench.Outcomes[0]);
    }

    [TestMethod]
    public void BitRate_WithFraction_ReceivesModeS()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x02, 0x03, 0x03, 0xD0, 0x5D, 0x09);
        var sent = ChipBench.Bytes(10);
        bench.Send(sent, rateHz: 32_768);
        bench.Wait(10_000);

        CollectionAssert.AreEqual(sent, bench.ReadFifo(10));
    }

    [TestMethod]
    [DataRow(false, true)]
    [DataRow(false, false)]
    [DataRow(true, true)]
    [DataRow(true, false)]
    public void Packet_VariableWithCrc_IsCheckedAndStripped(bool isIbm, bool isGood)
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x30, (byte)(0x90 | (isIbm ? 1 : 0)), 0x32, 0x40);
        byte[] payload = [5, 1, 2, 3, 4, 5];
        var crc = isIbm
            ? ChipBench.Crc(payload)
            : ChipBench.Crc(payload, 0x1021, 0x1D0F) ^ 0xFFFF;
        crc ^= isGood ? 0 : 0x0100;
        bench.Send([.. payload, (byte)(crc >> 8), (byte)crc]);
        bench.Wait(3000);

        Assert.AreEqual(isGood ? 0x06 : 0x40, bench.Read(0x3F), "PayloadReady and CrcOk, or an empty FIFO");
        CollectionAssert.AreEqual(isGood ? payload : [], bench.Drain());
    }

    [TestMethod]
    public void Packet_BadCrcWithoutAutoClear_IsKept()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x30, 0x98, 0x32, 0x40);
        bench.Send([2, 7, 8, 0, 0]);
        bench.Wait(3000);

        Assert.AreEqual(0x04, bench.Read(0x3F), "PayloadReady without CrcOk");
        CollectionAssert.AreEqual(new byte[] { 2, 7, 8 }, bench.Drain());
    }

    [TestMethod]
    public void Packet_LongerThanAllowed_IsDropped()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x30, 0x80, 0x32, 0x05);
        bench.Send([6, 1, 2, 3, 4, 5, 6]);
        bench.Wait(3000);

        Assert.AreEqual(0x40, bench.Read(0x3F));
    }

    [TestMethod]
    public void Length_ElevenBits_EndsAtExactlyThatByte()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x31, 0x41, 0x32, 0x2C);
        var sent = ChipBench.Bytes(320);
        bench.Send(sent);
        var received = DrainByLevel(bench, 30_000);

        CollectionAssert.AreEqual(sent[..300], received);
    }

    [TestMethod]
    public void Length_Unlimited_GoesOnUntilTheHostRestarts()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x32, 0x00);
        var sent = ChipBench.Bytes(600);
        bench.Send(sent);
        var received = DrainByLevel(bench, 52_000);

        Assert.IsTrue(received.Length > 620, "noise follows the frame");
        CollectionAssert.AreEqual(sent, received[..600]);
        Assert.AreEqual(0x00, bench.Read(0x3F) & 0x06, "neither PayloadReady nor CrcOk");
        bench.Write(0x0D, 0x40);
        bench.Write(0x3F, 0x10);
        bench.Wait(500);
        bench.Send(sent[..20]);
        bench.Wait(2090);
        CollectionAssert.AreEqual(sent[..20], bench.ReadFifo(20));
        CollectionAssert.AreEqual(
            new[] { ReceptionOutcome.ReceivedIntoFifo, ReceptionOutcome.ReceivedIntoFifo }, bench.Outcomes);
    }

    [TestMethod]
    public void Receive_StartsBeforeModeReady_IsMissed()
    {
        var bench = new Sx1276Bench();
        bench.Configure();
        bench.Send(ChipBench.Bytes(10));
        bench.Wait(330);
        bench.Write(0x01, 0x05);
        bench.Wait(3000);

        CollectionAssert.AreEqual(new[] { ReceptionOutcome.MissedNotListening }, bench.Outcomes);
    }

    [TestMethod]
    public void Receive_EndedByStandby_IsAbortedAndFifoIsKept()
    {
        var bench = new Sx1276Bench();
        bench.Listen();
        var sent = ChipBench.Bytes(10);
        bench.Send(sent);
        bench.Wait(480 + 410);
        bench.Write(0x01, 0x01);
        bench.Wait(3000);

        CollectionAssert.AreEqual(new[] { ReceptionOutcome.Aborted }, bench.Outcomes);
        Assert.IsFalse(bench.Chip.Dio2);
        CollectionAssert.AreEqual(sent[..5], bench.ReadFifo(5));
        bench.Write(0x00, 1, 2);
        bench.Write(0x01, 0x05);
        Assert.AreEqual(0x40, bench.Read(0x3F), "cleared on the way to RX");
    }

    [TestMethod]
    public void FrameWhilePacketRuns_IsMissedBusy()
    {
        var bench = new Sx1276Bench();
        bench.Listen(0x32, 60);
        bench.Send(ChipBench.Bytes(60));
        bench.Send(ChipBench.Bytes(20), afterUs: 2000, powerDbm: -20);
        bench.Wait(8000);

        CollectionAssert.AreEqual(
            new[] { ReceptionOutcome.MissedBusy, ReceptionOutcome.ReceivedIntoFifo }, bench.Outcomes);
    }

    /// <summary>Drains as a driver does: threshold + 1 bytes for each FifoLevel.</summary>
    private static byte[] DrainByLevel(Sx1276Bench bench, double us)
    {
        var received = new List<byte>();
        var endNs = bench.Time.NowNs + (long)(us * 1000);
        while (bench.Time.NowNs < endNs)
        {
            bench.Wait(100);
            if (bench.Chip.Dio1)
            {
                received.AddRange(bench.ReadFifo(16));
            }
        }

        received.AddRange(bench.Drain());
        return [.. received];
    }
}
