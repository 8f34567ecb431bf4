using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.App;
using Gateway.Core;
using Gateway.Link;
using Gateway.Radio;
using Gateway.Simulator.Meters;

namespace Gateway.System.Tests.Radios;

/// <summary>Lines over fake radios, with bank and combiner.</summary>
internal sealed class RadioRig
{
    public RadioRig(params ProfilePlan[] plans)
    {
        Pool = new TelegramPool(8, plans.Length);
        Radios = [.. plans.Select((_, i) => new FakeRadio(((char)('A' + i)).ToString(), Log))];
        Lines = [.. plans.Select((plan, i) =>
            new RadioLine(i, Radios[i], new RadioSetup(RadioChip.Cc1101, plan, null), Pool))];
        Bank = new RadioBank(Lines, Pool);
        Copies = new CopyCombiner(Pool, Lines);
        Bank.Start(0);
        Log.Clear();
    }

    public List<string> Log { get; } = [];

    public TelegramPool Pool { get; }

    public FakeRadio[] Radios { get; }

    public RadioLine[] Lines { get; }

    public RadioBank Bank { get; }

    public CopyCombiner Copies { get; }

    public static ProfilePlan T1C1 => new(RadioProfile.T1C1);

    /// <summary>What was asked of the radios since the last call.</summary>
    public string TakeLog()
    {
        var text = string.Join(", ", Log);
        Log.Clear();
        return text;
    }

    /// <summary>A sync word at a radio.</summary>
    public void Begin(int radio, long syncUs) => Radios[radio].Sink.Begin(Radios[radio].Profile, syncUs);

    /// <summary>Bytes behind the sync word of a frame, by number; what the decoder says to them.</summary>
    public int Push(int radio, byte[] telegram, AirMode mode, int from, int count)
    {
        var air = FrameEncoder.Encode(telegram, mode);
        var bytes = air.Bytes[(air.SyncEndBit / 8)..];
        return Radios[radio].Sink.Push(bytes, from, Math.Min(count, bytes.Length - from));
    }

    /// <summary>The rest of a frame.</summary>
    public void End(int radio, byte[] telegram, int rssiDbm, AirMode mode = AirMode.C1B, bool damaged = false)
    {
        var air = FrameEncoder.Encode(telegram, mode);
        var bytes = air.Bytes[(air.SyncEndBit / 8)..];
        if (damaged)
        {
            bytes[^8] ^= 0x10;
        }

        Radios[radio].Sink.Push(bytes, 0, bytes.Length);
        Radios[radio].Sink.End(RxEnd.Complete, rssiDbm, 5, 0);
    }

    public void Hear(int radio, byte[] telegram, long syncUs, int rssiDbm)
    {
        Begin(radio, syncUs);
        End(radio, telegram, rssiDbm);
    }
}
