// What the packets of a linkIQ-style meter say: data records of EN 13757-3, split by type, and a day's values
// further into parts that each can be read alone (date and five values at most, which fill three AES blocks).
using System;
using System.Collections.Generic;
using Gateway.Link;

namespace Gateway.Simulator.Meters;

/// <summary>Records of each packet type.</summary>
internal static class LinkIqContent
{
    private const int HoursPerPart = 5;
    private const int FirmwareVersion = 0x0107;

    /// <summary>The records of a type, a builder for each part.</summary>
    /// <param name="type">Which data.</param>
    /// <param name="readings">Where they come from.</param>
    /// <param name="startUtc">Wall time of simulated time 0.</param>
    /// <param name="simTimeNs">The time they are of.</param>
    /// <param name="status">Status byte.</param>
    public static IReadOnlyList<RecordBuilder> Parts(
        PacketType type, MeterReadings readings, DateTime startUtc, long simTimeNs, byte status)
    {
        var now = startUtc.AddTicks(simTimeNs / 100);
        if (type == PacketType.Daily)
        {
            return Day(readings, now.Date.AddDays(-1));
        }

        var records = new RecordBuilder();
        if (type == PacketType.Hourly)
        {
            var hour = now.Date.AddHours(now.Hour);
            records.Add([0x44, 0x6D], RecordBuilder.TypeF(hour), 4);
            records.Add([0x44, readings.TotalVif], readings.TotalAt(hour), 4);
            return [records];
        }

        records.Add([0x04, 0x6D], RecordBuilder.TypeF(now), 4);
        switch (type)
        {
            case PacketType.Current:
                records.Add([0x04, readings.TotalVif], readings.TotalAt(now), 4);
                break;
            case PacketType.Rare:
                // Firmware version, remaining days of the battery (EN 13757-3, extension FD).
                records.Add([0x02, 0xFD, 0x0E], FirmwareVersion, 2);
                records.Add([0x02, 0xFD, 0x74], 4_000 - (long)(simTimeNs / 86_400e9), 2);
                break;
        }

        records.Add([0x02, 0xFF, 0x20], status, 2);
        return [records];
    }

    /// <summary>Totals at the end of each hour of a day, under the storage numbers 8 .. 31.</summary>
    private static List<RecordBuilder> Day(MeterReadings readings, DateTime day)
    {
        var parts = new List<RecordBuilder>();
        for (var hour = 0; hour < 24; hour++)
        {
            if (hour % HoursPerPart == 0)
            {
                var part = new RecordBuilder();
                part.Add([0x42, 0x6C], TypeG(day), 2);
                parts.Add(part);
            }

            // Storage number: its lowest bit is bit 6 of the DIF, the next four are bits 0 .. 3 of the DIFE.
            var storage = 8 + hour;
            parts[^1].Add(
                [(byte)(0x84 | ((storage & 1) << 6)), (byte)(storage >> 1), readings.TotalVif],
                readings.TotalAt(day.AddHours(hour + 1)), 4);
        }

        return parts;
    }

    /// <summary>Date as type G (EN 13757-3).</summary>
    private static long TypeG(DateTime day) => RecordBuilder.TypeF(day) >> 16;
}
