using System;

namespace Gateway.Simulator.Meters;

/// <summary>Collects chips, most significant first.</summary>
internal sealed class BitWriter(int capacityBits)
{
    private readonly byte[] _bytes = new byte[(capacityBits + 7) / 8];
    private int _count;

    /// <summary>The last chip written.</summary>
    public int LastBit => (_bytes[(_count - 1) >> 3] >> (7 - ((_count - 1) & 7))) & 1;

    /// <summary>Appends the <paramref name="count"/> low bits of a value, the highest of them
    /// first.</summary>
    public void Write(int value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            if (((value >> i) & 1) != 0)
            {
                _bytes[_count >> 3] |= (byte)(0x80 >> (_count & 7));
            }

            _count++;
        }
    }

    /// <summary>Appends whole bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            Write(b, 8);
        }
    }

    /// <summary>What was written so far.</summary>
    public AirBits ToAirBits(AirChannel channel, int syncEndBit, int trailerBits) =>
        new(_bytes.AsSpan(0, (_count + 7) / 8).ToArray(), _count, channel, syncEndBit, trailerBits);
}
