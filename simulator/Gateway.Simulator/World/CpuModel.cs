using System;
using Gateway.Link;
using Gateway.Radio;

namespace Gateway.Simulator.World;

/// <summary>
/// What the board's processor needs for what, in the units of the cost model: IL-op equivalents and nanoseconds
/// an op. The op counts are those of <see cref="CostTable"/>, measured on the compiled firmware; time per op on an
/// ESP32 at 240 MHz is an estimate (0.2 .. 0.6 µs), and so is everything here that is not an op count.
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
    public double SpiTransferOps { get; init; } = CostTable.BuiltIn["SPI transfer"];

    /// <summary>Reading a pin through its port.</summary>
    public double PinReadOps { get; init; } = CostTable.BuiltIn["pin read"];

    /// <summary>Reading the clock through its port.</summary>
    public double ClockReadOps { get; init; } = CostTable.BuiltIn["clock read"];

    /// <summary>Time inside the vendor's SPI driver for a transaction, beside its bits, in ns (estimate).</summary>
    public long SpiDriverNs { get; init; } = 15_000;

    /// <summary>Time from an edge to the loop running again when it waits, in ns (estimate).</summary>
    public long InterruptNs { get; init; } = 100_000;

    /// <summary>From the end of a light sleep to the loop running again, in ns (estimate).</summary>
    public long WakeNs { get; init; } = 1_000_000;

    /// <summary>One pass of the loop with nothing to do and nobody asked, clock and pins left out.</summary>
    public double LoopOps { get; init; } = CostTable.BuiltIn["idle pass, without clock and pins"];

    /// <summary>What it adds to a pass to ask the stages through which a telegram goes whether they are due.</summary>
    public double AskOps { get; init; } = CostTable.BuiltIn["idle pass, asking the telegram's stages"];

    /// <summary>What it adds to ask the others.</summary>
    public double WholeAskOps { get; init; } = CostTable.BuiltIn["idle pass, asking the others"];

    /// <summary>One pass of the loop while a frame is coming in, clock and radio left out.</summary>
    public double ReceivingLoopOps { get; init; } = CostTable.BuiltIn["receiving pass, without clock and radio"];

    /// <summary>What each radio but the first adds to a pass with nothing to do, clock and pins left out.</summary>
    public double FurtherRadioOps { get; init; } = CostTable.BuiltIn["idle pass, a further radio, without pins"];

    /// <summary>What each radio but the first adds to a pass while a frame is coming in at another, pins left
    /// out.</summary>
    public double FurtherReceivingRadioOps { get; init; } =
        CostTable.BuiltIn["receiving pass, a further radio, without pins"];

    /// <summary>A received byte in driver and link decoder, SPI and pins left out, whatever the mode; null = the
    /// measured one of each mode.</summary>
    public double? LinkByteOps { get; init; }

    /// <summary>A telegram through header, filter and meter table.</summary>
    public double TelegramOps { get; init; } = CostTable.BuiltIn["telegram, 10000 meters"];

    /// <summary>A record appended to the log.</summary>
    public double StoreRecordOps { get; init; } = CostTable.BuiltIn["log append, record"];

    /// <summary>A step of the log.</summary>
    public double StoreStepOps { get; init; } = CostTable.BuiltIn["log step beside bytes and records"];

    /// <summary>A byte of a record's CRC-32, computed before its commit and again when it is read.</summary>
    public double StoreByteOps { get; init; } = CostTable.BuiltIn["log step, byte checked"];

    /// <summary>A record copied into a commit.</summary>
    public double StoreStageOps { get; init; } = CostTable.BuiltIn["log step, record staged"];

    /// <summary>A step of the uplink that writes on a record, beside what it writes.</summary>
    public double UplinkRecordOps { get; init; } = CostTable.BuiltIn["uplink step, on a record"];

    /// <summary>A payload byte written as JSON, or what costs as much.</summary>
    public double UplinkByteOps { get; init; } = CostTable.BuiltIn["uplink step, byte written"];

    /// <summary>A step of the uplink that gives a message to the network worker.</summary>
    public double UplinkPublishOps { get; init; } = CostTable.BuiltIn["uplink step, publish"];

    /// <summary>A step of the uplink that takes a PUBACK.</summary>
    public double UplinkAcknowledgeOps { get; init; } = CostTable.BuiltIn["uplink step, acknowledge"];

    /// <summary>Any other step of the uplink; a part of the statistics costs more than this.</summary>
    public double UplinkOtherOps { get; init; } = CostTable.BuiltIn["uplink step, nothing to do"];

    /// <summary>What a pass of the loop costs outside of the concentrator, counted by hand from MainLoop: the clock,
    /// a division, the wait.</summary>
    public double MainLoopOps { get; init; } = 130;

    /// <summary>Ops that the firmware has executed since the process began, where they are counted (tests/Gateway.Cost):
    /// then they are what it costs, and no price of this model but those of what is not the firmware's own. null = by
    /// the prices.</summary>
    public Func<long> ExecutedOps { get; init; }

    /// <summary>A received byte of a wired line.</summary>
    public double WiredByteOps { get; init; } = CostTable.BuiltIn["wired M-Bus, byte"];

    /// <summary>A step of a wired line, beside its bytes.</summary>
    public double WiredStepOps { get; init; } = CostTable.BuiltIn["wired M-Bus, reading beside its bytes"]
        / CostTable.BuiltIn["wired M-Bus, steps of a reading of 260 bytes, 9600 baud"];

    /// <summary>Time after which the interpreter turns to another thread that wants to run, in ns: the quantum of
    /// nanoFramework.</summary>
    public long QuantumNs { get; init; } = 20_000_000;

    /// <summary>A slice of the installer's page (estimate; it is held to 5,000).</summary>
    public double PageStepOps { get; init; } = 2_500;

    /// <summary>How much slower than the model the processor is; 1 = as modelled. Tests use it to be late.</summary>
    public double Slowdown { get; init; } = 1;

    /// <summary>A received byte of a frame of this kind in driver and link decoder, SPI and pins left out.</summary>
    public double ByteOps(FrameKind kind, RadioChip chip) =>
        LinkByteOps ?? CostTable.BuiltIn[$"receive {ModeOf(kind, chip)}, byte, without SPI and pins"];

    /// <summary>A frame of this kind beside its bytes.</summary>
    public double FrameOps(FrameKind kind, RadioChip chip) =>
        CostTable.BuiltIn[$"receive {ModeOf(kind, chip)}, frame, without SPI and pins"];

    /// <summary>Time of a number of ops, in ns.</summary>
    public long OpsToNs(double ops) => (long)(ops * NsPerOp * Slowdown);

    // What is no frame yet is as dear as the dearest. The linkIQ-style mode is counted on the CC1101 only.
    private static string ModeOf(FrameKind kind, RadioChip chip) => kind switch
    {
        FrameKind.C1B => "C1-B",
        FrameKind.C1A => "C1-A",
        FrameKind.LinkIq => "LIQ",
        FrameKind.S1 => "S1",
        _ => "T1",
    } + (chip == RadioChip.Sx1276 && kind != FrameKind.LinkIq ? " SX1276" : "");
}
