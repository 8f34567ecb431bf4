using Gateway.Radio.Cc1101;

namespace Gateway.Radio.Tests;

/// <summary>The bench with a CC1101 on it.</summary>
internal sealed class RadioBench : ChipBench
{
    public RadioBench()
        : this(new FakeCc1101())
    {
    }

    private RadioBench(FakeCc1101 chip)
        : base(chip, new Cc1101Radio(chip, chip.Gdo0, chip.Gdo2))
    {
        Chip = chip;
    }

    public FakeCc1101 Chip { get; }

    public RadioBench Start()
    {
        StartListening();
        return this;
    }
}
