// Decryption of payloads, on the desktop only: a gateway never holds keys. Extended link layer II (CI 8D) with AES-128
// in counter mode (EN 13757-4, as in wmbusmeters), transport layer modes 5 and 7 (EN 13757-7, OMS volume 2): AES-128
// CBC, in mode 7 with a key derived per message by CMAC from the message counter of the AFL. The AFL's own MAC is not
// checked; the marker 2F 2F tells a wrong key. What is in the clear already, by marker or payload CRC, stays as it is.
using System;
using System.Security.Cryptography;
using Gateway.Link;
using Gateway.Link.Apl;

namespace Gateway.Decoding;

/// <summary>Decrypts one payload; keys come in, plain bytes go out, nothing is kept.</summary>
public static class Decryption
{
    private const int Block = 16;
    private const int Marker = 0x2F;
    private static readonly FormatCache Crc = new(1, 1);

    /// <summary>Decrypts what the extended link layer II covers.</summary>
    /// <param name="telegram">L-field first, without link CRCs.</param>
    /// <param name="header">Of this telegram.</param>
    /// <param name="key">16 bytes; null = none.</param>
    /// <param name="plain">The telegram with its payload in the clear and the session marked so.</param>
    public static SecurityResult TryExtendedLink(
        byte[] telegram, TelegramHeader header, byte[] key, out byte[] plain)
    {
        ArgumentNullException.ThrowIfNull(telegram);
        ArgumentNullException.ThrowIfNull(header);
        plain = null;
        if (header.CiField != CiField.EllII || header.SessionNumber >> 29 != 1)
        {
            return SecurityResult.UnsupportedMode;
        }

        var from = header.PayloadOffset;
        if (telegram.Length < from + 3)
        {
            return SecurityResult.Truncated;
        }

        var result = (byte[])telegram.Clone();
        if (!HasGoodCrc(result, from))
        {
            if (key == null)
            {
                return SecurityResult.NoKey;
            }

            ApplyKeyStream(result, header, key);
            if (!HasGoodCrc(result, from))
            {
                return SecurityResult.BadPayloadCrc;
            }
        }

        result[from - 1] &= 0x1F;
        plain = result;
        return SecurityResult.Ok;
    }

    /// <summary>Decrypts what modes 5 and 7 of the transport layer cover.</summary>
    /// <param name="payload">From behind the configuration field to the end.</param>
    /// <param name="transport">What the transport header says.</param>
    /// <param name="key">16 bytes; null = none.</param>
    /// <param name="plain">The records, marker included, and what follows the encrypted blocks.</param>
    public static SecurityResult TryTransport(
        ReadOnlySpan<byte> payload, TransportSecurity transport, byte[] key, out byte[] plain)
    {
        ArgumentNullException.ThrowIfNull(transport);
        plain = null;
        if (transport.Mode is not (5 or 7))
        {
            return SecurityResult.UnsupportedMode;
        }

        // A tool in between may have decrypted it and left the header as it was.
        var start = transport.Mode == 7 ? 1 : 0;
        if (payload.Length > start + 1 && payload[start] == Marker && payload[start + 1] == Marker)
        {
            plain = payload[start..].ToArray();
            return SecurityResult.Ok;
        }

        if (key == null)
        {
            return SecurityResult.NoKey;
        }

        var body = payload;
        var iv = new byte[Block];
        if (transport.Mode == 5)
        {
            transport.WriteAddress(iv);
            iv.AsSpan(8).Fill((byte)transport.AccessNumber);
        }
        else
        {
            // Configuration field extension: bits 4 and 5 select the key derivation, 1 = by CMAC.
            if (payload.Length < 1 || (payload[0] >> 4 & 3) > 1)
            {
                return payload.Length < 1 ? SecurityResult.Truncated : SecurityResult.UnsupportedMode;
            }

            if ((payload[0] >> 4 & 3) == 1)
            {
                if (transport.MessageCounter is not { } counter)
                {
                    return SecurityResult.NoMessageCounter;
                }

                key = Derive(key, counter, transport.IdentificationNumber);
            }

            body = payload[1..];
        }

        var size = Block * transport.Blocks;
        if (size == 0 || size > body.Length)
        {
            return SecurityResult.Truncated;
        }

        using var aes = Aes.Create();
        aes.Key = key;
        var clear = aes.DecryptCbc(body[..size], iv, PaddingMode.None);
        if (clear[0] != Marker || clear[1] != Marker)
        {
            return SecurityResult.BadMarker;
        }

        plain = [.. clear, .. body[size..]];
        return SecurityResult.Ok;
    }

    private static bool HasGoodCrc(byte[] telegram, int from) =>
        Crc.CrcOf(telegram, from + 2, telegram.Length - from - 2) == (telegram[from] | telegram[from + 1] << 8);

    // Counter block: M, A, CC without its hop and repeat bits, session number, frame number 0, block number.
    private static void ApplyKeyStream(byte[] telegram, TelegramHeader header, byte[] key)
    {
        var counter = new byte[Block];
        Array.Copy(telegram, 2, counter, 0, 8);
        counter[8] = (byte)(header.CommunicationControl & 0xED);
        BitConverter.TryWriteBytes(counter.AsSpan(9), header.SessionNumber);
        using var aes = Aes.Create();
        aes.Key = key;
        for (var at = header.PayloadOffset; at < telegram.Length; at += Block)
        {
            var stream = aes.EncryptEcb(counter, PaddingMode.None);
            for (var i = 0; i < Block && at + i < telegram.Length; i++)
            {
                telegram[at + i] ^= stream[i];
            }

            counter[15]++;
        }
    }

    // Key of a message from the meter: CMAC(key, 00 counter identification 07..07).
    private static byte[] Derive(byte[] key, uint counter, uint identification)
    {
        var input = new byte[Block];
        BitConverter.TryWriteBytes(input.AsSpan(1), counter);
        BitConverter.TryWriteBytes(input.AsSpan(5), identification);
        input.AsSpan(9).Fill(7);
        return AesCmac.Compute(key, input);
    }
}
