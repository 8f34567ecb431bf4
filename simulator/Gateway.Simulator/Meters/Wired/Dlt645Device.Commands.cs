using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Simulator.Wire;

namespace Gateway.Simulator.Meters.Wired;

/// <content>Answers to each control code.</content>
public sealed partial class Dlt645Device
{
    private const int RelayOpen = 0x0010;
    private const int CommandOpen = 0x0040;
    private const int AlarmOn = 0x0080;
    private const int SupplyKept = 0x1000;

    private int _password;
    private int _newBaud;
    private int _timeSetDay = -1;

    /// <summary>Control codes that changed something, in order.</summary>
    public List<int> Done { get; } = [];

    /// <summary>The breaker does not move, whatever is accepted.</summary>
    public bool IsBreakerStuck { get; set; }

    /// <summary>Accepts what is written and keeps nothing of it.</summary>
    public bool IsWriteLost { get; set; }

    /// <summary>Accepts another line speed and stays at its own.</summary>
    public bool KeepsSpeed { get; set; }

    /// <summary>The answer to the next control command, or to a change of speed, is lost.</summary>
    public bool LosesControlAnswer { get; set; }

    /// <summary>Connected.</summary>
    public bool IsClosed => (_registers.StatusWord3 & RelayOpen) == 0;

    /// <summary>The programming key is pressed, which a new address needs.</summary>
    public bool IsKeyPressed { get; set; }

    /// <summary>The meter's clock.</summary>
    public DateTime Clock(long atNs) => _registers.Clock(atNs / 3.6e12);

    /// <summary>Sets its clock wrong.</summary>
    public void ShiftClock(TimeSpan by) => _registers.ClockStart += by;

    private (int Control, List<byte> Data)? Answer2007(int control, List<byte> data) => control switch
    {
        0x08 => SetTime(data),
        0x11 or 0x12 => Read(control, data),
        0x13 => (0x93, [.. _address]),
        0x14 => data.Count < 12 ? Refuse(control, 1) : Allowed(data, 4) ? Write(control, data, 4, 12) : Refuse(control, 4),
        0x15 => !IsKeyPressed ? Refuse(control, 4) : SetAddress(control, data),
        0x16 => Freeze(control, data),
        0x17 => SetBaud(control, data),
        0x18 => SetPassword(control, data, 4),
        0x19 => Allowed(data, 0) ? ResetDemand(control) : Refuse(control, 4),
        0x1A or 0x1B => Allowed(data, 0) ? Do(control, []) : Refuse(control, 4),
        0x1C => Operate(control, data),
        _ => Refuse(control, 1),
    };

    private (int Control, List<byte> Data)? Answer1997(int control, List<byte> data) => control switch
    {
        0x01 or 0x02 => Read(control, data),
        0x04 => data.Count < 6 ? Refuse(control, 1) : Allowed(data, 2) ? Write(control, data, 2, 6) : Refuse(control, 4),
        0x08 => SetTime(data),
        0x0A => !IsKeyPressed ? Refuse(control, 4) : SetAddress(control, data),
        0x0C => SetBaud(control, data),
        0x0F => SetPassword(control, data, 0),
        0x10 => Allowed(data, 0) ? ResetDemand(control) : Refuse(control, 4),
        _ => null,
    };

    private (int Control, List<byte> Data)? Do(int control, List<byte> answer)
    {
        Done.Add(control);
        return (control | 0x80, answer);
    }

    private static (int Control, List<byte> Data)? Refuse(int control, byte error) => (control | 0xC0, [error]);

    private bool Allowed(List<byte> data, int at) =>
        data.Count >= at + 4 && data[at] <= 2 && Number(data, at + 1, 3) == _password;

    // Settings only: 04.. in 2007, C... in 1997. A clock goes on, and its registers keep nothing.
    private (int Control, List<byte> Data)? Write(int control, List<byte> data, int size, int at)
    {
        var register = (uint)Number(data, 0, size);
        if (IsOld ? register >> 12 != 0xC : register >> 24 != 4)
        {
            return Refuse(control, 2);
        }

        if (!IsWriteLost && register is not (0x04000101 or 0x04000102 or 0x0400010C or 0xC010 or 0xC011))
        {
            _registers.Written[register] = data.GetRange(at, data.Count - at);
        }

        return Do(control, []);
    }

    // 5 minutes at most, once a day.
    private (int Control, List<byte> Data)? SetTime(List<byte> data)
    {
        var digits = Number(data, 0, data.Count == 6 ? 6 : 0).ToString("X12");
        if (data.Count != 6 || !DateTime.TryParseExact("20" + digits, "yyyyMMddHHmmss", null, 0, out var time))
        {
            return null;
        }

        var now = _registers.Clock(_hours);
        if (Math.Abs((time - now).TotalMinutes) <= 5 && _timeSetDay != now.DayOfYear)
        {
            _timeSetDay = now.DayOfYear;
            _registers.ClockStart += time - now;
            Done.Add(0x08);
        }

        return null;
    }

    private (int Control, List<byte> Data)? SetAddress(int control, List<byte> data)
    {
        if (data.Count != 6)
        {
            return Refuse(control, 1);
        }

        data.CopyTo(_address);
        return Do(control, []);
    }

    private (int Control, List<byte> Data)? Freeze(int control, List<byte> data)
    {
        if (data.Count != 4)
        {
            return Refuse(control, 1);
        }

        _registers.FrozenHours = Number(data, 0, 4) == 0x99999999 ? _hours : _registers.FrozenHours;
        return Do(control, []);
    }

    // The speed changes when the answer is out.
    private (int Control, List<byte> Data)? SetBaud(int control, List<byte> data)
    {
        for (int baud = 600, code = 2; baud <= 9600; baud *= 2, code *= 2)
        {
            if (data.Count == 1 && data[0] == code)
            {
                if (LosesControlAnswer)
                {
                    _settings = SerialSettings.Create8E1(baud);
                    return null;
                }

                _newBaud = baud;
                return Do(control, [(byte)code]);
            }
        }

        return Refuse(control, 8);
    }

    private void AfterAnswer(SerialBus bus, long endNs)
    {
        if (_newBaud != 0)
        {
            var settings = SerialSettings.Create8E1(_newBaud);
            _newBaud = 0;
            bus.After(endNs, () => _settings = KeepsSpeed ? _settings : settings);
        }
    }

    private (int Control, List<byte> Data)? SetPassword(int control, List<byte> data, int at)
    {
        if (data.Count != at + 8 || !Allowed(data, at))
        {
            return Refuse(control, 4);
        }

        _password = (int)Number(data, at + 5, 3);
        return Do(control, data.GetRange(at + 4, 4));
    }

    private (int Control, List<byte> Data)? ResetDemand(int control)
    {
        _registers.DemandResetHours = _hours;
        return Do(control, []);
    }

    private (int Control, List<byte> Data)? Operate(int control, List<byte> data)
    {
        if (data.Count != 16 || !Allowed(data, 0))
        {
            return Refuse(control, 4);
        }

        var until = "20" + Number(data, 10, 6).ToString("X12");
        var isDate = DateTime.TryParseExact(until, "yyyyMMddHHmmss", null, 0, out var limit);
        if (!isDate || limit < _registers.Clock(_hours))
        {
            return Refuse(control, 1);
        }

        Switch(data[8]);
        var answer = Do(control, []);
        if (!LosesControlAnswer)
        {
            return answer;
        }

        LosesControlAnswer = false;
        return null;
    }

    private void Switch(byte action)
    {
        var word = _registers.StatusWord3;
        word = action switch
        {
            0x1A => word | CommandOpen | (IsBreakerStuck ? 0 : RelayOpen),
            0x1B => word & ~CommandOpen,
            0x1C => word & ~(CommandOpen | (IsBreakerStuck ? 0 : RelayOpen)),
            0x2A => word | AlarmOn,
            0x2B => word & ~AlarmOn,
            0x3A => word | SupplyKept,
            0x3B => word & ~SupplyKept,
            _ => word,
        };
        _registers.Trips += action == 0x1A ? 1 : 0;
        _registers.StatusWord3 = word;
    }
}
