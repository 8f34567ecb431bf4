using System.Linq;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

[TestClass]
public class Cc1101ReceptionTests
{
    [TestMethod]
    public void Receive_FixedLength_FifoHoldsTheBytes()
    {
        var bench = new Cc1101Bench();
        bench.Listen();
        var sent = Cc1101Bench.Bytes(10);
        bench.Send(sent);
        bench.Wait(3000);

        Assert.AreEqual(10, bench.Status(0x3B));
        CollectionAssert.AreEqual(sent, bench.ReadFifo(10));
        Assert.AreEqual(MarcState.Idle, bench.Chip.State);
        CollectionAssert.AreEqual(new[] { ReceptionOutcome.ReceivedIntoFifo }, bench.Outcomes);
        Assert.AreEqual(0, bench.Warnings.Count, string.Join('\n', bench.Warnings));
    }

    [TestMethod]
    public void Sync_Found_Gdo2RisesAfterLastSyncBitAndFallsAtEndOfPacket()
    {
        var bench = new Cc1101Bench();
        bench.Listen();
        bench.Pins.Clear();
        var sent = bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(3000);

        var pins = bench.Pins.Where(change => change.Pin == 2).ToArray();
        Assert.AreEqual(2, pins.Length);
        Assert.AreEqual((sent.BitNs(sent.SyncEndBit), true), (pins[0].AtNs, pins[0].Level));
        Assert.AreEqual((sent.EndNs, false), (pins[1].AtNs, pins[1].Level));
    }

    [TestMethod]
    [DataRow(0x21, 0x7A, 0xC5, DisplayName = "869.9 MHz")]
    [DataRow(0x10, 0xB5, 0xE8, DisplayName = "434 MHz")]
    public void Frequency_Wrong_IsDeaf(int freq2, int freq1, int freq0)
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x0D, (byte)freq2, 0x0E, (byte)freq1, 0x0F, (byte)freq0);
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(3000);

        Assert.AreEqual(0, bench.Status(0x3B));
        CollectionAssert.AreEqual(new[] { ReceptionOutcome.MissedNoSync }, bench.Outcomes);
    }

    [TestMethod]
    [DataRow(0x5B, 0x04, DisplayName = "half the rate")]
    [DataRow(0x5C, 0x40, DisplayName = "28 % too fast")]
    public void DataRate_Wrong_NothingUsableArrives(int mdmcfg4, int mdmcfg3)
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x10, (byte)mdmcfg4, 0x11, (byte)mdmcfg3);
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(3000);

        Assert.AreNotEqual(ReceptionOutcome.ReceivedIntoFifo, bench.Outcomes[0]);
    }

    [TestMethod]
    public void SyncWord_Other_IsNotFound()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x05, 0x3F);
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(3000);

        CollectionAssert.AreEqual(new[] { ReceptionOutcome.MissedNoSync }, bench.Outcomes);
    }

    [TestMethod]
    public void SyncMode15Of16_OneBitOff_IsFound()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x05, 0x3F, 0x12, 0x01);
        var sent = Cc1101Bench.Bytes(10);
        bench.Send(sent);
        bench.Wait(3000);

        CollectionAssert.AreEqual(sent, bench.ReadFifo(10));
    }

    [TestMethod]
    public void SyncMode30Of32_WordSentTwice_IsFoundAfterTheSecond()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x12, 0x03);
        var sent = Cc1101Bench.Bytes(10);
        bench.Send([0x54, 0x3D, .. sent]);
        bench.Wait(3000);

        CollectionAssert.AreEqual(sent, bench.ReadFifo(10));
    }

    [TestMethod]
    public void Receive_StartsDuringCalibration_IsMissed()
    {
        var bench = new Cc1101Bench();
        bench.Configure();
        bench.Strobe(0x34);
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(3000);

        CollectionAssert.AreEqual(new[] { ReceptionOutcome.MissedNotListening }, bench.Outcomes);
        Assert.AreEqual(0, bench.Status(0x3B));
    }

    [TestMethod]
    public void Receive_SecondFrameAtOnceAfterTheFirst_IsMissedWithoutRearm()
    {
        var bench = new Cc1101Bench();
        bench.Listen();
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Send(Cc1101Bench.Bytes(10), afterUs: 1280);
        bench.Wait(5000);

        CollectionAssert.AreEqual(
            new[] { ReceptionOutcome.ReceivedIntoFifo, ReceptionOutcome.MissedNotListening }, bench.Outcomes);
    }

    [TestMethod]
    public void Receive_StayInRx_TakesBothFrames()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x17, 0x3C);
        var first = Cc1101Bench.Bytes(10);
        var second = Cc1101Bench.Bytes(10, 8);
        bench.Send(first);
        bench.Send(second, afterUs: 1280);
        bench.Wait(5000);

        CollectionAssert.AreEqual((byte[])[.. first, .. second], bench.ReadFifo(20));
        Assert.AreEqual(MarcState.Receive, bench.Chip.State);
    }

    [TestMethod]
    public void Receive_EndedBySidleInTheMiddle_IsAborted()
    {
        var bench = new Cc1101Bench();
        bench.Listen();
        bench.Send(Cc1101Bench.Bytes(10));
        bench.Wait(900);
        bench.Strobe(0x36);
        bench.Wait(2000);

        CollectionAssert.AreEqual(new[] { ReceptionOutcome.Aborted }, bench.Outcomes);
        Assert.IsFalse(bench.Chip.Gdo2);
    }

    [TestMethod]
    public void Packet_VariableLengthWithCrcWhiteningAndStatus_IsReceived()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x06, 0xFF, 0x07, 0x04, 0x08, 0x45);

        // TI CC112x user guide SWRU295C section 7.1.6: 03 01 02 03 and its CRC, whitened; here worked out on
        // its own.
        byte[] payload = [3, 1, 2, 3];
        byte[] whitening = [0xFF, 0xE1, 0x1D, 0x9A, 0xED, 0x85];
        var crc = Cc1101Bench.Crc(payload);
        byte[] plain = [.. payload, (byte)(crc >> 8), (byte)crc];
        bench.Send(plain.Select((value, i) => (byte)(value ^ whitening[i])).ToArray());
        bench.Wait(3000);

        var received = bench.ReadFifo(6);
        CollectionAssert.AreEqual(payload, received[..4]);
        Assert.AreEqual(0x80, received[5] & 0x80, "CRC OK");
        Assert.AreEqual(0, bench.Status(0x3B));
    }
}
