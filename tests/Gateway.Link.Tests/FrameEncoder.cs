using System;
using System.Collections.Generic;
using System.Linq;

namespace Gateway.Link.Tests;

/// <summary>The sending side, written bit by bit from the same public facts and sharing nothing with the
/// firmware.</summary>
internal static class FrameEncoder
{
    private static readonly int[] Symbols = [22, 13, 14, 11, 28, 25, 26, 19, 44, 37, 38, 35, 52, 49, 50, 41];

    public static int Crc(IEnumerable<byte> bytes)
    {
        int crc = 0;
        foreach (byte value in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                bool flip = ((crc >> 15) & 1) != ((value >> bit) & 1);
                crc = (crc << 1) & 0xFFFF;
                crc ^= flip ? 0x3D65 : 0;
            }
        }

        return crc ^ 0xFFFF;
    }

    public static byte[] FormatA(byte[] telegram)
    {
        var frame = new List<byte>();
        AddBlock(frame, telegram[..10]);
        for (int at = 10; at < telegram.Length; at += 16)
        {
            AddBlock(frame, telegram[at..Math.Min(at + 16, telegram.Length)]);
        }

        return [.. frame];
    }

    public static byte[] FormatB(byte[] telegram)
    {
        byte[] counted = (byte[])telegram.Clone();
        counted[0] += (byte)(telegram.Length > 126 ? 4 : 2);
        var frame = new List<byte>();
        AddBlock(frame, counted[..Math.Min(126, counted.Length)]);
        if (counted.Length > 126)
        {
            AddBlock(frame, counted[126..]);
        }

        return [.. frame];
    }

    public static byte[] Frame(FrameFormat format, byte[] telegram)
    {
        return format == FrameFormat.A ? FormatA(telegram) : FormatB(telegram);
    }

    public static byte[] ThreeOutOfSix(byte[] frame)
    {
        var bits = new List<int>();
        foreach (byte value in frame)
        {
            foreach (int symbol in new[] { Symbols[value >> 4], Symbols[value & 15] })
            {
                for (int bit = 5; bit >= 0; bit--)
                {
                    bits.Add((symbol >> bit) & 1);
                }
            }
        }

        while (bits.Count % 8 != 0)
        {
            bits.Add(bits.Count & 1);
        }

        return [.. bits.Chunk(8).Select(b => (byte)b.Aggregate(0, (sum, bit) => (sum << 1) | bit))];
    }

    /// <summary>Raw chips, two a bit: 01 is 1 and 10 is 0.</summary>
    public static byte[] Manchester(byte[] frame)
    {
        string chips = string.Concat(frame.Select(value => Convert.ToString(value, 2).PadLeft(8, '0')))
            .Replace("1", "x").Replace("0", "10").Replace("x", "01");
        return [.. chips.Chunk(8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }

    /// <summary>A packet of the linkIQ-style mode around a telegram, as SPEC.md says.</summary>
    public static byte[] LinkIq(byte[] telegram, int type, int sequence, int part, int repeat)
    {
        byte[] rest = [telegram[1], .. telegram[10..]];
        byte[] header =
        [
            (byte)(13 + rest.Length), (byte)type, .. telegram[2..10],
            (byte)sequence, (byte)(sequence >> 8), (byte)part, (byte)repeat,
        ];
        var packet = new List<byte>();
        AddBlock(packet, header);
        foreach (byte[] block in rest.Chunk(16))
        {
            AddBlock(packet, block);
        }

        return [.. packet.Zip(Pn9(), (value, white) => (byte)(value ^ white))];
    }

    /// <summary>x^9 + x^5 + 1 from all ones, as a list of bits: bit n is bit n − 9 xor bit n − 4, the first
    /// of eight in the low bit of a byte.</summary>
    public static IEnumerable<byte> Pn9()
    {
        var bits = new List<int>(Enumerable.Repeat(1, 9));
        for (int at = 0; ; at += 8)
        {
            while (bits.Count < at + 8)
            {
                bits.Add(bits[^9] ^ bits[^4]);
            }

            yield return (byte)Enumerable.Range(0, 8).Sum(bit => bits[at + bit] << bit);
        }
    }

    public static byte[] T1(byte[] telegram) => ThreeOutOfSix(FormatA(telegram));

    public static byte[] C1A(byte[] telegram) => [0x54, 0xCD, .. FormatA(telegram)];

    public static byte[] C1B(byte[] telegram) => [0x54, 0x3D, .. FormatB(telegram)];

    public static byte[] Encode(FrameKind kind, byte[] telegram) => kind switch
    {
        FrameKind.T1 => T1(telegram),
        FrameKind.S1 => Manchester(FormatA(telegram)),
        FrameKind.LinkIq => LinkIq(telegram, 15, 1, 0, 0),
        FrameKind.C1A => C1A(telegram),
        _ => C1B(telegram),
    };

    /// <summary>A telegram of the given L-field with a meter's C-field and random bytes otherwise.</summary>
    public static byte[] RandomTelegram(Random random, int lField)
    {
        byte[] telegram = new byte[lField + 1];
        random.NextBytes(telegram);
        telegram[0] = (byte)lField;
        telegram[1] = 0x44;
        return telegram;
    }

    private static void AddBlock(List<byte> frame, byte[] block)
    {
        frame.AddRange(block);
        int crc = Crc(block);
        frame.Add((byte)(crc >> 8));
        frame.Add((byte)crc);
    }
}
