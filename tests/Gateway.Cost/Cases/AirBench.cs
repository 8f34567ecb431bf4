// Whole frames through the board's SPI and pin adapters, the driver and the link decoder. Time goes on by a byte at a
// time; the driver is stepped when an edge or its own wake-up asks for it, a moment later as a loop does it.
using Gateway.Boards;
using Gateway.Boards.Esp32;
using Gateway.Core;
using Gateway.Link;
using Gateway.Link.LinkIq;
using Gateway.Link.Wmbus;
using Gateway.Radio;
using Gateway.Radio.Cc1101;
using Gateway.Radio.Sx1276;
using Gateway.Radio.Tests.Sx1276;

namespace Gateway.Cost;

/// <summary>A receiver whose every frame is counted.</summary>
internal sealed class AirBench
{
    // From an edge to the step: what the interrupt and the loop's pass take, in bytes of 80 µs.
    private const int LatencyBytes = 1;
    private const int NoiseBytes = 100;

    private readonly CostHost _host;
    private readonly TelegramReceiver _link;
    private readonly IRadio _radio;
    private readonly int _byteUs;

    public AirBench(RadioChip chip, RadioProfile profile, int byteUs)
    {
        var isCc1101 = chip == RadioChip.Cc1101;
        _host = new CostHost(isCc1101 ? null : new FakeSx1276());
        _link = profile == RadioProfile.LinkIq ? new LinkIqReceiver(2) : new WmbusReceiver(2);
        _byteUs = byteUs;
        _host.NowUs = 1_000_000;
        var gpio = new System.Device.Gpio.GpioController();
        var signal = new LoopSignal();
        var spi = new SpiDevicePort(Pins.RadioSpiBus, Pins.RadioCsn, 5_000_000);
        var fifo = new GpioInterruptPin(gpio, Pins.RadioGdo0, signal);
        var sync = new GpioInterruptPin(gpio, Pins.RadioGdo2, signal);
        _radio = isCc1101 ? new Cc1101Radio(spi, fifo, sync) : new Sx1276Radio(spi, fifo, sync, new NoPin());
        var status = _radio.Start(profile, _link, _host.NowUs);
        if (status != RadioStatus.Ok)
        {
            throw new InvalidOperationException($"radio: {status}");
        }
    }

    /// <summary>What the frames have cost.</summary>
    public AirBill Bill { get; private set; } = new();

    /// <summary>Forgets what the frames have cost: those behind a start may cost more.</summary>
    public void ForgetBill() => Bill = new();

    /// <summary>Receives a frame from its sync word to the telegram.</summary>
    public void Hear(byte[] raw)
    {
        var before = (_host.SpiTransfers, _host.PinReads);
        _host.Chip.Sync();
        Interrupts();
        var ended = _link.FramesEnded;
        var due = LatencyBytes;
        for (var i = 0; i < raw.Length + NoiseBytes && _link.FramesEnded == ended; i++)
        {
            _host.NowUs += _byteUs;
            var edges = _host.Interrupts;
            _host.Chip.Air([i < raw.Length ? raw[i] : (byte)0x55]);
            Interrupts();
            if (_host.Interrupts > edges)
            {
                due = i + LatencyBytes;
            }

            if (i >= due || _host.NowUs >= _radio.NextWakeUs)
            {
                // As RadioBank does it.
                Bill.Ops += _radio.IsReceiving
                    ? Counter.Of(() => _radio.Serve(_host.NowUs))
                    : Counter.Of(() => _radio.Step(_host.NowUs));
                due = int.MaxValue;
            }
        }

        var telegram = _link.Pool.TryTake() ?? throw new InvalidOperationException($"{_link.LastStatus}");
        Bill.Bytes += raw.Length;
        Bill.Transfers += _host.SpiTransfers - before.SpiTransfers;
        Bill.PinReads += _host.PinReads - before.PinReads;
        Bill.OwnOps = Bill.Ops - (Bill.Transfers * BoardCases.SpiTransferOps()) - (Bill.PinReads * BoardCases.PinReadOps());
        _link.Pool.Release(telegram);
        _host.NowUs += 10_000;
    }

    // Reset, which the script does not have.
    private sealed class NoPin : IOutputPin
    {
        public void Write(bool high)
        {
        }
    }

    private void Interrupts() => Bill.InterruptOps += Counter.Of(_host.RaiseEdges) - Prices.ManagedCall;
}
