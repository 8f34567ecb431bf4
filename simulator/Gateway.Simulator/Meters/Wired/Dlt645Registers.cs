using System;
using System.Collections.Generic;

namespace Gateway.Simulator.Meters.Wired;

// What a meter says to a data identifier, in both editions: a transcription of its own, so that the firmware's table
// cannot be wrong in the same way. Bytes low byte first.

/// <summary>Registers of a DL/T 645 meter.</summary>
internal sealed class Dlt645Registers(Dlt645Make make, ulong seed)
{
    private static readonly double[] HourShares =
        [2, 2, 1, 1, 1, 2, 4, 6, 5, 4, 4, 5, 6, 5, 4, 4, 5, 7, 9, 9, 8, 6, 4, 3];

    private readonly LoadProfile _load = new(HourShares, make.KwhPerDay, seed);

    /// <summary>Clock of the meter at simulated time 0.</summary>
    public DateTime ClockStart { get; set; } = new(2026, 1, 15, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Status word 3.</summary>
    public int StatusWord3 { get; set; }

    /// <summary>Demand is counted from this hour.</summary>
    public double DemandResetHours { get; set; }

    /// <summary>When the registers were frozen, in hours; the last midnight until then.</summary>
    public double? FrozenHours { get; set; }

    /// <summary>Breaker movements.</summary>
    public int Trips { get; set; }

    /// <summary>Address, six bytes.</summary>
    public byte[] Address { get; set; }

    /// <summary>What was written, by identifier.</summary>
    public Dictionary<uint, List<byte>> Written { get; } = [];

    /// <summary>The meter's clock.</summary>
    public DateTime Clock(double hours) => ClockStart.AddHours(hours);

    /// <summary>Forward active energy in hundredths of a kilowatt hour.</summary>
    /// <param name="tariff">0 = total, 1 .. Tariffs.</param>
    public long Energy(int tariff, double hours)
    {
        var total = (long)(((seed % 30_000) + _load.At(hours)) * 100);
        if (tariff == 0)
        {
            return total;
        }

        var share = total / make.Tariffs;
        return tariff == 1 ? total - (share * (make.Tariffs - 1)) : share;
    }

    /// <summary>Power in tenths of a watt.</summary>
    public long Power(double hours) => (long)(_load.RateAt(hours) * 10_000);

    /// <summary>Data of an identifier of 2007; null = has none.</summary>
    public List<byte> Read2007(uint identifier, double hours)
    {
        int di3 = (int)(identifier >> 24), di2 = (int)(identifier >> 16) & 255, di1 = (int)(identifier >> 8) & 255,
            di0 = (int)identifier & 255;
        if (Written.TryGetValue(identifier, out var written))
        {
            return [.. written];
        }

        return di3 switch
        {
            0x00 when di2 <= 8 => Tariffs(di1, di0, tariff => Bcd(Flow(di2, tariff, hours - (720 * di0)), 4)),
            0x01 when di2 is 1 or 2 => Tariffs(di1, di0, _ =>
                [.. Bcd(Power(hours) * 12 / 10 / (di2 == 1 ? 1 : 9), 3), .. Minute(Clock(DemandResetHours + 0.3))]),
            0x02 when di2 == 0x80 && di1 == 0 => Other(di0, hours),
            0x02 when di0 == 0 => Phases(di2, di1, hours),
            0x03 => identifier switch { 0x03110000 => Bcd(3, 3), 0x03300000 => Bcd(1, 3), _ => null },
            0x04 => Setting(identifier, hours),
            0x05 => Freeze(di2, di1, di0, hours),
            0x1D when identifier == 0x1D000001 => Bcd(Trips, 3),
            _ => null,
        };
    }

    /// <summary>Data of an identifier of 1997; null = has none.</summary>
    public List<byte> Read1997(uint identifier, double hours)
    {
        int first = (int)(identifier >> 12), second = (int)(identifier >> 8) & 15, third = (int)(identifier >> 4) & 15,
            last = (int)identifier & 15;
        if (Written.TryGetValue(identifier, out var written))
        {
            return [.. written];
        }

        var part = last == 15 ? 0xFF : last;
        switch (first)
        {
            case 9 when (second & 3) == 0 && third is 1 or 2:
                var energies = Tariffs(part, second >> 2, tariff =>
                    Bcd(Flow(third, tariff, hours - (720 * (second >> 2))), 4));
                if (energies != null && last == 15)
                {
                    energies.Add(0xAA);
                }

                return energies;
            case 10 when (second & 3) == 0 && third == 1:
                return Tariffs(part, second >> 2, _ => Bcd(Power(hours) * 12 / 10, 3));
            case 11 when second == 6:
                return OldPhases(third, part, hours);
            case 12:
                return identifier switch
                {
                    0xC010 => Date(Clock(hours)),
                    0xC011 => Time(Clock(hours)),
                    0xC032 => [.. Address],
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>Digits of a number, low byte first; the highest bit is the sign.</summary>
    public static List<byte> Bcd(long number, int bytes)
    {
        List<byte> into = [];
        var rest = Math.Abs(number);
        for (var i = 0; i < bytes; i++)
        {
            into.Add((byte)((rest / 10 % 10 << 4) | (rest % 10)));
            rest /= 100;
        }

        into[^1] |= (byte)(number < 0 ? 0x80 : 0);
        return into;
    }

    private static List<byte> Date(DateTime clock) =>
        [.. Bcd((int)clock.DayOfWeek, 1), .. Bcd(clock.Day, 1), .. Bcd(clock.Month, 1), .. Bcd(clock.Year % 100, 1)];

    private static List<byte> Time(DateTime clock) =>
        [.. Bcd(clock.Second, 1), .. Bcd(clock.Minute, 1), .. Bcd(clock.Hour, 1)];

    private static List<byte> Minute(DateTime clock) =>
        [.. Bcd(clock.Minute, 1), .. Bcd(clock.Hour, 1), .. Bcd(clock.Day, 1), .. Bcd(clock.Month, 1),
            .. Bcd(clock.Year % 100, 1)];

    // 0 combined, 1 forward, 2 reverse, 3 .. 8 reactive.
    private long Flow(int flow, int tariff, double hours)
    {
        var forward = Energy(tariff, Math.Max(0, hours));
        return flow switch { 0 => forward - (forward / 50), 1 => forward, 2 => forward / 50, _ => forward / (flow + 1) };
    }

    private List<byte> Tariffs(int part, int storage, Func<int, List<byte>> one)
    {
        if (storage > make.SettlementDays || (part == 0xFF ? !make.HasBlocks : part > make.Tariffs))
        {
            return null;
        }

        List<byte> into = [];
        for (var tariff = part == 0xFF ? 0 : part; tariff <= (part == 0xFF ? make.Tariffs : part); tariff++)
        {
            into.AddRange(one(tariff));
        }

        return into;
    }

    private List<byte> Phases(int kind, int part, double hours)
    {
        var from = kind is >= 3 and <= 6 ? 0 : 1;
        if (part == 0xFF ? !make.HasBlocks : part < from || part > make.Phases)
        {
            return null;
        }

        List<byte> into = [];
        for (var phase = part == 0xFF ? from : part; phase <= (part == 0xFF ? 3 : part); phase++)
        {
            var one = Phase(kind, phase, hours);
            if (one == null)
            {
                return null;
            }

            into.AddRange(phase > make.Phases ? [.. one.ConvertAll(_ => (byte)0)] : one);
        }

        return into;
    }

    private List<byte> Phase(int kind, int phase, double hours)
    {
        var power = Power(hours) / (phase == 0 ? 1 : make.Phases);
        return kind switch
        {
            1 => Bcd(2290 + (phase * 7), 2),
            2 => Bcd(power * 100 / 230, 3),
            3 => Bcd(power, 3),
            4 => Bcd(power / 5, 3),
            5 => Bcd(power * 102 / 100, 3),
            6 => Bcd(980, 2),
            7 => Bcd(1200 * (phase - 1), 2),
            _ => null,
        };
    }

    private List<byte> OldPhases(int kind, int part, double hours)
    {
        var from = kind is 1 or 2 ? 1 : 0;
        if (kind is < 1 or > 5 || (part == 0xFF ? !make.HasBlocks : part < from || part > make.Phases))
        {
            return null;
        }

        List<byte> into = [];
        for (var phase = part == 0xFF ? from : part; phase <= (part == 0xFF ? make.Phases : part); phase++)
        {
            var power = Power(hours) / (phase == 0 ? 1 : make.Phases);
            into.AddRange(kind switch
            {
                1 => Bcd(229 + phase, 2),
                2 => Bcd(power * 10 / 230, 2),
                3 => Bcd(power, 3),
                4 => Bcd(power / 500, 2),
                _ => Bcd(980, 2),
            });
        }

        return into;
    }

    private List<byte> Other(int which, double hours) => which switch
    {
        1 => Bcd(12, 3),
        2 => Bcd(5000 + (int)(hours % 3), 2),
        4 => Bcd(Power(hours), 3),
        7 => Bcd(-31, 2),
        8 => Bcd(360, 2),
        _ => null,
    };

    private List<byte> Setting(uint identifier, double hours)
    {
        switch (identifier)
        {
            case 0x04000101: return Date(Clock(hours));
            case 0x04000102: return Time(Clock(hours));
            case 0x0400010C: return [.. Time(Clock(hours)), .. Date(Clock(hours))];
            case 0x04000401: return [.. Address];
            case 0x04000402: return [.. Address];
            case 0x04000409: return Bcd(1200, 3);
            case 0x04000503: return [(byte)StatusWord3, (byte)(StatusWord3 >> 8)];
            case 0x040005FF when make.HasBlocks:
                List<byte> words = [.. new byte[14]];
                words[4] = (byte)StatusWord3;
                words[5] = (byte)(StatusWord3 >> 8);
                return words;
            default: return null;
        }
    }

    private List<byte> Freeze(int kind, int part, int number, double hours)
    {
        if (kind is not (1 or 6) || number is < 1 or > 12)
        {
            return null;
        }

        var at = kind == 1 && FrozenHours != null ? FrozenHours.Value : Math.Floor(hours / 24) * 24;
        at = Math.Max(0, at - (24 * (number - 1)));
        switch (part)
        {
            case 0: return Minute(Clock(at));
            case 1 or 2: return Row(part, at);
            case 0xFF when make.HasBlocks:
                return [.. Minute(Clock(at)), 0xAA, .. Row(1, at), 0xAA, .. Row(2, at)];
            default: return null;
        }
    }

    private List<byte> Row(int flow, double hours)
    {
        List<byte> into = [];
        for (var tariff = 0; tariff <= make.Tariffs; tariff++)
        {
            into.AddRange(Bcd(Flow(flow, tariff, hours), 4));
        }

        return into;
    }
}
