// An image as MCUboot has it (docs.mcuboot.com, "Image format"): header of 32 bytes with magic 0x96F3B83D,
// payload, then TLVs (info magic 0x6907) of which SHA-256 (type 0x10) is over header and payload. Not here: the
// signature, which the boot loader checks with a key of its own.
using System;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gateway.Simulator.Storage;

/// <summary>Makes and checks images of firmware.</summary>
public static class FirmwareImage
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderBytes = 32;

    private const uint HeaderMagic = 0x96F3B83D;
    private const ushort InfoMagic = 0x6907;
    private const ushort Sha256Type = 0x10;
    private const int TrailerBytes = 4 + 4 + 32;
    private const int VersionOffset = 20;

    /// <summary>An image with a payload.</summary>
    public static byte[] Make(Version version, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(version);
        var image = new byte[HeaderBytes + payload.Length + TrailerBytes];
        var header = image.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(header, HeaderMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], payload.Length);
        image[VersionOffset] = (byte)version.Major;
        image[VersionOffset + 1] = (byte)version.Minor;
        BinaryPrimitives.WriteUInt16LittleEndian(header[(VersionOffset + 2)..], (ushort)version.Build);
        payload.CopyTo(header[HeaderBytes..]);
        var span = HeaderBytes + payload.Length;
        var trailer = header[span..];
        BinaryPrimitives.WriteUInt16LittleEndian(trailer, InfoMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(trailer[2..], TrailerBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(trailer[4..], Sha256Type);
        BinaryPrimitives.WriteUInt16LittleEndian(trailer[6..], 32);
        SHA256.HashData(header[..span], trailer[8..]);
        return image;
    }

    /// <summary>Whether a slot begins with the header of an image.</summary>
    public static bool HasHeader(ReadOnlySpan<byte> slot) =>
        slot.Length >= HeaderBytes && BinaryPrimitives.ReadUInt32LittleEndian(slot) == HeaderMagic;

    /// <summary>Whether a slot holds a whole image that fits its own hash.</summary>
    public static bool IsGood(ReadOnlySpan<byte> slot) =>
        HasTrailer(slot) && SHA256.HashData(slot[..Span(slot)]).AsSpan()
            .SequenceEqual(slot.Slice(Span(slot) + 8, 32));

    /// <summary>Whether header and trailer fit each other.</summary>
    public static bool HasTrailer(ReadOnlySpan<byte> slot)
    {
        if (!HasHeader(slot) || Span(slot) < HeaderBytes || Span(slot) > slot.Length - TrailerBytes)
        {
            return false;
        }

        var trailer = slot[Span(slot)..];
        return BinaryPrimitives.ReadUInt16LittleEndian(trailer) == InfoMagic &&
            BinaryPrimitives.ReadUInt16LittleEndian(trailer[2..]) == TrailerBytes &&
            BinaryPrimitives.ReadUInt16LittleEndian(trailer[4..]) == Sha256Type;
    }

    /// <summary>The version that the header names.</summary>
    public static string Version(ReadOnlySpan<byte> slot) => $"{slot[VersionOffset]}.{slot[VersionOffset + 1]}." +
        BinaryPrimitives.ReadUInt16LittleEndian(slot[(VersionOffset + 2)..]);

    private static int Span(ReadOnlySpan<byte> slot)
    {
        var payload = BinaryPrimitives.ReadInt32LittleEndian(slot[12..]);
        return payload < 0 || payload > slot.Length ? -1 : HeaderBytes + payload;
    }
}
