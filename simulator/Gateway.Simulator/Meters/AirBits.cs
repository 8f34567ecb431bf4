using System;

namespace Gateway.Simulator.Meters;

/// <summary>The chips of one transmission in the order of sending, from the first of the preamble
/// on.</summary>
/// <param name="bytes">Eight chips a byte, the first in the most significant bit; owned by this
/// object.</param>
/// <param name="bitCount">Number of valid chips; those of the last byte that are beyond it are 0.</param>
public sealed class AirBits(byte[] bytes, int bitCount)
{
    /// <summary>Chips a second, both modes T1 and C1 (EN 13757-4, meter to other).</summary>
    public const int ChipRateHz = 100_000;

    /// <summary>Centre frequency of both modes, in hertz.</summary>
    public const long CarrierHz = 868_950_000;

    /// <summary>Nominal peak deviation of a T1 sender, in hertz (EN 13757-4 as public drivers state
    /// it).</summary>
    public const int T1DeviationHz = 50_000;

    /// <summary>Nominal peak deviation of a C1 sender, in hertz (EN 13757-4 as public drivers state
    /// it).</summary>
    public const int C1DeviationHz = 45_000;

    /// <summary>Eight chips a byte, first chip in the most significant bit.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <summary>Number of valid chips.</summary>
    public int BitCount { get; } = bitCount;

    /// <summary>Time on air.</summary>
    public long DurationNs => BitCount * (1_000_000_000L / ChipRateHz);

    /// <summary>The chip (0 or 1) at an index in [0, BitCount).</summary>
    public int this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)BitCount, nameof(index));
            return (Bytes[index >> 3] >> (7 - (index & 7))) & 1;
        }
    }
}
