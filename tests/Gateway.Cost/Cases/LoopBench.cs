using Gateway.App;
using Gateway.Boards;
using Gateway.Boards.Esp32;
using Gateway.Config;
using Gateway.Store.Tests;
using Gateway.Uplink;

namespace Gateway.Cost;

/// <summary>The whole firmware on the board class.</summary>
internal sealed class LoopBench
{
    private readonly CostHost _host = new();
    private readonly Concentrator _firmware;

    /// <param name="radios">Radios of the board, 1 or 2.</param>
    public LoopBench(int radios = 1)
    {
        var config = new GatewayConfig
        {
            Radios = [.. Enumerable.Range(0, radios).Select(_ => new RadioConfig())],
        };
        if (!ConcentratorSetup.TryCreate(config, out var setup, out var error))
        {
            throw new InvalidOperationException(error);
        }

        _firmware = new Concentrator(new Esp32Board(new LoopSignal(), new StepWorker(), new StepWorker(), 1), setup);
        _firmware.Start();
        for (var i = 0; i < 100_000 && !(_firmware.Uplink.State == UplinkState.Online && _firmware.Uplink.IsDrained); i++)
        {
            Pass();
        }

        // The statistics of the start, too.
        for (var i = 0; i < 1000; i++)
        {
            Pass();
        }
    }

    /// <summary>A pass of the loop in which nothing is due, and what it asked the board for.</summary>
    /// <param name="asks">1 = it asks the stages through which a telegram goes, 0 = it is one of those by which less than
    /// a millisecond is waited through.</param>
    /// <param name="wholeAsks">1 = it asks the others, too.</param>
    public (long Ops, int ClockReads, int PinReads) IdlePass(uint asks, uint wholeAsks)
    {
        for (var i = 0; i < 50_000; i++)
        {
            var (clocks, pins, transfers) = (_host.ClockReads, _host.PinReads, Transfers);
            var (askedBefore, wholeBefore) = (_firmware.Asks, _firmware.WholeAsks);
            var ops = Counter.Of(() => _firmware.Step());
            var (clockReads, pinReads) = (_host.ClockReads - clocks, _host.PinReads - pins);
            _host.NowUs += 100;
            if (_firmware.Asks - askedBefore == asks && _firmware.WholeAsks - wholeBefore == wholeAsks
                && clockReads == 2 && Transfers == transfers)
            {
                return (ops, clockReads, pinReads);
            }
        }

        throw new InvalidOperationException($"no idle pass with {asks} and {wholeAsks}");
    }

    private uint Transfers => _firmware.Lines.Aggregate(0u, (sum, line) => sum + line.Radio.Counters.Transfers);

    /// <summary>Makes sure that nothing is due in the next pass.</summary>
    public void BecomeIdle()
    {
        for (var i = 0; i < 1000; i++)
        {
            var wakeUs = _firmware.Step();
            _host.NowUs++;
            if (wakeUs > _host.NowUs)
            {
                return;
            }
        }

        throw new InvalidOperationException("the firmware is not idle");
    }

    /// <summary>A pass of the loop while a frame is coming in at the first radio, without that radio's step, and what
    /// it asked the board for.</summary>
    public (long Ops, int ClockReads, int PinReads) ReceivingPass()
    {
        _firmware.Step();
        _host.Chip.Sync();
        _host.RaiseEdges();
        _firmware.Step();
        if (!_firmware.Lines[0].Radio.IsReceiving)
        {
            throw new InvalidOperationException("the radio does not receive");
        }

        _host.NowUs++;
        var step = Counter.Of(() => _firmware.Lines[0].Radio.Serve(_host.NowUs));
        var pinsOfIt = _host.PinReads;
        _firmware.Lines[0].Radio.Serve(_host.NowUs);
        pinsOfIt = _host.PinReads - pinsOfIt;
        var (clocks, pins) = (_host.ClockReads, _host.PinReads);
        var ops = Counter.Of(() => _firmware.Step()) - step;
        return (ops, _host.ClockReads - clocks, _host.PinReads - pins - pinsOfIt);
    }

    /// <summary>A pass of the loop; time goes on to the next.</summary>
    public void Pass()
    {
        var wakeUs = _firmware.Step();
        _host.Network.Acknowledge();
        _host.NowUs = Math.Clamp(wakeUs, _host.NowUs + 100, _host.NowUs + 1_000_000);
    }
}
