using Gateway.Core;
using Gateway.Radio.Sx1276;
using Gateway.Simulator.Air;
using Gateway.Simulator.Chips;

namespace Gateway.Radio.Tests.Sx1276;

internal sealed class Sx1276ModelBench : ModelBench
{
    private readonly Sx1276Model _chip;

    public Sx1276ModelBench(IFrameSink sink, ulong seed = 1)
        : base(sink, seed)
    {
        _chip = new Sx1276Model("test.radio", Time, Medium, new Position(0, 0, 0), Random, Warnings.Add);
        _chip.DioChanged += (pin, level) =>
        {
            if (pin is 1 or 2)
            {
                (pin == 1 ? FifoPin : SyncPin).Level = level;
            }
        };
        _chip.ReceptionEnded += (_, outcome) => Outcomes.Add(outcome);
        Radio = new Sx1276Radio(this, FifoPin, SyncPin, null);
    }

    public override ReceiverModel Chip => _chip;

    public override RadioStage Radio { get; }

    public override bool IsReceiving => _chip.Mode == Sx1276Mode.Receive && _chip.IsModeReady;

    // datasheet rev. 4, tables 7 and 22: synthesizer 60 µs, receiver 85 µs.
    public override int SettleUs => 145;

    public override double FilterHz => 333_333;
}
