using Gateway.Core;

namespace Gateway.Radio.Tests.Sx1276;

/// <summary>What the SX1276's driver does in passing and a frame would arrive without: every register, when it looks by
/// itself, how it divides a frame, and what it makes of contradictory answers.</summary>
[TestClass]
public class Sx1276ExactnessTests
{
    /// <summary>All written registers but the four of rate and frequency, which the start's other tests compute back; where
    /// the profiles differ, T1 and C1, S1, linkIQ-style. Reset values of the datasheet's section 6.2 where the driver's README
    /// names no other.</summary>
    [TestMethod]
    [DataRow(RadioProfile.T1C1, 0)]
    [DataRow(RadioProfile.S1, 1)]
    [DataRow(RadioProfile.LinkIq, 2)]
    public void Start_Profile_WritesTheWholeRegisterSet(RadioProfile profile, int column)
    {
        int[][] expected =
        [
            [0x0C, 0x23], [0x0D, 0x1E], [0x0E, 0x04], [0x0F, 0x0A], [0x10, 0xFF], [0x14, 0x28], [0x1A, 0x01], [0x1F, 0xAA],
            [0x20, 0x00], [0x21, 0x00], [0x22, 0x00], [0x23, 0x00], [0x24, 0x07], [0x25, 0x00], [0x26, 0x03],
            [0x27, 0x31, 0x32, 0x33], [0x28, 0x54, 0x54, 0xF6], [0x29, 0x3D, 0x76, 0x88], [0x2A, 0x01, 0x96, 0xF6],
            [0x2B, 0x01, 0x01, 0x88], [0x2C, 0x01], [0x2D, 0x01], [0x2E, 0x01], [0x2F, 0x01], [0x30, 0x00], [0x31, 0x40],
            [0x32, 0x00], [0x33, 0x00], [0x34, 0x00], [0x35, 0x12, 0x18, 0x10], [0x40, 0x0C], [0x41, 0x70],
        ];
        Sx1276Bench bench = new();
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Start(profile, bench.Sink, 0));
        foreach (int[] line in expected)
        {
            Assert.AreEqual(line[line.Length > 2 ? 1 + column : 1], bench.Chip[line[0]], $"register 0x{line[0]:X2}");
        }
    }

    /// <summary>AGC changes the gain that is read (table 42); the rest of RegLna must stay.</summary>
    [TestMethod]
    [DataRow(0xC3, 0u)]
    [DataRow(0x22, 1u)]
    [DataRow(0x33, 1u)]
    public void Idle_LnaReadsOtherwise_OnlyTheGainMayDiffer(int lna, uint restarts)
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Chip[0x0C] = (byte)lna;
        bench.Idle(bench.NowUs + RadioTiming.CheckUs + RadioTiming.IdlePollUs);
        Assert.AreEqual(restarts, bench.Radio.Counters.Restarts);
    }

    /// <summary>Before the first level 19 bytes have to come; the driver looks four bytes later by itself.</summary>
    [TestMethod]
    public void Receive_SyncWord_LooksFourBytesBehindTheLevel()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = 100;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        Assert.AreEqual(bench.NowUs + ((19 + 4) * ChipBench.ByteUs), bench.Radio.NextWakeUs);
        byte[] frame = ChipBench.Frame(100);
        for (int i = 0; i < 19; i++)
        {
            bench.NowUs += ChipBench.ByteUs;
            bench.Chip.Air(frame.AsSpan(i, 1));
        }

        // 81 to come behind the one that stayed: 35, 23 and 23, and it stays again.
        bench.Step();
        Assert.AreEqual(35, bench.Chip[0x35]);
        Assert.AreEqual(bench.NowUs + ((35 + 4) * ChipBench.ByteUs), bench.Radio.NextWakeUs);
    }

    /// <summary>Parts behind the first chunk: as few as 35 bytes each allow. Of several, the last has 16 bytes or more: in
    /// fewer the one before could not be served. It takes the byte that always stayed as well.</summary>
    [TestMethod]
    public void Receive_EveryLength_PartsAreFewAndTheLastIsLongEnough()
    {
        for (int length = 52; length <= 600; length++)
        {
            Sx1276Bench bench = new Sx1276Bench().Start();
            bench.Sink.Total = length;
            byte[] frame = ChipBench.Frame(length, length);
            Assert.IsTrue(bench.Chip.Sync());
            List<int> parts = [];
            HashSet<int> thresholds = [];
            for (int i = 0; i < length; i++)
            {
                int before = bench.Sink.Count;
                bench.NowUs += ChipBench.ByteUs;
                bench.Chip.Air(frame.AsSpan(i, 1));
                bench.StepIfDue();
                if (bench.Sink.Count > before)
                {
                    parts.Add(bench.Sink.Count - before);
                    thresholds.Add(bench.Chip[0x35]);
                }
            }

            Assert.AreEqual(RxEnd.Complete, bench.Sink.End, $"length {length}");
            Assert.AreEqual(18, parts[0]);
            parts.RemoveAt(0);
            Assert.AreEqual((length - 19 + 34) / 35, parts.Count, $"length {length}: {string.Join(' ', parts)}");
            Assert.IsTrue(parts[^1] is >= 16 and <= 36, $"length {length}: {string.Join(' ', parts)}");
            Assert.IsTrue(parts[..^1].All(part => part is >= 16 and <= 35), $"length {length}: {string.Join(' ', parts)}");
            Assert.IsTrue(parts.SkipLast(2).All(part => part == 35), $"length {length}: {string.Join(' ', parts)}");
        }
    }

    /// <summary>Sync word: flags and signal. First chunk: flags, threshold, FIFO, threshold. A part: FIFO, and the threshold
    /// where it changes. End: FIFO, restart, threshold, clear.</summary>
    [TestMethod]
    [DataRow(100, 2 + 3 + 2 + 1 + 4)]
    [DataRow(200, 2 + 3 + 5 + 2 + 4)]
    public void Receive_Frame_TransfersAreCounted(int length, int expected)
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = length;
        bench.Send(ChipBench.Frame(length)); // the start leaves FifoLevel as it filled the FIFO, which costs one look
        bench.ShowRestart();
        int transfers = bench.Chip.Transfers;
        bench.Send(ChipBench.Frame(length));
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        Assert.AreEqual(expected, bench.Chip.Transfers - transfers);
        Assert.AreEqual((uint)bench.Chip.Transfers, bench.Radio.Counters.Transfers);
    }

    /// <summary>A FIFO that is full and empty at once is a data line that reads ones.</summary>
    [TestMethod]
    public void Stall_DataLineHigh_EndsAtTheNextLook()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.StuckMiso = 0xFF;
        bench.NowUs = bench.Radio.NextWakeUs;
        bench.Step();
        Assert.AreEqual(1, bench.Sink.Ends);
        Assert.AreEqual(RxEnd.Stalled, bench.Sink.End);
    }

    /// <summary>Longest preambles: T1 48 chips, S1 640 (long header), linkIQ-style 128, from detection to sync word.</summary>
    [TestMethod]
    [DataRow(RadioProfile.T1C1, 480)]
    [DataRow(RadioProfile.S1, 19_531)]
    [DataRow(RadioProfile.LinkIq, 26_666)]
    public void Watch_LockedReceiver_WaitsForTheLongestPreamble(RadioProfile profile, int preambleUs)
    {
        Sx1276Bench bench = new();
        Assert.AreEqual(RadioStatus.Ok, bench.Radio.Start(profile, bench.Sink, bench.NowUs));
        bench.Chip.IsLocked = true;
        bench.NowUs = bench.Radio.NextWakeUs;
        bench.Step();
        Assert.AreEqual(bench.NowUs + preambleUs, bench.Radio.NextWakeUs);
    }

    /// <summary>Between two parts another stage may run until the FIFO, filled by the fastest sender, needs the loop; what is
    /// left of a tail fits into the FIFO, and only its end is waited for.</summary>
    [TestMethod]
    public void QuietUntil_BodyAndTail_LeaveRoomForTheLoop()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = 100;
        byte[] frame = ChipBench.Frame(100);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        Assert.AreEqual(0, bench.Radio.QuietUntilUs, "nobody knows yet what it is");
        long syncUs = bench.NowUs;
        int sent = Feed(bench, frame, 0, 18);

        // 64 bytes of FIFO and what was drained, from the sync word on, at 87.5 % of a byte's time; less the time to drain.
        Assert.AreEqual(syncUs + ((64 + 18) * 70) - RadioTiming.DrainUs, bench.Radio.QuietUntilUs);
        sent = Feed(bench, frame, sent, 72);
        Assert.AreEqual(
            bench.NowUs + (23 * ChipBench.ByteUs) - RadioTiming.DrainUs, bench.Radio.QuietUntilUs, "its end, dated late");
        Feed(bench, frame, sent, 100);
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
    }

    /// <summary>The receiver is deaf behind a frame: its end is waited for with looks at the pin when it is 0.4 ms away, and
    /// no earlier, and not for ever.</summary>
    [TestMethod]
    [DataRow(5, 10, true)]
    [DataRow(6, 10, false)]
    [DataRow(5, 100, false)]
    public void Step_ShortlyBeforeTheEnd_WaitsForThePin(int bytesBefore, int looks, bool ends)
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = 100;
        byte[] frame = ChipBench.Frame(100);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        int sent = Feed(bench, frame, 0, 72);
        long endUs = bench.NowUs + ((100 - sent) * ChipBench.ByteUs);
        bench.Chip.Air(frame.AsSpan(sent));
        bench.Chip.FifoPin.Level = false;
        bench.Chip.FifoPin.RisesAtRead = looks;
        bench.NowUs = endUs - (bytesBefore * ChipBench.ByteUs);
        bench.Step();
        Assert.AreEqual(ends ? 1 : 0, bench.Sink.Ends);
    }

    /// <summary>A sender 15 % too slow: the driver looks before each part has come, and waits on.</summary>
    [TestMethod]
    public void Receive_SlowSender_LooksTooEarlyAndGoesOn()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = 300;
        byte[] frame = ChipBench.Frame(300);
        Assert.IsTrue(bench.Chip.Sync());
        for (int i = 0; i < 300; i++)
        {
            bench.NowUs += ChipBench.ByteUs * 115 / 100;
            bench.Chip.Air(frame.AsSpan(i, 1));
            bench.StepIfDue();
        }

        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
    }

    /// <summary>FifoLevel says at least so many bytes. Noticed late, the FIFO may be all but full, and no slice of
    /// another stage must be begun.</summary>
    [TestMethod]
    public void FullUs_SyncNoticedLate_CountsOnAFullFifo()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = 300;
        Assert.IsTrue(bench.Chip.Sync());
        bench.NowUs += 40 * ChipBench.ByteUs;
        bench.Chip.Air(ChipBench.Frame(40));
        bench.Step();
        Assert.AreEqual(18, bench.Sink.Count);
        Assert.AreEqual(bench.NowUs + (18 * 70) - RadioTiming.DrainUs, bench.Radio.FullUs);
        Assert.AreEqual(bench.Radio.FullUs, bench.Radio.QuietUntilUs);
    }

    /// <summary>All registers are checked run by run, so that a sync word is noticed in between.</summary>
    [TestMethod]
    public void Idle_RegisterCheck_FewTransfersAtATime()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        int most = 0;
        long untilUs = bench.NowUs + RadioTiming.CheckUs + RadioTiming.IdlePollUs;
        while (bench.Radio.NextWakeUs < untilUs)
        {
            int transfers = bench.Chip.Transfers;
            bench.NowUs = Math.Max(bench.NowUs, bench.Radio.NextWakeUs);
            bench.Step();
            most = Math.Max(most, bench.Chip.Transfers - transfers);
        }

        Assert.AreEqual(5, most); // state twice, and the first run
        Assert.AreEqual(0u, bench.Radio.Counters.Restarts);
    }

    private static int Feed(Sx1276Bench bench, byte[] frame, int sent, int untilDrained)
    {
        for (; bench.Sink.Count < untilDrained; sent++)
        {
            bench.NowUs += ChipBench.ByteUs;
            bench.Chip.Air(frame.AsSpan(sent, 1));
            bench.StepIfDue();
        }

        return sent;
    }
}
