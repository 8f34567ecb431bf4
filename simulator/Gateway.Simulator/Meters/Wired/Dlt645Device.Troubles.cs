using System;
using System.Collections.Generic;
using Gateway.Simulator.Wire;

namespace Gateway.Simulator.Meters.Wired;

/// <content>What meters in the field do otherwise than the standard says.</content>
public sealed partial class Dlt645Device
{
    private const double LateMs = 500;
    private const long PauseNs = 400_000_000;

    private const double TooLateMs = 150;

    private bool _missed;
    private bool _isForeign;
    private byte[] _last;

    private bool IsWilling()
    {
        if (Trouble != Dlt645Trouble.MissesFirst)
        {
            return true;
        }

        _missed = !_missed;
        return !_missed;
    }

    private void Distort(uint identifier)
    {
        var isEnergy = IsOld ? identifier >> 12 == 9 : identifier >> 24 == 0;
        if (Trouble == Dlt645Trouble.InvalidDigits && isEnergy && _rest is { Count: > 0 })
        {
            _rest[1] = 0x0E;
        }
    }

    private (int Control, List<byte> Data)? Unknown(int control) => Trouble switch
    {
        Dlt645Trouble.SilentOnUnknown => null,
        Dlt645Trouble.OddError => (0xC5, [0xB6, 0xCE, 0x02]),
        _ => (control | 0xC0, [2]),
    };

    // Gives when its last byte is out, in nanoseconds from now.
    private long Send(SerialBus bus, int control, List<byte> data)
    {
        byte[] wild = [0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA];
        var frame = Frame(control, data, Trouble == Dlt645Trouble.WildcardAddress ? wild : _address);
        var plain = frame;
        Answers++;
        switch (Trouble)
        {
            case Dlt645Trouble.ExtraStart:
                frame = [0x68, .. frame];
                break;
            case Dlt645Trouble.TrailingBytes:
                frame = [.. frame, 0x00, 0xFF];
                break;
            case Dlt645Trouble.Repeats:
                frame = [.. frame, .. frame];
                break;
            case Dlt645Trouble.OtherFirst:
                byte[] other = [.. _address];
                other[0] ^= 1;
                frame = [.. Frame(control, data, other), .. frame];
                break;
            case Dlt645Trouble.StaleFirst:
                frame = _last == null ? frame : [.. _last, .. frame];
                break;
            case Dlt645Trouble.BadSums when Answers % 2 == 1:
                frame = [.. frame];
                frame[^2] ^= 0x10;
                break;
            case Dlt645Trouble.BreaksOff:
                frame = frame[..(frame.Length / 2)];
                break;
            default:
                break;
        }

        _last = plain;
        byte[] wakeUps = Trouble == Dlt645Trouble.NoWakeUp ? [] : new byte[Options.WakeUps];
        Array.Fill(wakeUps, (byte)0xFE);
        frame = [.. wakeUps, .. frame];
        var delayMs = Trouble == Dlt645Trouble.Late ? LateMs : _isForeign ? TooLateMs : Options.AnswerMs;
        var delayNs = (long)(delayMs * 1e6);
        if (Trouble != Dlt645Trouble.Pauses)
        {
            bus.Send(this, frame, delayNs);
            return delayNs + SerialBus.BitsNs(_settings, frame.Length * 11.0);
        }

        var head = frame.Length / 2;
        bus.Send(this, frame[..head], delayNs);
        bus.Send(this, frame[head..], delayNs + SerialBus.BitsNs(_settings, head * 11.0) + PauseNs);
        return delayNs + SerialBus.BitsNs(_settings, frame.Length * 11.0) + PauseNs;
    }
}
