// Data records of EN 13757-3 as a meter writes them. Keeps the record headers apart from the values, because
// the compact frame of the OMS extended link layer carries the values alone and a signature of the headers.
using System;
using System.Collections.Generic;

namespace Gateway.Simulator.Meters;

/// <summary>Collects data records: DIF, VIF and value.</summary>
internal sealed class RecordBuilder
{
    private readonly List<byte> _full = [];
    private readonly List<byte> _headers = [];
    private readonly List<byte> _values = [];

    /// <summary>Headers and values in the order of adding.</summary>
    public ReadOnlySpan<byte> Full => _full.ToArray();

    /// <summary>Headers alone.</summary>
    public ReadOnlySpan<byte> Headers => _headers.ToArray();

    /// <summary>Values alone.</summary>
    public ReadOnlySpan<byte> Values => _values.ToArray();

    /// <summary>Adds a record.</summary>
    /// <param name="header">DIF, DIFEs, VIF, VIFEs.</param>
    /// <param name="value">The value, little endian.</param>
    /// <param name="valueBytes">Length of the value that the DIF states.</param>
    public void Add(ReadOnlySpan<byte> header, long value, int valueBytes)
    {
        _full.AddRange(header);
        _headers.AddRange(header);
        for (var i = 0; i < valueBytes; i++)
        {
            _full.Add((byte)(value >> (8 * i)));
            _values.Add((byte)(value >> (8 * i)));
        }
    }

    /// <summary>Date and time as type F (EN 13757-3): minute, hour, day and year, month and year.</summary>
    public static long TypeF(DateTime utc)
    {
        var year = utc.Year % 100;
        var dayAndYear = (uint)(utc.Day | ((year & 7) << 5));
        var monthAndYear = (uint)(utc.Month | ((year >> 3) << 4));
        return (uint)utc.Minute | ((uint)utc.Hour << 8) | (dayAndYear << 16) | (monthAndYear << 24);
    }
}
