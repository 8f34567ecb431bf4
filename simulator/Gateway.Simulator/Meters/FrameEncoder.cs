// Telegram -> frame format A or B -> chips of link modes T1, C1 and S1, meter to other. Written from the
// facts of EN 13757-4 as public receivers implement them (the standard itself was not read), and apart from
// the firmware's decoder, so that a mistake in one is not absorbed by the other. Does no other-to-meter
// direction.
using System;
using Gateway.Link;

namespace Gateway.Simulator.Meters;

/// <summary>Builds what a meter sends.</summary>
public static class FrameEncoder
{
    /// <summary>Chips 0101... ahead of the sync word: n = 16 pairs, so that with the three pairs at the head
    /// of the sync word T1 has its minimum of 19 pairs, and C1 its 32 chips.</summary>
    public const int PreambleBits = 32;

    /// <summary>The sync word that T1 and C1 share.</summary>
    public const int SyncWord = 0x543D;

    /// <summary>Index of the first chip after the sync word of T1 and C1.</summary>
    public const int DataStart = PreambleBits + 16;

    /// <summary>Fewest bytes of a telegram: L-, C-, M- and A-field, the first block of format A.</summary>
    public const int MinTelegramBytes = 10;

    /// <summary>Pairs 01 ahead of S1's sync word: the long header, by which a stationary receiver may sleep
    /// between frames (279; the short header of S2 and S1-m has 15).</summary>
    public const int S1PreamblePairs = 279;

    /// <summary>The 18 chips 000111011010010110; a receiver looks for the last 16, 7696.</summary>
    public const int S1SyncWord = 0x07696;

    /// <summary>Index of the first chip after the sync word of S1.</summary>
    public const int S1DataStart = (2 * S1PreamblePairs) + 18;

    private const int TrailerBits = 2;
    private const int S1TrailerBits = 4;
    private const int C1FormatA = 0x54CD;
    private const int C1FormatB = 0x543D;
    private const int FirstBlockBytes = 10;
    private const int BlockBytes = 16;
    private const int FormatBFirstPartBytes = 126;
    private const int CrcPolynomial = 0x3D65;

    /// <summary>The chips that a meter sends for a telegram: preamble, sync word, coded frame, in T1 and S1
    /// a trailer. A packet of the linkIQ-style mode has the sequence 0.</summary>
    /// <param name="telegram">DLL frame without CRCs, its L-field counting what follows it.</param>
    /// <param name="mode">Link mode and frame format.</param>
    /// <exception cref="EncodeException">The telegram is malformed or too long for the format.</exception>
    public static AirBits Encode(ReadOnlySpan<byte> telegram, AirMode mode) => mode == AirMode.LinkIq
        ? LinkIqEncoder.Encode(telegram, PacketType.Telegram, 0)
        : FromFrame(mode == AirMode.C1B ? ToFrameB(telegram) : ToFrameA(telegram), mode);

    /// <summary>The chips for frame bytes that are taken as they are, CRCs included or damaged or
    /// missing.</summary>
    /// <exception cref="EncodeException">The mode has no wM-Bus frames.</exception>
    public static AirBits FromFrame(ReadOnlySpan<byte> frame, AirMode mode)
    {
        switch (mode)
        {
            case AirMode.T1:
                var chips = Start((frame.Length * 12) + TrailerBits);
                foreach (var b in frame)
                {
                    chips.Write((Symbol(b >> 4) << 6) | Symbol(b & 15), 12);
                }

                // Trailer: two alternating chips that begin with the complement of the last one.
                chips.Write(chips.LastBit == 0 ? 0b10 : 0b01, TrailerBits);
                return chips.ToAirBits(AirChannel.T1, DataStart, TrailerBits);
            case AirMode.S1:
                var pairs = StartS1((frame.Length * 16) + S1TrailerBits);
                foreach (var b in frame)
                {
                    WriteManchester(pairs, b);
                }

                pairs.Write(0b0101, S1TrailerBits);
                return pairs.ToAirBits(AirChannel.S1, S1DataStart, S1TrailerBits);
            case AirMode.LinkIq:
                throw new EncodeException("LIQ carries telegrams without CRCs, no frames of format A or B");
            default:
                var nrz = Start((frame.Length + 2) * 8);
                nrz.Write(mode == AirMode.C1A ? C1FormatA : C1FormatB, 16);
                nrz.Write(frame);
                return nrz.ToAirBits(AirChannel.C1, DataStart, 0);
        }
    }

    /// <summary>The chips for a recording at air level: preamble and sync word, then these bits as they
    /// are.</summary>
    /// <param name="bitsAfterSync">Eight chips a byte.</param>
    /// <param name="mode">Whose preamble and sync word.</param>
    public static AirBits FromChips(ReadOnlySpan<byte> bitsAfterSync, AirMode mode = AirMode.C1A)
    {
        if (mode == AirMode.LinkIq)
        {
            return LinkIqEncoder.FromBits(bitsAfterSync);
        }

        var isS1 = mode == AirMode.S1;
        var chips = isS1 ? StartS1(bitsAfterSync.Length * 8) : Start(bitsAfterSync.Length * 8);
        chips.Write(bitsAfterSync);
        return chips.ToAirBits(AirChannel.Of(mode), isS1 ? S1DataStart : DataStart, 0);
    }

    /// <summary>Frame format A: 10 bytes and their CRC, then blocks of at most 16 bytes and their
    /// CRC.</summary>
    /// <exception cref="EncodeException">As <see cref="Encode"/>.</exception>
    public static byte[] ToFrameA(ReadOnlySpan<byte> telegram)
    {
        CheckLength(telegram);
        var rest = telegram.Length - FirstBlockBytes;
        var blocks = 1 + ((rest + BlockBytes - 1) / BlockBytes);
        var frame = new byte[telegram.Length + (2 * blocks)];
        var from = 0;
        var to = 0;
        while (from < telegram.Length)
        {
            var size = Math.Min(from == 0 ? FirstBlockBytes : BlockBytes, telegram.Length - from);
            to = AppendBlock(frame, to, telegram.Slice(from, size));
            from += size;
        }

        return frame;
    }

    /// <summary>Frame format B: one CRC over the first 126 bytes or fewer, a second over the rest; L counts
    /// them.</summary>
    /// <exception cref="EncodeException">As <see cref="Encode"/>.</exception>
    public static byte[] ToFrameB(ReadOnlySpan<byte> telegram)
    {
        CheckLength(telegram);
        var crcBytes = telegram.Length <= FormatBFirstPartBytes ? 2 : 4;
        if (telegram[0] + crcBytes > 255)
        {
            throw new EncodeException(
                $"L-field {telegram[0]} is too long for frame format B: with its {crcBytes} CRC " +
                "bytes it must not exceed 255, so 251 is the most");
        }

        Span<byte> counted = stackalloc byte[telegram.Length];
        telegram.CopyTo(counted);
        counted[0] += (byte)crcBytes;
        var frame = new byte[telegram.Length + crcBytes];
        var first = Math.Min(counted.Length, FormatBFirstPartBytes);
        var to = AppendBlock(frame, 0, counted[..first]);
        if (first < counted.Length)
        {
            AppendBlock(frame, to, counted[first..]);
        }

        return frame;
    }

    /// <summary>CRC of a block: polynomial 0x3D65, initial value 0, complemented at the end.</summary>
    public static int Crc(ReadOnlySpan<byte> block)
    {
        var crc = 0;
        foreach (var b in block)
        {
            crc ^= b << 8;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc & 0x8000) != 0 ? ((crc << 1) ^ CrcPolynomial) & 0xFFFF : crc << 1;
            }
        }

        return crc ^ 0xFFFF;
    }

    internal static int AppendBlock(byte[] frame, int at, ReadOnlySpan<byte> block)
    {
        block.CopyTo(frame.AsSpan(at));
        at += block.Length;
        var crc = Crc(block);
        frame[at] = (byte)(crc >> 8);
        frame[at + 1] = (byte)crc;
        return at + 2;
    }

    internal static void CheckLength(ReadOnlySpan<byte> telegram)
    {
        if (telegram.Length < MinTelegramBytes)
        {
            throw new EncodeException(
                $"{telegram.Length} bytes are fewer than the {MinTelegramBytes} of L-, C-, M- and A-field");
        }

        if (telegram.Length > 256)
        {
            throw new EncodeException(
                $"{telegram.Length} bytes are more than an L-field can count (256 with itself)");
        }

        if (telegram[0] != telegram.Length - 1)
        {
            throw new EncodeException(
                $"the L-field says {telegram[0]} but {telegram.Length - 1} bytes follow it");
        }
    }

    private static BitWriter Start(int dataBits)
    {
        var writer = new BitWriter(DataStart + dataBits);
        for (var i = 0; i < PreambleBits / 16; i++)
        {
            writer.Write(0x5555, 16);
        }

        writer.Write(SyncWord, 16);
        return writer;
    }

    private static BitWriter StartS1(int dataBits)
    {
        var writer = new BitWriter(S1DataStart + dataBits);
        for (var i = 0; i < S1PreamblePairs; i++)
        {
            writer.Write(0b01, 2);
        }

        writer.Write(S1SyncWord, 18);
        return writer;
    }

    /// <summary>Bit 1 is the chips 01, bit 0 is 10 (Texas Instruments AN067).</summary>
    private static void WriteManchester(BitWriter chips, byte value)
    {
        for (var bit = 7; bit >= 0; bit--)
        {
            chips.Write(((value >> bit) & 1) != 0 ? 0b01 : 0b10, 2);
        }
    }

    /// <summary>3-out-of-6 symbol of a nibble (EN 13757-4, mode T, meter to other).</summary>
    private static int Symbol(int nibble) => nibble switch
    {
        0x0 => 0b010110,
        0x1 => 0b001101,
        0x2 => 0b001110,
        0x3 => 0b001011,
        0x4 => 0b011100,
        0x5 => 0b011001,
        0x6 => 0b011010,
        0x7 => 0b010011,
        0x8 => 0b101100,
        0x9 => 0b100101,
        0xA => 0b100110,
        0xB => 0b100011,
        0xC => 0b110100,
        0xD => 0b110001,
        0xE => 0b110010,
        _ => 0b101001,
    };
}
