using System;
using System.Buffers.Binary;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Checkers;

/// <summary>64 bits that stand for a telegram where a day's telegrams would fill the memory: with ten million of them
/// the chance that any two are alike is 3 in a million.</summary>
public static class ContentHash
{
    /// <summary>Hash of some bytes; never 0.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = RandomStream.Mix((ulong)bytes.Length + 1);
        while (bytes.Length >= 8)
        {
            hash = RandomStream.Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) + 1;
            bytes = bytes[8..];
        }

        foreach (var octet in bytes)
        {
            hash = RandomStream.Mix(hash ^ octet) + 1;
        }

        return hash == 0 ? 1 : hash;
    }
}
