using Gateway.Core;
using Gateway.Radio.Sx1276;

namespace Gateway.Radio.Tests.Sx1276;

[TestClass]
public class Sx1276ReceptionTests : DriverReceptionTests
{
    private protected override IFakeChip NewChip() => new FakeSx1276();

    private protected override RadioStage NewRadio(
        IFakeChip chip, IInterruptPin fifoPin, IInterruptPin syncPin) =>
        new Sx1276Radio(chip, fifoPin, syncPin, null);

    [TestMethod]
    public void Abort_BadFirstBlock_ListensAgainAfterOneTransfer()
    {
        Sx1276Bench bench = new Sx1276Bench().Start().ShowRestart();
        bench.Sink.AbortAfter = 18;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.Air(ChipBench.Frame(19));
        bench.NowUs += 19 * ChipBench.ByteUs;
        int transfers = 0;
        int listensAfter = 0;
        bench.Chip.AfterTransfer = () =>
        {
            transfers++;
            listensAfter = bench.Chip.Restarts == 2 && listensAfter == 0 ? transfers : listensAfter;
        };
        bench.Step();
        Assert.AreEqual(RxEnd.Aborted, bench.Sink.End);

        // Flags, threshold, FIFO; the restart; threshold and FIFO put back while the receiver settles.
        Assert.AreEqual(4, listensAfter);
        Assert.AreEqual(6, transfers);
        Assert.IsTrue(bench.Chip.IsListening);
        Assert.AreEqual(18, bench.Sink.Count);
    }

    /// <summary>The restart comes first, where it leaves the FIFO as it is.</summary>
    [TestMethod]
    [DataRow(false, 1)]
    [DataRow(true, 2)]
    public void Complete_Frame_TransfersFromItsEndToListening(bool restartEmpties, int expected)
    {
        Sx1276Bench bench = new();
        bench.Chip.RestartEmpties = restartEmpties;
        bench.Start().ShowRestart();
        bench.Sink.Total = 45;
        byte[] frame = ChipBench.Frame(45);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.Chip.Air(frame.AsSpan(0, 20));
        bench.Step();
        bench.Chip.FifoPin.TakeEdge();
        bench.Chip.Air(frame.AsSpan(20, 24));
        Assert.IsFalse(bench.Chip.FifoPin.HasEdge);
        bench.Chip.Air(frame.AsSpan(44));
        Assert.IsTrue(bench.Chip.FifoPin.HasEdge, "DIO1 rises with the last byte");
        int transfers = 0;
        int listensAfter = 0;
        bench.Chip.AfterTransfer = () =>
        {
            transfers++;
            listensAfter = bench.Chip.Restarts == 2 && listensAfter == 0 ? transfers : listensAfter;
        };
        int pushes = bench.Sink.Pushes;
        bench.Step();
        Assert.AreEqual(expected, listensAfter);
        Assert.AreEqual(4, transfers);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
        Assert.AreEqual(pushes + 1, bench.Sink.Pushes);
    }

    /// <summary>What a restart does to the FIFO is looked at once, whenever bytes are left: in the first frame
    /// that is given up, or that ends with noise behind it. No frame is lost for it, whatever the chip
    /// does.</summary>
    [TestMethod]
    [DataRow(false, false)]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public void Complete_ChipWithEitherRestart_NoFrameLost(bool restartEmpties, bool abortsFirst)
    {
        Sx1276Bench bench = new();
        bench.Chip.RestartEmpties = restartEmpties;
        bench.Start();
        if (abortsFirst)
        {
            bench.ShowRestart();
        }

        for (int n = 0; n < 30; n++)
        {
            byte[] frame = ChipBench.Frame(20 + (n * 9), n);
            bench.Sink.Total = frame.Length;
            bench.Chip.FifoPin.LosesEdges = n % 3 == 2; // then it is served late, with noise behind it
            bench.Send(frame);
            Assert.AreEqual(RxEnd.Complete, bench.Sink.End, $"frame {n}");
            CollectionAssert.AreEqual(frame, bench.Sink.Bytes[..frame.Length], $"frame {n}");
        }

        Assert.AreEqual(0, bench.Chip.Violations);
    }

    /// <summary>Nothing of a frame survives its end: no packet, no bytes, no threshold, no flags.</summary>
    [TestMethod]
    public void Complete_EveryFrame_RestartsTheReceiver()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = 45;
        for (int n = 1; n <= 20; n++)
        {
            bench.Send(ChipBench.Frame(45, n));
            Assert.AreEqual(n, bench.Chip.Restarts);
            Assert.IsTrue(bench.Chip.IsListening);
            Assert.AreEqual(18, bench.Chip[0x35]);
            Assert.IsFalse(bench.Chip.SyncPin.Level);
        }

        Assert.AreEqual(20u, bench.Radio.Counters.Completed);
        Assert.AreEqual(0x1E, bench.Chip[0x0D], "AGC and AFC at a preamble");
    }

    [TestMethod]
    public void Receive_Normally_OneByteStaysUntilTheEnd()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = 400;
        byte[] frame = ChipBench.Frame(400);
        int emptied = 0;
        bench.Chip.AfterTransfer = () => emptied += bench.Chip.InPacket && !bench.Chip.SyncPin.Level ? 1 : 0;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        for (int i = 0; i < 399; i++)
        {
            bench.NowUs += ChipBench.ByteUs;
            bench.Chip.Air(frame.AsSpan(i, 1));
            bench.StepIfDue();
        }

        Assert.AreEqual(0, emptied, "the sync flag goes with the last byte");
        bench.Chip.Air(frame.AsSpan(399));
        bench.Step();
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
    }

    /// <summary>Late looks at any time: FifoLevel never promises a byte that is not there.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Receive_LooksAtRandomTimes_NothingReadThatIsNotThere(int seed)
    {
        Random random = new(seed);
        Sx1276Bench bench = new Sx1276Bench().Start();
        int complete = 0;
        for (int n = 0; n < 500; n++)
        {
            int length = random.Next(1, 300);
            byte[] frame = ChipBench.Frame(length, n);
            bench.Sink.Total = length;
            bench.Sink.KnownAfter = random.Next(1, 40);
            Assert.IsTrue(bench.Chip.Sync());
            int ends = bench.Sink.Ends;
            int sent = 0;
            while (bench.Sink.Ends == ends)
            {
                int count = random.Next(30);
                for (int i = 0; i < count; i++, sent++)
                {
                    byte value = sent < length ? frame[sent] : (byte)random.Next(256);
                    bench.Chip.Air([value]);
                }

                bench.NowUs += count * ChipBench.ByteUs;
                bench.Step();
            }

            if (bench.Sink.End == RxEnd.Complete)
            {
                complete++;
                CollectionAssert.AreEqual(frame, bench.Sink.Bytes[..length], $"seed {seed}, frame {n}");
            }
        }

        Assert.AreEqual(0, bench.Chip.Violations, $"seed {seed}");
        Assert.IsTrue(complete > 400, $"seed {seed}: only {complete} of 500");
    }

    [TestMethod]
    public void Receive_RssiAndAfc_AllRawValuesConvert()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = 30;
        byte[] frame = ChipBench.Frame(30);
        for (int raw = 0; raw < 256; raw++)
        {
            bench.Chip.Rssi = (byte)raw;
            bench.Chip.Afc = (short)((128 - raw) * 20);
            bench.Send(frame);
            Assert.AreEqual(-raw / 2.0, bench.Sink.RssiDbm, 0.5, $"RSSI {raw}");
            Assert.AreEqual((raw - 128) * 20 * 32e6 / (1 << 19), bench.Sink.FrequencyOffsetHz, 1.0);
            Assert.AreEqual(255, bench.Sink.Lqi);
        }
    }

    [TestMethod]
    public void Receive_SyncNoticedLate_IsDatedByWhatIsKnownToHaveCome()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = 50;
        Assert.IsTrue(bench.Chip.Sync());
        bench.Chip.Air(ChipBench.Frame(19));
        bench.NowUs += 19 * ChipBench.ByteUs;
        bench.Step();
        Assert.AreEqual(bench.NowUs - (19 * ChipBench.ByteUs), bench.Sink.SyncUs);
        Assert.AreEqual(1, bench.Sink.Pushes, "a full threshold is drained at once");
    }

    [TestMethod]
    public void Receive_LongFrame_FewStepsAndTransfersPerByte()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = 435;
        int transfers = bench.Chip.Transfers;
        bench.Send(ChipBench.Frame(435));
        Assert.IsTrue(bench.Steps <= 16, $"{bench.Steps} steps");
        transfers = bench.Chip.Transfers - transfers;
        Assert.IsTrue(transfers <= 45, $"{transfers} transfers");
    }

    [TestMethod]
    public void Receive_OneByteBehindTheFirstChunk_TakenAtOnce()
    {
        Sx1276Bench bench = new Sx1276Bench().Start();
        bench.Sink.Total = 19;
        byte[] frame = ChipBench.Frame(19);
        Assert.IsTrue(bench.Chip.Sync());
        bench.Step();
        bench.NowUs += 19 * ChipBench.ByteUs;
        bench.Chip.Air(frame);
        bench.Step();
        Assert.AreEqual(0, bench.Sink.Ends);
        Assert.AreEqual(bench.NowUs, bench.Radio.NextWakeUs);
        bench.Step();
        Assert.AreEqual(RxEnd.Complete, bench.Sink.End);
        CollectionAssert.AreEqual(frame, bench.Sink.Bytes);
    }
}
