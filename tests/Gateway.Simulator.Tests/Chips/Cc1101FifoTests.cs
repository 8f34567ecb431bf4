using System.Linq;
using System.Collections.Generic;
using System;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.Tests.Chips;

[TestClass]
public class Cc1101FifoTests
{
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
        CollectionAssert.AreEqual(
            new[] { ReceptionOutcome.Aborted }, bench.Outcomes, "bytes behind it are not taken");
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

    /// <summary>The last bits of a frame that is no whole number of bytes come into the FIFO with what follows them, when
    /// the sender has finished already: whether there is room for that byte decides.</summary>
    [TestMethod]
    [DataRow(64, ReceptionOutcome.ReceivedIntoFifo)]
    [DataRow(65, ReceptionOutcome.LostOverflow)]
    public void Fifo_FullBeforeTheLastBits_FrameIsLostToTheOverflow(int bytes, ReceptionOutcome outcome)
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x08, 0x02);
        bench.Send(Cc1101Bench.Bytes(bytes), cutBits: 4);
        bench.Wait(10000);

        CollectionAssert.AreEqual(new[] { outcome }, bench.Outcomes);
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
    public void RxBytes_ReadAtAnyTimeOfAByte_IsWrongOnlyJustBeforeTheCounterSteps()
    {
        var bench = new Cc1101Bench();
        bench.Listen(0x06, 0x20);
        bench.Send(Cc1101Bench.Bytes(60));
        bench.Wait(600);
        var counts = new List<int>();
        for (var i = 0; i < 40_000; i++)
        {
            bench.Wait(0.1);
            counts.Add(bench.Status(0x3B));
        }

        // A right count never falls; a wrong one lies between two equal neighbours or spoils the step by more than 1.
        var wrong = Enumerable.Range(1, counts.Count - 1).Count(i => counts[i] - counts[i - 1] is < 0 or > 1);
        var steps = counts.Max() - counts[0];
        Assert.IsTrue(wrong > 0 && wrong <= 2 * steps, $"{wrong} jumps in {steps} steps");
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
