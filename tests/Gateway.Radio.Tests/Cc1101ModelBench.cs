using Gateway.Core;
using Gateway.Radio.Cc1101;
using Gateway.Simulator.Air;
using Gateway.Simulator.Chips;

namespace Gateway.Radio.Tests;

internal sealed class Cc1101ModelBench : ModelBench
{
    private readonly Cc1101Model _chip;

    public Cc1101ModelBench(IFrameSink sink, ulong seed = 1)
        : base(sink, seed)
    {
        _chip = new Cc1101Model("test.radio", Time, Medium, new Position(0, 0, 0), Random, Warnings.Add);
        _chip.GdoChanged += (pin, level) => (pin == 0 ? FifoPin : SyncPin).Level = level;
        _chip.ReceptionEnded += (_, outcome) => Outcomes.Add(outcome);
        FifoPin.Level = _chip.Gdo0;
        SyncPin.Level = _chip.Gdo2;
        Radio = new Cc1101Radio(this, FifoPin, SyncPin);
    }

    public override ReceiverModel Chip => _chip;

    public override RadioStage Radio { get; }

    public override bool IsReceiving => _chip.State == MarcState.Receive;

    // SWRS061I table 34.
    public override int SettleUs => 75;

    public override double FilterHz => 325_000;
}
