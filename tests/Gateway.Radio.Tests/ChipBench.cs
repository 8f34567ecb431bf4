using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>Driver, scripted chip and sink with a clock of the test: one byte each 80 µs, a step when an edge
/// or <see cref="IStage.NextWakeUs"/> asks for one.</summary>
internal class ChipBench(IFakeChip chip, RadioStage radio)
{
    public const int ByteUs = 80;

    public IFakeChip Fake { get; } = chip;

    public RecordingSink Sink { get; } = new();

    public RadioStage Radio { get; } = radio;

    public long NowUs { get; set; } = 1_000_000;

    public int Steps { get; private set; }

    /// <summary>Waits end only at multiples of this, as on a board without a finer timer.</summary>
    public int GranularityUs { get; set; } = 1;

    public static byte[] Frame(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public void StartListening() =>
        Assert.AreEqual(RadioStatus.Ok, Radio.Start(RadioProfile.T1C1, Sink, NowUs));

    public void Step()
    {
        Steps++;
        Radio.Step(NowUs);
    }

    /// <summary>Sends a frame with some bytes of noise behind it and runs until the driver has ended
    /// it.</summary>
    public void Send(byte[] frame, int noiseBytes = 200)
    {
        Assert.IsTrue(Fake.Sync(), "the chip does not listen");
        byte[] air = new byte[frame.Length + noiseBytes];
        frame.CopyTo(air, 0);
        int ends = Sink.Ends;
        StepIfDue();
        for (int i = 0; i < air.Length && Sink.Ends == ends; i++)
        {
            NowUs += ByteUs;
            Fake.Air(air.AsSpan(i, 1));
            StepIfDue();
        }

        Assert.AreEqual(ends + 1, Sink.Ends, "the frame did not end");
    }

    public void StepIfDue()
    {
        long due = (Radio.NextWakeUs + GranularityUs - 1) / GranularityUs * GranularityUs;
        if (Fake.FifoPin.HasEdge || Fake.SyncPin.HasEdge || NowUs >= due)
        {
            Step();
        }
    }

    /// <summary>Runs without anything on the air.</summary>
    public void Idle(long untilUs)
    {
        while (Radio.NextWakeUs <= untilUs)
        {
            NowUs = Math.Max(NowUs, Radio.NextWakeUs);
            Step();
        }

        NowUs = untilUs;
    }
}
