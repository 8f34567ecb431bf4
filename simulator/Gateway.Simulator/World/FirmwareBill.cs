using Gateway.App;

namespace Gateway.Simulator.World;

/// <summary>
/// What the firmware's own work costs, told from how far its counters moved since the last time, at the prices of
/// the <see cref="CpuModel"/>.
/// </summary>
internal sealed class FirmwareBill(CpuModel cpu, Concentrator firmware)
{
    private uint _bytesDrained;
    private uint _framesEnded;
    private uint _telegrams;
    private int _appended;
    private uint _bytesChecked;
    private uint _staged;
    private uint _storeSteps;
    private uint _uplinkSteps;

    /// <summary>Ops since the last call.</summary>
    public double Settle() => Radio() + Telegrams() + Store() + Uplink();

    private double Radio()
    {
        var bytes = Moved(ref _bytesDrained, firmware.Lines[0].Radio.Counters.BytesDrained);
        var frames = Moved(ref _framesEnded, firmware.Lines[0].Receiver.FramesEnded);
        if (bytes + frames == 0)
        {
            return 0;
        }

        var kind = frames > 0 ? firmware.Lines[0].Receiver.LastKind : firmware.Lines[0].Receiver.Kind;
        return (bytes * cpu.ByteOps(kind)) + (frames * cpu.FrameOps(kind));
    }

    private double Telegrams()
    {
        var appended = firmware.Store.Counters.Appended - _appended;
        _appended += appended;
        return (Moved(ref _telegrams, firmware.Filter.Counters.Received) * cpu.TelegramOps)
            + (appended * cpu.StoreRecordOps);
    }

    private double Store() =>
        (Moved(ref _storeSteps, firmware.Slices.Count(StageId.Store)) * cpu.StoreStepOps)
        + (Moved(ref _bytesChecked, firmware.Store.Counters.BytesChecked) * cpu.StoreByteOps)
        + (Moved(ref _staged, firmware.Store.Counters.Staged) * cpu.StoreStageOps);

    private double Uplink() => Moved(ref _uplinkSteps, firmware.Slices.Count(StageId.Uplink)) * cpu.UplinkStepOps;

    private static uint Moved(ref uint last, uint now)
    {
        var moved = now - last;
        last = now;
        return moved;
    }
}
