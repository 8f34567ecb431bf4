// A second opinion on what the encoder sends: decodes chips with a table and a CRC of its own (table-driven,
// and symbols looked up by their position in the list of the standard), so that it shares no code with the
// encoder.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Simulator.Meters;

namespace Gateway.Simulator.Tests.Meters;

/// <summary>Decoder of T1 and C1 for tests; throws on anything that is not perfect.</summary>
internal static class TestFrameDecoder
{
    private static readonly byte[] _symbols = Convert.FromHexString("160D0E0B1C191A132C25262334313229");

    /// <summary>Telegram without CRCs of a transmission that begins with preamble and sync word.</summary>
    public static byte[] Decode(AirBits bits)
    {
        var sync = FindSync(bits);
        var rest = Enumerable.Range(sync, bits.BitCount - sync).Select(i => bits[i]).ToArray();
        return Word(rest, 0, 16) switch
        {
            0x54CD => FormatA(Bytes(rest, 16)),
            0x543D => FormatB(Bytes(rest, 16)),
            _ => FormatA(ThreeOutOfSix(rest)),
        };
    }

    /// <summary>CRC 0x3D65 with a byte table.</summary>
    public static ushort Crc(IEnumerable<byte> bytes)
    {
        var table = Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate(
            i << 8, (c, _) => ((c << 1) ^ ((c & 0x8000) != 0 ? 0x3D65 : 0)) & 0xFFFF)).ToArray();
        return (ushort)~bytes.Aggregate(0, (c, b) => ((c << 8) & 0xFFFF) ^ table[(c >> 8) ^ b]);
    }

    private static int FindSync(AirBits bits)
    {
        var window = 0;
        for (var i = 0; i < bits.BitCount; i++)
        {
            window = ((window << 1) | bits[i]) & 0xFFFF;
            if (i >= 15 && window == 0x543D)
            {
                return i + 1;
            }
        }

        throw new InvalidOperationException("no sync word");
    }

    private static int Word(int[] bits, int at, int count) =>
        bits.Skip(at).Take(count).Aggregate(0, (word, bit) => (word << 1) | bit);

    private static byte[] Bytes(int[] bits, int at) =>
        Enumerable.Range(0, (bits.Length - at) / 8).Select(i => (byte)Word(bits, at + (8 * i), 8)).ToArray();

    private static byte[] ThreeOutOfSix(int[] bits)
    {
        var bytes = new List<byte>();
        for (var at = 0; at + 12 <= bits.Length; at += 12)
        {
            var high = Array.IndexOf(_symbols, (byte)Word(bits, at, 6));
            var low = Array.IndexOf(_symbols, (byte)Word(bits, at + 6, 6));
            if (high < 0 || low < 0)
            {
                throw new InvalidOperationException($"bad symbol at chip {at}");
            }

            bytes.Add((byte)((high << 4) | low));
        }

        return [.. bytes];
    }

    private static byte[] FormatA(byte[] frame)
    {
        var telegram = new List<byte>();
        var at = 0;
        for (var left = frame[0] + 1; left > 0;)
        {
            var size = Math.Min(at == 0 ? 10 : 16, left);
            telegram.AddRange(Checked(frame, at, size));
            at += size + 2;
            left -= size;
        }

        return [.. telegram];
    }

    private static byte[] FormatB(byte[] frame)
    {
        var total = frame[0] + 1;
        var telegram = total <= 128
            ? Checked(frame, 0, total - 2)
            : [.. Checked(frame, 0, 126), .. Checked(frame, 128, total - 130)];
        telegram[0] = (byte)(telegram.Length - 1);
        return telegram;
    }

    private static byte[] Checked(byte[] frame, int at, int size)
    {
        var block = frame[at..(at + size)];
        return Crc(block) == ((frame[at + size] << 8) | frame[at + size + 1])
            ? block
            : throw new InvalidOperationException($"bad CRC of the block at {at}");
    }
}
