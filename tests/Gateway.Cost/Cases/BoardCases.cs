using Gateway.Boards;
using Gateway.Boards.Esp32;
using Gateway.Core;

namespace Gateway.Cost;

/// <summary>The board's adapters and the loop.</summary>
internal static class BoardCases
{
    public static void Measure(Figures figures)
    {
        figures.Add("SPI transfer", SpiTransferOps());
        figures.Add("pin read", PinReadOps());
        figures.Add("clock read", ClockReadOps());
        // The bench is the current machine until the price of an adapter is taken.
        var one = new LoopBench();
        var (ops, clockReads, pinReads) = one.IdlePass(0, 0);
        var asking = one.IdlePass(1, 0).Ops;
        var whole = one.IdlePass(1, 1).Ops;
        var idle = ops - (clockReads * ClockReadOps()) - (pinReads * PinReadOps());
        figures.Add("idle pass", ops);
        figures.Add("idle pass, without clock and pins", idle);
        figures.Add("idle pass, asking the telegram's stages", asking - ops);
        figures.Add("idle pass, asking the others", whole - asking);
        (ops, clockReads, pinReads) = new LoopBench(2).IdlePass(0, 0);
        figures.Add("idle pass, a further radio, without pins",
            ops - (clockReads * ClockReadOps()) - (pinReads * PinReadOps()) - idle);
        (ops, clockReads, _) = new LoopBench().ReceivingPass();
        var receiving = ops - (clockReads * ClockReadOps());
        figures.Add("receiving pass, without clock and radio", receiving);
        (ops, clockReads, pinReads) = new LoopBench(2).ReceivingPass();
        figures.Add("receiving pass, a further radio, without pins",
            ops - (clockReads * ClockReadOps()) - (pinReads * PinReadOps()) - receiving);
    }

    /// <summary>A transfer through the port: everything but the bits.</summary>
    public static long SpiTransferOps()
    {
        var host = StandinHostScope();
        ISpiPort spi = new SpiDevicePort(Pins.RadioSpiBus, Pins.RadioCsn, 5_000_000);
        var bytes = new byte[16];
        var ops = Counter.Of(() => spi.Transfer(bytes, bytes, 2));
        Standins.StandinHost.Current = host;
        return ops;
    }

    /// <summary>The level of a pin through its port.</summary>
    public static long PinReadOps()
    {
        var host = StandinHostScope();
        IInterruptPin pin = new GpioInterruptPin(
            new System.Device.Gpio.GpioController(), Pins.RadioGdo0, new LoopSignal());
        var ops = Counter.Of(() => pin.Read());
        Standins.StandinHost.Current = host;
        return ops;
    }

    private static long ClockReadOps()
    {
        _ = new CostHost();
        IClock clock = new HighResClock();
        return Counter.Of(() => _ = clock.NowUs);
    }

    // The machine of the caller, to be put back; a fresh one is current.
    private static Standins.StandinHost StandinHostScope()
    {
        var before = Standins.StandinHost.Current;
        _ = new CostHost();
        return before;
    }
}
