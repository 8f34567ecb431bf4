// Telegram -> packet -> bits of the linkIQ-style mode, from firmware/Link/LinkIq/SPEC.md and apart from the
// firmware's decoder: whitening is a register of bits here and a table of bytes there.
using System;
using Gateway.Link;

namespace Gateway.Simulator.Meters;

/// <summary>Builds the packets of the linkIQ-style mode.</summary>
public static class LinkIqEncoder
{
    /// <summary>Most bytes of a telegram that a packet carries.</summary>
    public const int MaxTelegramBytes = 64;

    /// <summary>Alternating bits ahead of the sync word.</summary>
    public const int PreambleBits = 64;

    /// <summary>The sync word is this word twice: a CC1101 knows 32 bits in no other form.</summary>
    public const int SyncHalf = 0xF688;

    /// <summary>Index of the first bit after the sync word.</summary>
    public const int DataStart = PreambleBits + 32;

    private const int HeaderBytes = 14;
    private const int BlockBytes = 16;

    /// <summary>The bits of a packet.</summary>
    /// <param name="telegram">Telegram without CRCs, its L-field counting what follows it; at most
    /// <see cref="MaxTelegramBytes"/>.</param>
    /// <param name="type">What it carries.</param>
    /// <param name="sequence">Number of the packet, 0 .. 65535, counted by meter and type.</param>
    /// <param name="part">1 .. <paramref name="partCount"/>.</param>
    /// <param name="partCount">1 .. 16.</param>
    /// <param name="repeat">0 for the first transmission, then 1 .. 15.</param>
    /// <exception cref="EncodeException">The telegram is malformed or too long.</exception>
    public static AirBits Encode(
        ReadOnlySpan<byte> telegram, PacketType type, int sequence, int part = 1, int partCount = 1,
        int repeat = 0) =>
        FromBits(Whiten(ToFrame(telegram, type, sequence, part, partCount, repeat)));

    /// <summary>The bits of a recording at air level: preamble and sync word, then these as they
    /// are.</summary>
    public static AirBits FromBits(ReadOnlySpan<byte> bitsAfterSync)
    {
        var bits = new BitWriter(DataStart + (bitsAfterSync.Length * 8));
        for (var i = 0; i < PreambleBits / 16; i++)
        {
            bits.Write(0x5555, 16);
        }

        bits.Write(SyncHalf, 16);
        bits.Write(SyncHalf, 16);
        bits.Write(bitsAfterSync);
        return bits.ToAirBits(AirChannel.LinkIq, DataStart, 0);
    }

    /// <summary>Header, blocks and CRCs, not whitened.</summary>
    /// <exception cref="EncodeException">As <see cref="Encode"/>.</exception>
    public static byte[] ToFrame(
        ReadOnlySpan<byte> telegram, PacketType type, int sequence, int part, int partCount, int repeat)
    {
        FrameEncoder.CheckLength(telegram);
        if (telegram.Length > MaxTelegramBytes)
        {
            throw new EncodeException(
                $"{telegram.Length} bytes are too long for LIQ: a packet carries a telegram of at most " +
                $"{MaxTelegramBytes} bytes");
        }

        var packet = new byte[HeaderBytes + telegram.Length - 9];
        packet[0] = (byte)(packet.Length - 1);
        packet[1] = (byte)type;
        telegram.Slice(2, 8).CopyTo(packet.AsSpan(2));
        packet[10] = (byte)sequence;
        packet[11] = (byte)(sequence >> 8);
        packet[12] = (byte)(((part - 1) << 4) | (partCount - 1));
        packet[13] = (byte)repeat;
        packet[HeaderBytes] = telegram[1];
        telegram[10..].CopyTo(packet.AsSpan(HeaderBytes + 1));

        var blocks = 1 + ((packet.Length - HeaderBytes + BlockBytes - 1) / BlockBytes);
        var frame = new byte[packet.Length + (2 * blocks)];
        var from = 0;
        var to = 0;
        while (from < packet.Length)
        {
            var size = Math.Min(from == 0 ? HeaderBytes : BlockBytes, packet.Length - from);
            to = FrameEncoder.AppendBlock(frame, to, packet.AsSpan(from, size));
            from += size;
        }

        return frame;
    }

    /// <summary>Combines bytes with PN9 (x^9 + x^5 + 1 from all ones, the first bit in the low bit of a
    /// byte).</summary>
    public static byte[] Whiten(ReadOnlySpan<byte> bytes)
    {
        var white = bytes.ToArray();
        var state = 0x1FF;
        for (var bit = 0; bit < white.Length * 8; bit++)
        {
            white[bit / 8] ^= (byte)((state & 1) << (bit % 8));
            var next = (state ^ (state >> 5)) & 1;
            state = (state >> 1) | (next << 8);
        }

        return white;
    }
}
