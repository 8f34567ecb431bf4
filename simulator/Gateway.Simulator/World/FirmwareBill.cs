using Gateway.App;

namespace Gateway.Simulator.World;

/// <summary>
/// What the firmware's own work costs, told from how far its counters moved since the last time, at the prices of
/// the <see cref="CpuModel"/>.
/// </summary>
internal sealed class FirmwareBill(CpuModel cpu, Concentrator firmware)
{
    private uint _bytesDrained;
    private uint _telegrams;
    private int _appended;
    private int _acknowledged;
    private uint _bytesChecked;
    private uint _staged;
    private uint _bytesWritten;

    /// <summary>Ops since the last call.</summary>
    public double Settle()
    {
        var drained = firmware.Radio.Counters.BytesDrained;
        var telegrams = firmware.Filter.Counters.Received;
        var appended = firmware.Store.Counters.Appended;
        var acknowledged = firmware.Store.Counters.Acknowledged;
        var bytesChecked = firmware.Store.Counters.BytesChecked;
        var staged = firmware.Store.Counters.Staged;
        var bytesWritten = firmware.Uplink.BytesWritten;
        var ops = cpu.CallOps
            + ((drained - _bytesDrained) * (double)cpu.LinkByteOps)
            + ((telegrams - _telegrams) * (double)cpu.TelegramOps)
            + ((appended - _appended) * (double)cpu.StoreRecordOps)
            + ((acknowledged - _acknowledged) * (double)cpu.StoreAckOps)
            + ((bytesChecked - _bytesChecked) * (double)cpu.StoreByteOps)
            + ((staged - _staged) * (double)cpu.StoreStageOps)
            + ((bytesWritten - _bytesWritten) * (double)cpu.UplinkByteOps);
        _bytesDrained = drained;
        _telegrams = telegrams;
        _appended = appended;
        _acknowledged = acknowledged;
        _bytesChecked = bytesChecked;
        _staged = staged;
        _bytesWritten = bytesWritten;
        return ops;
    }
}
