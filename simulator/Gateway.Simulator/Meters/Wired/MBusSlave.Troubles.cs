using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Simulator.Wire;

namespace Gateway.Simulator.Meters.Wired;

/// <content>What slaves in the field do otherwise than the standard says.</content>
public sealed partial class MBusSlave
{
    private const int WakeBytes = 100;
    private const long AwakeNs = 2_000_000_000;
    private const long BatteryNs = 69L * 60 * 1_000_000_000;

    private long _awakeUntilNs = -1;
    private long _busyUntilNs = -1;
    private long _readAgainNs = -1;
    private int _nkes;
    private bool _primaryNke;
    private bool _missed;

    private SerialSettings StartSettings() => Options.Trouble switch
    {
        MBusTrouble.WrongParity => new SerialSettings(Options.BaudRate, 8, SerialParity.None, 1),
        MBusTrouble.WrongSpeed => SerialSettings.Create8E1(Options.BaudRate * 2),
        _ => SerialSettings.Create8E1(Options.BaudRate),
    };

    private void Wake(SerialBus bus, int strangeBytes) =>
        _awakeUntilNs = strangeBytes >= WakeBytes ? bus.NowNs + AwakeNs : _awakeUntilNs;

    private bool IsAwake(SerialBus bus)
    {
        if (Trouble != MBusTrouble.Sleeps)
        {
            return true;
        }

        if (bus.NowNs > _awakeUntilNs)
        {
            return false;
        }

        _awakeUntilNs = bus.NowNs + AwakeNs;
        return true;
    }

    // SND_NKE to 253 counts although nobody answers it.
    private void HearNke(int control, int address)
    {
        var isNke = (control & ~0x20) == 0x40;
        _nkes += isNke && (address == Primary || address >= Selected) ? 1 : 0;
        _primaryNke |= isNke && address == Primary;
    }

    // Whether it listens to a request that is its own.
    private bool IsWilling(SerialBus bus, int control)
    {
        var isReading = (control & ~0x20) == 0x5B;
        if (bus.NowNs < _busyUntilNs)
        {
            return false;
        }

        switch (Trouble)
        {
            case MBusTrouble.TwoNke:
                var isOpen = _nkes >= 2;
                _nkes = isReading && isOpen ? 0 : _nkes;
                return isOpen;
            case MBusTrouble.Battery when isReading:
                if (bus.NowNs < _readAgainNs)
                {
                    return false;
                }

                _readAgainNs = bus.NowNs + BatteryNs;
                return true;
            case MBusTrouble.MissesFirst:
                _missed = !_missed;
                return !_missed;
            default:
                return true;
        }
    }

    private bool CanBeSelected(bool isFull)
    {
        switch (Trouble)
        {
            case MBusTrouble.NotSelectable:
                return !isFull;
            case MBusTrouble.NkeToPrimary:
                var can = _primaryNke;
                _primaryNke = false;
                return can;
            case MBusTrouble.TwoNke:
                return _nkes >= 2;
            default:
                return true;
        }
    }

    private IEnumerable<byte> AnswerAddress()
    {
        var address = (byte[])_address.Clone();
        if (Trouble == MBusTrouble.WrongReply)
        {
            address[0] ^= 0x11;
        }

        return address;
    }

    private byte AnswerPrimary() => (byte)(Trouble == MBusTrouble.WrongReply ? (Primary % 250) + 1 : Primary);

    private void Reply(SerialBus bus, byte[] reply)
    {
        var delayNs = SerialBus.BitsNs(_settings, Options.AnswerBits);
        switch (Trouble)
        {
            case MBusTrouble.SlowAnswer:
                delayNs = 1_100_000_000 + (long)(_random.NextDouble() * 900_000_000);
                _busyUntilNs = bus.NowNs + delayNs;
                break;
            case MBusTrouble.FirstByteLost:
                reply = reply[1..];
                break;
            case MBusTrouble.BreaksOff:
                reply = reply.Length > 1 ? reply[..(reply.Length / 2)] : reply;
                break;
            case MBusTrouble.Garbles:
                reply = (byte[])reply.Clone();
                _random.NextBytes(reply);
                break;
        }

        if (reply.Length > 0)
        {
            bus.Send(this, reply, delayNs);
        }
    }
}
