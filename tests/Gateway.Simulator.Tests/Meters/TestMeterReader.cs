// A headend for tests: takes a telegram and a key, removes the encryption with its own AES calls and reads
// the data records, full and compact. Throws on anything that does not fit.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace Gateway.Simulator.Tests.Meters;

/// <summary>Decrypts and parses what simulated (and some real) meters send.</summary>
internal sealed class TestMeterReader(byte[] key)
{
    private readonly Dictionary<int, byte[]> _headersBySignature = [];

    /// <summary>Number of compact frames read so far.</summary>
    public int CompactCount { get; private set; }

    /// <summary>Values by the hex of their record header.</summary>
    public Dictionary<string, long> Read(byte[] telegram) => telegram[10] switch
    {
        0x7A => Records(ShortHeader(telegram)),
        0x8D => Ell(telegram),
        _ => throw new InvalidOperationException($"CI {telegram[10]:X2}"),
    };

    /// <summary>The ELL payload in clear, PL CRC checked and removed.</summary>
    public static byte[] DecryptEll(byte[] telegram, byte[] key)
    {
        var cipher = telegram[17..];
        var counter = new byte[16];
        telegram.AsSpan(2, 8).CopyTo(counter);
        counter[8] = (byte)(telegram[11] & 0xED);
        telegram.AsSpan(13, 4).CopyTo(counter.AsSpan(9));
        using var aes = Aes.Create();
        aes.Key = key;
        for (var at = 0; at < cipher.Length; at += 16, counter[15]++)
        {
            var stream = aes.EncryptEcb(counter, PaddingMode.None);
            for (var i = 0; i < 16 && at + i < cipher.Length; i++)
            {
                cipher[at + i] ^= stream[i];
            }
        }

        return TestFrameDecoder.Crc(cipher.Skip(2)) == (cipher[0] | (cipher[1] << 8))
            ? cipher[2..]
            : throw new InvalidOperationException("bad payload CRC");
    }

    private byte[] ShortHeader(byte[] telegram)
    {
        var configuration = telegram[13] | (telegram[14] << 8);
        if (((configuration >> 8) & 0x1F) == 0)
        {
            return telegram[15..];
        }

        Assert.AreEqual(5, (configuration >> 8) & 0x1F, "security mode");
        Assert.AreEqual(telegram.Length - 15, ((configuration >> 4) & 15) * 16, "number of encrypted blocks");
        var iv = new byte[16];
        telegram.AsSpan(2, 8).CopyTo(iv);
        Array.Fill(iv, telegram[11], 8, 8);
        using var aes = Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(telegram.AsSpan(15), iv, PaddingMode.None);
        Assert.AreEqual("2F2F", Convert.ToHexString(plain, 0, 2), "decryption check");
        return plain;
    }

    private Dictionary<string, long> Ell(byte[] telegram)
    {
        Assert.AreEqual(1, telegram[16] >> 5, "encryption of the session number");
        var plain = DecryptEll(telegram, key);
        if (plain[0] == 0x78)
        {
            var headers = Split(plain[1..]).SelectMany(record => record.Header).ToArray();
            _headersBySignature[TestFrameDecoder.Crc(headers)] = headers;
            return Records(plain[1..]);
        }

        Assert.AreEqual(0x79, plain[0]);
        CompactCount++;
        var format = _headersBySignature[plain[1] | (plain[2] << 8)];
        var full = Merge(format, plain[5..]);
        Assert.AreEqual(plain[3] | (plain[4] << 8), TestFrameDecoder.Crc(full), "CRC of the full frame");
        return Records(full);
    }

    private static byte[] Merge(byte[] headers, byte[] values)
    {
        var full = new List<byte>();
        var value = 0;
        for (var at = 0; at < headers.Length;)
        {
            var size = HeaderSize(headers, at);
            full.AddRange(headers[at..(at + size)]);
            full.AddRange(values[value..(value + ValueSize(headers[at]))]);
            value += ValueSize(headers[at]);
            at += size;
        }

        Assert.AreEqual(values.Length, value);
        return [.. full];
    }

    private static Dictionary<string, long> Records(byte[] plain) =>
        Split(plain).ToDictionary(record => Convert.ToHexString(record.Header), record => record.Value);

    private static IEnumerable<(byte[] Header, long Value)> Split(byte[] plain)
    {
        for (var at = 0; at < plain.Length;)
        {
            if (plain[at] == 0x2F)
            {
                at++;
                continue;
            }

            var header = HeaderSize(plain, at);
            var size = ValueSize(plain[at]);
            long value = 0;
            for (var i = size - 1; i >= 0; i--)
            {
                value = (value << 8) | plain[at + header + i];
            }

            yield return (plain[at..(at + header)], value);
            at += header + size;
        }
    }

    private static int HeaderSize(byte[] bytes, int at)
    {
        var size = 1;
        while ((bytes[at + size - 1] & 0x80) != 0)
        {
            size++;
        }

        do
        {
            size++;
        }
        while ((bytes[at + size - 1] & 0x80) != 0);
        return size;
    }

    private static int ValueSize(byte dif) => (dif & 15) switch
    {
        1 => 1,
        2 => 2,
        3 => 3,
        4 => 4,
        _ => throw new InvalidOperationException($"DIF {dif:X2}"),
    };
}
