using System;
using System.Collections.Generic;

namespace Gateway.Simulator.Meters.Wired;

/// <summary>A kind of wired M-Bus meter: who made it and what it says at a time.</summary>
/// <param name="Name">As scenario files name it.</param>
/// <param name="Manufacturer">Three letters, made up or those of a make whose replies look like this.</param>
/// <param name="Version">Version field.</param>
/// <param name="DeviceType">Device type field.</param>
/// <param name="Telegrams">Telegrams of one reading.</param>
public sealed record MBusMake(string Name, string Manufacturer, byte Version, byte DeviceType, int Telegrams)
{
    /// <summary>Heat meter with monthly values and a valve.</summary>
    public static MBusMake Heat { get; } = new("heat", "HTA", 0x0B, 0x04, 1);

    /// <summary>Heat meter that needs two telegrams.</summary>
    public static MBusMake HeatLong { get; } = new("heat-long", "HTB", 0x2F, 0x0C, 2);

    /// <summary>Water meter, BCD values.</summary>
    public static MBusMake Water { get; } = new("water", "WAT", 0x14, 0x07, 1);

    /// <summary>Electricity meter, three phases.</summary>
    public static MBusMake Electricity { get; } = new("electricity", "ELE", 0x02, 0x02, 1);

    /// <summary>All makes.</summary>
    public static IReadOnlyList<MBusMake> All { get; } = [Heat, HeatLong, Water, Electricity];

    /// <summary>Records of one telegram of a reading.</summary>
    /// <param name="index">Telegram, 0 .. Telegrams − 1.</param>
    /// <param name="seed">The meter's own: how much it uses.</param>
    /// <param name="atS">Seconds since the start of the run.</param>
    /// <param name="valve">0 disconnected, 1 connected.</param>
    internal List<byte> Records(int index, uint seed, double atS, int valve)
    {
        List<byte> into = [];
        var clock = new DateTime(2026, 1, 15, 0, 0, 0, DateTimeKind.Utc).AddSeconds(atS);
        var load = 0.5 + (0.5 * Math.Sin((atS / 86_400 * 2 * Math.PI) + (seed % 7)));
        var use = (seed % 90_000) + (atS / 3600 * (0.5 + (seed % 5)) * 0.8);
        switch (DeviceType)
        {
            case 0x07:
                WriteWater(into, use, load, clock);
                break;
            case 0x02:
                WriteElectricity(into, use, load);
                break;
            default:
                WriteHeat(into, index, use, load, clock, valve);
                break;
        }

        return into;
    }

    private static void WriteWater(List<byte> into, double use, double load, DateTime clock)
    {
        MBusTelegram.Bcd(into, 0x0C, 0x13, (long)(use * 10));
        MBusTelegram.Bcd(into, 0x4C, 0x13, (long)(use * 8));
        MBusTelegram.Date(into, 0x42, new DateTime(clock.Year, clock.Month, 1));
        MBusTelegram.Bcd(into, 0x0A, 0x3B, (long)(load * 800));
        MBusTelegram.DateTime(into, 0x04, clock);
        MBusTelegram.Integer(into, 0x02, 0xFD17, 0);
    }

    private static void WriteElectricity(List<byte> into, double use, double load)
    {
        MBusTelegram.Integer(into, 0x04, 0x04, (long)(use * 100));
        MBusTelegram.Integer(into, 0x04, 0x2B, (long)(load * 3000));
        for (var phase = 1; phase <= 3; phase++)
        {
            into.AddRange([0x03, 0xFD, 0xC8, 0xFC, (byte)phase]);
            var volt = 2300 + (phase * 5) - (long)(load * 20);
            into.AddRange([(byte)volt, (byte)(volt >> 8), 0]);
            into.AddRange([0x03, 0xFD, 0xD9, 0xFC, (byte)phase]);
            var ampere = (long)(load * 4500) + phase;
            into.AddRange([(byte)ampere, (byte)(ampere >> 8), 0]);
        }

        MBusTelegram.Integer(into, 0x02, 0xFD17, 0);
    }

    private static void WriteHeat(List<byte> into, int index, double use, double load, DateTime clock, int valve)
    {
        if (index > 0)
        {
            for (var month = 2; month < 10; month++)
            {
                into.AddRange([(byte)(0x84 | (month & 1) << 6), (byte)(month >> 1), 0x06]);
                var value = (long)(use * (1 - (month * 0.05)));
                into.AddRange([(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)]);
            }

            return;
        }

        MBusTelegram.Integer(into, 0x04, 0x06, (long)use);
        MBusTelegram.Integer(into, 0x04, 0x13, (long)(use * 860));
        MBusTelegram.Integer(into, 0x02, 0x2D, (long)(load * 90));
        MBusTelegram.Integer(into, 0x02, 0x3B, (long)(load * 900));
        MBusTelegram.Integer(into, 0x02, 0x59, 6000 + (long)(load * 1500));
        MBusTelegram.Integer(into, 0x02, 0x5D, 4200 - (long)(load * 300));
        MBusTelegram.Integer(into, 0x44, 0x06, (long)(use * 0.9));
        MBusTelegram.Date(into, 0x42, new DateTime(clock.Year, 1, 1));
        MBusTelegram.DateTime(into, 0x04, clock);
        MBusTelegram.Integer(into, 0x02, 0xFD17, 0);
        MBusTelegram.Integer(into, 0x01, 0xFD1F, valve);
    }
}
