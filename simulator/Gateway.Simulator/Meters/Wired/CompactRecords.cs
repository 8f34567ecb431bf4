using System;
using System.Collections.Generic;

namespace Gateway.Simulator.Meters.Wired;

/// <summary>Full records taken apart for compact frames: their DIFs and VIFs are the format, their data are what a
/// compact frame has. A transcription of EN 13757-3 of its own; signature and CRC are calculated bit by bit. Not for
/// manufacturer data.</summary>
public sealed class CompactRecords
{
    private const int PlainText = 0x7C;

    private readonly byte[] _full;
    private readonly List<byte> _format = [];
    private readonly List<byte> _data = [];

    /// <summary>Takes records apart.</summary>
    /// <param name="full">DIF, VIF, data of each.</param>
    /// <exception cref="ArgumentException">They are cut off, or something else than values.</exception>
    public CompactRecords(IReadOnlyList<byte> full)
    {
        ArgumentNullException.ThrowIfNull(full);
        _full = [.. full];
        for (var at = 0; at < _full.Length;)
        {
            at = TakeRecord(at);
        }
    }

    /// <summary>CRC over the format.</summary>
    public int Signature => FrameEncoder.Crc(Format);

    /// <summary>DIF and VIF of each record.</summary>
    public byte[] Format => [.. _format];

    /// <summary>What follows the CI-field of a format frame.</summary>
    public byte[] FormatFrame => [(byte)(_format.Count + 2), .. LowFirst(Signature), .. _format];

    /// <summary>What follows CI-field and header of a compact frame: signature, CRC over the full frame, data.</summary>
    public byte[] CompactFrame => [.. LowFirst(Signature), .. LowFirst(FrameEncoder.Crc(_full)), .. _data];

    private static byte[] LowFirst(int word) => [(byte)word, (byte)(word >> 8)];

    private int TakeRecord(int from)
    {
        var at = from;
        int dif = Next(ref at);
        for (var last = dif; (last & 0x80) != 0;)
        {
            last = Next(ref at);
        }

        int vif = Next(ref at);
        if ((vif & 0x7F) == PlainText)
        {
            int letters = Next(ref at);
            at += letters;
        }

        for (var last = vif; (last & 0x80) != 0;)
        {
            last = Next(ref at);
        }

        _format.AddRange(_full[from..at]);
        var count = (dif & 0x0F) switch
        {
            0 or 8 => 0,
            1 or 9 => 1,
            2 or 10 => 2,
            3 or 11 => 3,
            4 or 5 or 12 => 4,
            6 or 14 => 6,
            7 => 8,
            13 when at < _full.Length => 1 + (_full[at] < 0xC0 ? _full[at] : _full[at] == 0xF6 ? 64 : _full[at] & 0x0F),
            _ => throw new ArgumentException($"DIF {dif:X2} is no value"),
        };
        if (at + count > _full.Length)
        {
            throw new ArgumentException("a record is cut off");
        }

        _data.AddRange(_full[at..(at + count)]);
        return at + count;
    }

    private byte Next(ref int at) =>
        at < _full.Length ? _full[at++] : throw new ArgumentException("a record is cut off");
}
