using System;

namespace Gateway.Simulator.Meters;

/// <summary>The chips of one transmission in the order of sending, from the first of the preamble
/// on.</summary>
/// <param name="bytes">Eight chips a byte, the first in the most significant bit; owned by this
/// object.</param>
/// <param name="bitCount">Number of valid chips; those of the last byte that are beyond it are 0.</param>
/// <param name="channel">Where and how fast; null for <see cref="AirChannel.C1"/>.</param>
/// <param name="syncEndBit">Index of the first chip after the sync word.</param>
/// <param name="trailerBits">Chips at the end that carry nothing.</param>
public sealed class AirBits(
    byte[] bytes, int bitCount, AirChannel channel = null, int syncEndBit = FrameEncoder.DataStart,
    int trailerBits = 0)
{
    /// <summary>Where, how fast and how wide.</summary>
    public AirChannel Channel { get; } = channel ?? AirChannel.C1;

    /// <summary>Eight chips a byte, first chip in the most significant bit.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <summary>Number of valid chips.</summary>
    public int BitCount { get; } = bitCount;

    /// <summary>Index of the first chip after the sync word.</summary>
    public int SyncEndBit { get; } = syncEndBit;

    /// <summary>Index after the last chip that carries something.</summary>
    public int FrameEndBit { get; } = bitCount - trailerBits;

    /// <summary>Time on air.</summary>
    public long DurationNs => BitCount * 1_000_000_000L / Channel.ChipRateHz;

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
