// The two ciphers that the simulated meters use, with the keys of the simulation. Sources: OMS specification
// volume 2 as public decoders implement it (security mode 5; ELL with AES-CTR). Keys come from the seed of a
// scenario: they protect nothing and are never written anywhere.
using System;
using System.Security.Cryptography;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Meters;

/// <summary>AES-128 as meters apply it.</summary>
internal static class MeterCipher
{
    /// <summary>Bytes of an AES block and of a key.</summary>
    public const int BlockBytes = 16;

    /// <summary>The simulation's own key of a meter.</summary>
    public static byte[] DeriveKey(ulong seed, MeterIdentity identity)
    {
        var key = new byte[BlockBytes];
        new RandomStreams(seed).Get("meter key " + identity).NextBytes(key);
        return key;
    }

    /// <summary>Security mode 5: CBC over whole blocks, IV = M-field, A-field, 8 × ACC.</summary>
    public static byte[] EncryptMode5(byte[] key, ReadOnlySpan<byte> address, byte accessNumber,
        byte[] blocks)
    {
        Span<byte> iv = stackalloc byte[BlockBytes];
        address.CopyTo(iv);
        iv[8..].Fill(accessNumber);
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(blocks, iv, PaddingMode.None);
    }

    /// <summary>ELL: CTR, first counter block = M-field, A-field, CC, session number, frame number 0, block
    /// 0.</summary>
    public static void ApplyEll(
        byte[] key, ReadOnlySpan<byte> address, byte communicationControl, uint session, Span<byte> data)
    {
        var counters = new byte[(data.Length + BlockBytes - 1) / BlockBytes * BlockBytes];
        for (var i = 0; i < counters.Length; i += BlockBytes)
        {
            var block = counters.AsSpan(i, BlockBytes);
            address.CopyTo(block);
            block[8] = (byte)(communicationControl & 0xED);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(block[9..], session);
            block[15] = (byte)(i / BlockBytes);
        }

        using var aes = Aes.Create();
        aes.Key = key;
        var stream = aes.EncryptEcb(counters, PaddingMode.None);
        for (var i = 0; i < data.Length; i++)
        {
            data[i] ^= stream[i];
        }
    }
}
