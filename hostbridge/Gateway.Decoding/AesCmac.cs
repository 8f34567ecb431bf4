using System;
using System.Security.Cryptography;

namespace Gateway.Decoding;

/// <summary>AES-128 CMAC (NIST SP 800-38B, RFC 4493), which .NET does not have.</summary>
public static class AesCmac
{
    private const int Block = 16;

    /// <summary>Computes the code of a message.</summary>
    /// <param name="key">16 bytes.</param>
    /// <param name="message">Any length.</param>
    /// <returns>16 bytes.</returns>
    public static byte[] Compute(byte[] key, ReadOnlySpan<byte> message)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var subkey = Doubled(aes.EncryptEcb(new byte[Block], PaddingMode.None));
        var blocks = Math.Max(1, (message.Length + Block - 1) / Block);
        var last = new byte[Block];
        var rest = message[((blocks - 1) * Block)..];
        rest.CopyTo(last);
        if (rest.Length < Block)
        {
            last[rest.Length] = 0x80;
            subkey = Doubled(subkey);
        }

        var mac = new byte[Block];
        for (var i = 0; i < blocks; i++)
        {
            var block = i < blocks - 1 ? message.Slice(i * Block, Block) : last;
            for (var j = 0; j < Block; j++)
            {
                mac[j] ^= (byte)(block[j] ^ (i < blocks - 1 ? 0 : subkey[j]));
            }

            mac = aes.EncryptEcb(mac, PaddingMode.None);
        }

        return mac;
    }

    // Times x in GF(2^128).
    private static byte[] Doubled(byte[] value)
    {
        var result = new byte[Block];
        for (var i = 0; i < Block; i++)
        {
            result[i] = (byte)(value[i] << 1 | (i + 1 < Block ? value[i + 1] >> 7 : 0));
        }

        result[^1] ^= (byte)(value[0] >> 7 == 0 ? 0 : 0x87);
        return result;
    }
}
