using Gateway.Core;
using Gateway.Radio.Sx1276;

namespace Gateway.Radio.Tests.Sx1276;

/// <summary>The bench with an SX1276 on it.</summary>
internal sealed class Sx1276Bench : ChipBench
{
    public Sx1276Bench()
        : this(new FakeSx1276())
    {
    }

    private Sx1276Bench(FakeSx1276 chip)
        : base(chip, new Sx1276Radio(chip, chip.FifoPin, chip.SyncPin, null))
    {
        Chip = chip;
    }

    public FakeSx1276 Chip { get; }

    public Sx1276Bench Start()
    {
        StartListening();
        return this;
    }

    /// <summary>A frame that is given up: bytes are left in the FIFO, and the driver sees what a restart does to
    /// them.</summary>
    public Sx1276Bench ShowRestart()
    {
        int abortAfter = Sink.AbortAfter;
        Sink.AbortAfter = 1;
        Send(Frame(30));
        Sink.AbortAfter = abortAfter;
        return this;
    }
}
