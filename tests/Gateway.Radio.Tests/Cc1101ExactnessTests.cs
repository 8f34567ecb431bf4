using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>What the CC1101's driver does in passing and a frame would arrive without: how often it asks, what it leaves
/// in registers, and what it makes of contradictory answers.</summary>
[TestClass]
public class Cc1101ExactnessTests
{
    /// <summary>The sync word is noticed with one transfer; first chunk: RXBYTES, FIFO, wake and length; tail: FIFO and
    /// what the next one begins with.</summary>
    [TestMethod]
    public void Receive_ShortFrame_SixTransfers()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 60;
        int transfers = bench.Chip.Transfers;
        bench.Send(ChipBench.Frame(60));
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        Assert.AreEqual(6, bench.Chip.Transfers - transfers);
        Assert.AreEqual((uint)bench.Chip.Transfers, bench.Radio.Counters.Transfers);
    }

    /// <summary>A frame with a body: each threshold is one step and one transfer, and the length is programmed on the
    /// way.</summary>
    [TestMethod]
    [DataRow(200)]
    [DataRow(435)]
    public void Receive_LongFrame_AStepAndATransferAThreshold(int length)
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = length;
        int transfers = bench.Chip.Transfers;
        bench.Send(ChipBench.Frame(length));

        // 20 bytes first, of which one stays, then 35 at a time; what is left, 52 at most, stays in the FIFO to the end.
        int body = (length - 19 - 52 + 34) / 35;
        Assert.AreEqual(1 + 1 + body + 1, bench.Steps, "sync, first chunk, body, end");
        int changes = length < 256 ? 2 : 3; // length mode and wake: with the first chunk, on the way, for the tail
        Assert.AreEqual(1 + 2 + body + 2 + changes, bench.Chip.Transfers - transfers);
        Assert.AreEqual((uint)bench.Chip.Transfers, bench.Radio.Counters.Transfers);
    }

    /// <summary>What the driver does not use it writes all the same, with the values of a reset (SWRS061I section 29), in every
    /// profile: wake-on-radio, address, channel, length.</summary>
    [TestMethod]
    [DataRow(RadioProfile.T1C1)]
    [DataRow(RadioProfile.S1)]
    [DataRow(RadioProfile.LinkIq)]
    public void Start_UnusedRegisters_HoldTheirResetValues(RadioProfile profile)
    {
        RadioBench bench = new();
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Start(profile, bench.Sink, 0));
        foreach ((int register, int value) in new[]
        {
            (0x01, 0x2E), (0x06, 0xFF), (0x09, 0x00), (0x0A, 0x00), (0x0C, 0x00), (0x16, 0x07), (0x1E, 0x87), (0x1F, 0x6B),
            (0x20, 0xF8), (0x25, 0x00),
        })
        {
            Assert.AreEqual(value, bench.Chip[register], $"register 0x{register:X2}");
        }
    }

    /// <summary>SWRS061I register 0x18: no calibration on the way into RX, crystal off in SLEEP.</summary>
    [TestMethod]
    public void Rearm_WithoutCalibration_RegisterSaysSo()
    {
        RadioBench bench = new RadioBench().Start();
        Assert.AreEqual(0x18, bench.Chip[0x18]);
        bench.Sink.AbortAfter = 18; // behind a whole frame there is nothing to re-arm
        bench.Send(ChipBench.Frame(60));
        Assert.AreEqual(RxEnd.Aborted, bench.Sink.End);
        Assert.AreEqual(0x08, bench.Chip[0x18]);
    }

    /// <summary>Three looks, a byte apart, and the frame is given up.</summary>
    [TestMethod]
    public void RxBytes_NeverAgrees_GivenUpAtTheThirdLook()
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 120;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.BadRxBytes = 1_000;
        bench.Chip.Air(ChipBench.Frame(30));
        for (int look = 1; look <= 3; look++)
        {
            Assert.AreEqual(0, bench.Sink.Ends, $"look {look}");
            bench.NowUs = look == 1 ? bench.Radio.NextWakeUs : bench.NowUs + ChipBench.ByteUs;
            Assert.AreEqual(bench.NowUs, bench.Radio.NextWakeUs, $"look {look}");
            bench.Step();
        }

        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
        Assert.IsTrue(bench.Chip.IsListening);
    }

    /// <summary>GDO0 promises a body's worth of bytes, but the status byte of the read has an overflow: what was read is
    /// good, and nothing more comes.</summary>
    [TestMethod]
    public void Body_OverflowFoundByTheStatusByte_BytesDeliveredThenOverflow()
    {
        RadioBench bench = Body(out byte[] frame);
        bench.Chip.Air(frame.AsSpan(25, 100));
        Assert.AreEqual(FakeCc1101.Mode.Overflow, bench.Chip.State);
        bench.Step();
        Assert.AreEqual(RxEnd.Overflow, bench.Sink.End);
        CollectionAssert.AreEqual(frame[..59], bench.Sink.Bytes, "24 before, 35 now");
        Assert.IsTrue(bench.Chip.IsListening);
    }

    /// <summary>GDO0 promises a body's worth of bytes, but the FIFO held fewer: what was read is nothing.</summary>
    [TestMethod]
    public void Body_FewerBytesThanGdo0Promises_StalledNotDelivered()
    {
        RadioBench bench = Body(out byte[] frame);
        bench.Chip.Air(frame.AsSpan(25, 8));
        bench.Chip.Gdo0.Level = true;
        bench.Step();
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
        Assert.AreEqual(1u, bench.Radio.Counters.Stalled);
        CollectionAssert.AreEqual(frame[..24], bench.Sink.Bytes);
        Assert.IsTrue(bench.Chip.IsListening);
    }

    /// <summary>Address and value, written out: for S1 the table of public receivers, for the linkIQ-style mode from the
    /// equations of SWRS061I (the start's other tests compute them back) and the datasheet's advice for filters up to
    /// 101 kHz; what the modes share is with T1's table.</summary>
    [TestMethod]
    [DataRow(
        RadioProfile.S1,
        new[]
        {
            0x03, 0x06, 0x04, 0x76, 0x05, 0x96, 0x08, 0x02, 0x0B, 0x08, 0x0D, 0x21, 0x0E, 0x65, 0x0F, 0x6A, 0x10, 0x6A,
            0x11, 0x4A, 0x12, 0x02, 0x13, 0x22, 0x14, 0xF8, 0x15, 0x47, 0x19, 0x2E, 0x1A, 0x6D, 0x1B, 0x04, 0x1C, 0x09,
            0x1D, 0xB2, 0x21, 0xB6, 0x22, 0x10,
        })]
    [DataRow(
        RadioProfile.LinkIq,
        new[]
        {
            0x03, 0x04, 0x04, 0xF6, 0x05, 0x88, 0x08, 0x02, 0x0B, 0x06, 0x0D, 0x21, 0x0E, 0x63, 0x0F, 0x72, 0x10, 0xF7,
            0x11, 0x83, 0x12, 0x03, 0x13, 0x22, 0x14, 0xF8, 0x15, 0x15, 0x19, 0x2F, 0x1A, 0x6D, 0x1B, 0x03, 0x1C, 0x40,
            0x1D, 0x91, 0x21, 0x56, 0x22, 0x10,
        })]
    public void Start_OtherProfiles_WriteTheirRegisterSets(RadioProfile profile, int[] expected)
    {
        RadioBench bench = new();
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Start(profile, bench.Sink, 0));
        for (int i = 0; i < expected.Length; i += 2)
        {
            Assert.AreEqual(expected[i + 1], bench.Chip[expected[i]], $"register 0x{expected[i]:X2}");
        }
    }

    // A frame of 200 bytes whose length is known and of which 24 bytes were drained; one is in the FIFO.
    private static RadioBench Body(out byte[] frame)
    {
        RadioBench bench = new RadioBench().Start();
        bench.Sink.Total = 200;
        frame = ChipBench.Frame(200);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.Air(frame.AsSpan(0, 25));
        bench.Step();
        Assert.AreEqual(24, bench.Sink.Count);
        return bench;
    }
}
