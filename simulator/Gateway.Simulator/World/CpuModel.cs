namespace Gateway.Simulator.World;

/// <summary>
/// What the board's processor needs for what, in the units of the cost model: IL-op equivalents and nanoseconds
/// an op. The op counts of calls are measured on the interpreter; time per op on an ESP32 at 240 MHz is an
/// estimate (0.2 .. 0.6 µs), and so is everything here that is not an op count.
/// </summary>
public sealed record CpuModel
{
    /// <summary>Time of one interpreted IL instruction, in ns.</summary>
    public double NsPerOp { get; init; } = 400;

    /// <summary>A managed call with its return.</summary>
    public int CallOps { get; init; } = 15;

    /// <summary>A call into native code.</summary>
    public int NativeCallOps { get; init; } = 28;

    /// <summary>What an SPI transfer costs beside its bits: port, adapter, two spans, native call.</summary>
    public int SpiTransferOps { get; init; } = 110;

    /// <summary>Time inside the vendor's SPI driver for a transaction, beside its bits, in ns (estimate).</summary>
    public long SpiDriverNs { get; init; } = 15_000;

    /// <summary>Time from an edge to the loop running again when it waits, in ns (estimate).</summary>
    public long InterruptNs { get; init; } = 100_000;

    /// <summary>One pass of the loop with nothing to do.</summary>
    public int LoopOps { get; init; } = 120;

    /// <summary>A received byte in the link decoder.</summary>
    public int LinkByteOps { get; init; } = 45;

    /// <summary>A telegram through header, filter and meter table.</summary>
    public int TelegramOps { get; init; } = 1_500;

    /// <summary>A byte of a record's CRC-32, computed before its commit and again when it is read.</summary>
    public int StoreByteOps { get; init; } = 20;

    /// <summary>A record appended to the log's buffer.</summary>
    public int StoreRecordOps { get; init; } = 600;

    /// <summary>A record copied into a commit.</summary>
    public int StoreStageOps { get; init; } = 700;

    /// <summary>A record acknowledged.</summary>
    public int StoreAckOps { get; init; } = 100;

    /// <summary>A byte of a message written as JSON.</summary>
    public int UplinkByteOps { get; init; } = 25;

    /// <summary>How much slower than the model the processor is; 1 = as modelled. Tests use it to be late.</summary>
    public double Slowdown { get; init; } = 1;

    /// <summary>Time of a number of ops, in ns.</summary>
    public long OpsToNs(double ops) => (long)(ops * NsPerOp * Slowdown);
}
