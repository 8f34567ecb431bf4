using Gateway.Core;

namespace Gateway.Radio.Tests;

/// <summary>Tests that run over every chip's driver: a derived class names the chip.</summary>
public abstract class DriverTests
{
    private protected abstract IFakeChip NewChip();

    private protected abstract RadioStage NewRadio(
        IFakeChip chip, IInterruptPin fifoPin, IInterruptPin syncPin);

    private protected ChipBench NewBench()
    {
        IFakeChip chip = NewChip();
        return new ChipBench(chip, NewRadio(chip, chip.FifoPin, chip.SyncPin));
    }

    private protected ChipBench Start()
    {
        ChipBench bench = NewBench();
        bench.StartListening();
        return bench;
    }
}
