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
    private uint _bytesAppended;
    private uint _bytesWritten;

    /// <summary>Ops since the last call.</summary>
    public double Settle()
    {
        var drained = firmware.Radio.Counters.BytesDrained;
        var telegrams = firmware.Filter.Counters.Received;
        var appended = firmware.Store.Counters.Appended;
        var bytesAppended = firmware.Telegrams.BytesAppended;
        var bytesWritten = firmware.Uplink.BytesWritten;
        var ops = cpu.CallOps
            + ((drained - _bytesDrained) * (double)cpu.LinkByteOps)
            + ((telegrams - _telegrams) * (double)cpu.TelegramOps)
            + ((appended - _appended) * (double)cpu.StoreRecordOps)
            + ((bytesAppended - _bytesAppended) * (double)cpu.StoreByteOps)
            + ((bytesWritten - _bytesWritten) * (double)cpu.UplinkByteOps);
        _bytesDrained = drained;
        _telegrams = telegrams;
        _appended = appended;
        _bytesAppended = bytesAppended;
        _bytesWritten = bytesWritten;
        return ops;
    }
}
