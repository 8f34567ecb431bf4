using Gateway.App;
using Gateway.Radio;
using Gateway.Radio.Sx1276;
using Gateway.Link;

namespace Gateway.Simulator.World;

/// <summary>
/// What the firmware's own work costs, told from how far its counters moved since the last time, at the prices of
/// the <see cref="CpuModel"/>.
/// </summary>
internal sealed class FirmwareBill(CpuModel cpu, Concentrator firmware)
{
    private readonly uint[] _bytesDrained = new uint[firmware.Lines.Length];
    private readonly uint[] _framesEnded = new uint[firmware.Lines.Length];
    private readonly TelegramReceiver[] _receivers = new TelegramReceiver[firmware.Lines.Length];
    private uint _asks;
    private uint _wholeAsks;
    private uint _telegrams;
    private int _appended;
    private uint _bytesChecked;
    private uint _staged;
    private uint _storeSteps;
    private uint _uplinkSteps;
    private uint _wiredSteps;
    private uint _uplinkWork;
    private uint _published;
    private uint _acknowledged;
    private uint _pageSteps;

    /// <summary>Ops since the last call.</summary>
    public double Settle()
    {
        var ops = Asks() + Telegrams() + Store() + Uplink() + Wired() + Page();
        for (var i = 0; i < _receivers.Length; i++)
        {
            ops += Radio(i);
        }

        return ops;
    }

    private double Asks() =>
        (Moved(ref _asks, firmware.Asks) * cpu.AskOps) + (Moved(ref _wholeAsks, firmware.WholeAsks) * cpu.WholeAskOps);

    // What its bytes cost is charged where they are read.
    private double Wired()
    {
        var steps = 0u;
        foreach (var line in firmware.Wired.Lines)
        {
            steps += line.LineSteps;
        }

        return Moved(ref _wiredSteps, steps) * cpu.WiredStepOps;
    }

    private double Page() =>
        Moved(ref _pageSteps, firmware.Slices.Count(StageId.Installer)) * cpu.PageStepOps;

    private double Radio(int index)
    {
        var line = firmware.Lines[index];
        var receiver = line.Receiver;
        if (receiver != _receivers[index])
        {
            // It listens to another profile now: from here on this decoder's frames count.
            _receivers[index] = receiver;
            _framesEnded[index] = receiver.FramesEnded;
        }

        var bytes = Moved(ref _bytesDrained[index], line.Radio.Counters.BytesDrained);
        var frames = Moved(ref _framesEnded[index], receiver.FramesEnded);
        if (bytes + frames == 0)
        {
            return 0;
        }

        var kind = frames > 0 ? receiver.LastKind : receiver.Kind;
        var chip = line.Radio is Sx1276Radio ? RadioChip.Sx1276 : RadioChip.Cc1101;
        return (bytes * cpu.ByteOps(kind, chip)) + (frames * cpu.FrameOps(kind, chip));
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

    private double Uplink()
    {
        var counters = firmware.Uplink.Counters;
        var steps = Moved(ref _uplinkSteps, firmware.Slices.Count(StageId.Uplink));
        var work = Moved(ref _uplinkWork, firmware.Uplink.Work);
        var published = Moved(ref _published, (uint)counters.Published);
        var acknowledged = Moved(ref _acknowledged, (uint)counters.Messages);
        if (steps == 0)
        {
            return 0;
        }

        // Between two readings of the clock there is one step.
        var ops = work > 0 ? cpu.UplinkRecordOps + (work * cpu.UplinkByteOps)
            : published > 0 ? cpu.UplinkPublishOps
            : acknowledged > 0 ? cpu.UplinkAcknowledgeOps : cpu.UplinkOtherOps;
        return ops + ((steps - 1) * cpu.UplinkOtherOps);
    }

    private static uint Moved(ref uint last, uint now)
    {
        var moved = now - last;
        last = now;
        return moved;
    }
}
