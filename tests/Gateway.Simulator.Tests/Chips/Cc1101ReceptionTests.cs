using System;
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
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(7)]
    public void Sync_NotOnAByteOfThePreamble_BytesAreAligned(int extraBits)
    {
        var bench = new Cc1101Bench();
        bench.Listen();
        var sent = Cc1101Bench.Bytes(10);
        bench.Send(sent, extraBits: extraBits);
        bench.Wait(3000);

        CollectionAssert.AreEqual(sent, bench.ReadFifo(10));
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
    [DataRow(260)]
    [DataRow(300)]
    [DataRow(511)]
    [DataRow(512)]
    [DataRow(600)]
    public void Length_InfiniteThenFixed_EndsAtExactlyThatByte(int length)
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x08, 0x02);
        var sent = Cc1101Bench.Bytes(length);
        bench.Send([.. sent, .. Cc1101Bench.Bytes(40, 9)]);
        var received = Drain(bench, length, length - 150);
        bench.Wait(5000);

        CollectionAssert.AreEqual(sent, received);
        Assert.AreEqual(0, bench.Status(0x3B));
        CollectionAssert.AreEqual(new[] { ReceptionOutcome.Aborted }, bench.Outcomes, "bytes behind it are not taken");
    }

    [TestMethod]
    public void Length_SwitchedTooLate_RunsToTheNextWrap()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x08, 0x02);
        var sent = Cc1101Bench.Bytes(400);
        bench.Send(sent);
        var received = Drain(bench, 300 + 256, 320, 300 & 0xFF);

        CollectionAssert.AreEqual(sent, received[..400]);
        Assert.AreEqual(556, received.Length);
    }

    [TestMethod]
    public void Fifo_NotDrained_OverflowsAndNeedsFlush()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x06, 0xFF);
        var sent = Cc1101Bench.Bytes(100);
        bench.Send(sent);
        bench.Wait(10000);

        Assert.AreEqual(MarcState.RxFifoOverflow, bench.Chip.State);
        Assert.AreEqual(0x80 | 64, bench.Status(0x3B));
        Assert.AreEqual(0x6F, bench.Spi(0xBD)[0], "status byte");
        CollectionAssert.AreEqual(sent[..64], bench.ReadFifo(64));
        bench.Strobe(0x34);
        Assert.AreEqual(MarcState.RxFifoOverflow, bench.Chip.State, "SRX alone does not help");
        bench.Strobe(0x3A);
        Assert.AreEqual(MarcState.Idle, bench.Chip.State);
        Assert.AreEqual(0, bench.Status(0x3B));
        CollectionAssert.AreEqual(new[] { ReceptionOutcome.LostOverflow }, bench.Outcomes);
        Assert.AreEqual(1, bench.Chip.OverflowCount);
    }

    [TestMethod]
    public void Fifo_Exactly64Bytes_DoesNotOverflow()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x06, 64);
        bench.Send(Cc1101Bench.Bytes(64));
        bench.Wait(10000);

        Assert.AreEqual(64, bench.Status(0x3B));
        Assert.AreEqual(0, bench.Chip.OverflowCount);
    }

    [TestMethod]
    public void Fifo_ReadEmptyDuringReception_LastByteComesTwice()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x06, 0x20);
        var sent = Cc1101Bench.Bytes(32);
        bench.Send(sent);
        bench.Wait(480 + (80 * 4) + 20);

        CollectionAssert.AreEqual(sent[..4], bench.ReadFifo(4));
        bench.Wait(85);
        Assert.AreEqual(sent[3], bench.ReadFifo(1)[0], "the erratum's duplicate");
        Assert.AreEqual(sent[4], bench.ReadFifo(1)[0]);
    }

    [TestMethod]
    public void Fifo_ReadOneShortOfEmpty_NothingIsDuplicated()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x06, 0x20);
        var sent = Cc1101Bench.Bytes(32);
        bench.Send(sent);
        bench.Wait(480 + (80 * 4) + 20);
        var head = bench.ReadFifo(3);
        bench.Wait(4000);

        CollectionAssert.AreEqual(sent, (byte[])[.. head, .. bench.ReadFifo(29)]);
    }

    [TestMethod]
    public void Fifo_ReadEmptyWhenIdle_WarnsAndRepeats()
    {
        var bench = new Cc1101Bench();
        bench.Listen();
        var sent = Cc1101Bench.Bytes(10);
        bench.Send(sent);
        bench.Wait(3000);
        bench.ReadFifo(10);

        Assert.AreEqual(sent[9], bench.ReadFifo(1)[0]);
        Assert.AreEqual(1, bench.Warnings.Count);
    }

    [TestMethod]
    public void RxBytes_ReadOftenDuringReception_IsSometimesWrong()
    {
        var wrong = 0;
        for (var seed = 1ul; seed < 40; seed++)
        {
            var bench = new Cc1101Bench(seed);
            bench.Listen(0x06, 0x20);
            bench.Send(Cc1101Bench.Bytes(32));
            bench.Wait(480 + 20);
            for (var count = 0; count < 32; count++)
            {
                wrong += bench.Status(0x3B) == count ? 0 : 1;
                bench.Wait(78);
            }
        }

        Assert.IsTrue(wrong is > 0 and < 60, "wrong reads of 1248: " + wrong);
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

        // TI CC112x user guide SWRU295C section 7.1.6: 03 01 02 03 and its CRC, whitened; here worked out on its own.
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

    private static byte[] Drain(Cc1101Bench bench, int length, int switchAt, int packetLength = -1)
    {
        var received = new byte[length];
        var have = 0;
        var switched = false;
        for (var turn = 0; have < length && turn < 10_000; turn++)
        {
            bench.Wait(200);
            int count = bench.Status(0x3B);
            if (count != bench.Status(0x3B))
            {
                continue;
            }

            if (!switched && have + count >= switchAt)
            {
                switched = true;
                bench.Write(0x06, (byte)(packetLength < 0 ? length & 0xFF : packetLength));
                bench.Write(0x08, 0x00);
            }

            var take = bench.Chip.State == MarcState.Receive ? Math.Max(0, count - 1) : count;
            take = Math.Min(take, length - have);
            if (take > 0)
            {
                bench.ReadFifo(take).CopyTo(received, have);
                have += take;
            }
        }

        return received[..have];
    }
}
