using System;
using System.Numerics;
using Gateway.Simulator.Air;

namespace Gateway.Simulator.Chips;

// An arrival as the chip's bit slicer sees it. When the data rate is within what clock recovery follows, the
// bits are those sent; otherwise they are sampled at the chip's own rate, so that bits are skipped or seen
// twice.

/// <summary>A transmission on its way into one receiver chip.</summary>
internal sealed class HeardFrame
{
    private byte[] _bits;
    private int _bitCount;
    private double _step;
    private int _tailBit = -1;
    private uint _tailDamage;

    public HeardFrame(Arrival arrival)
    {
        Arrival = arrival;
        Outcome = ReceptionOutcome.MissedNotListening;
        CandidateNs = long.MaxValue;
    }

    public Arrival Arrival { get; }

    public LinkBudget Budget { get; private set; }

    /// <summary>Length of a bit as the chip samples it.</summary>
    public double BitNs { get; private set; }

    /// <summary>Whether the bits seen are the bits sent.</summary>
    public bool RateFits { get; private set; }

    /// <summary>Whether the chip has looked at it with its settings yet.</summary>
    public bool IsTuned => _bits != null;

    /// <summary>End of the next thing that looks like what the chip waits for;
    /// <see cref="long.MaxValue"/>: none.</summary>
    public long CandidateNs { get; set; }

    /// <summary>Whether the chip has let it go by and does not look at it again.</summary>
    public bool IsPassed { get; set; }

    /// <summary>Index of the first bit after it.</summary>
    public int CandidateBit { get; private set; }

    public ReceptionOutcome Outcome { get; set; }

    /// <summary>Whether the outcome is final.</summary>
    public bool Settled { get; set; }

    public long TimeNs(int bit) => Arrival.Transmission.StartNs + (long)Math.Ceiling(bit * BitNs);

    /// <summary>Looks at the transmission through the chip's settings.</summary>
    public void Tune(ReceiverSettings settings, in LinkBudget budget)
    {
        var transmission = Arrival.Transmission;
        Budget = budget;
        RateFits = Math.Abs((transmission.RateHz / settings.RateHz) - 1)
            <= Math.Max(settings.RateTolerance, 0.0005);
        var rateHz = RateFits ? transmission.RateHz : settings.RateHz;
        BitNs = 1e9 / rateHz;
        _step = transmission.RateHz / rateHz;
        _bits = transmission.Bits;
        _bitCount = transmission.BitCount;
        if (!RateFits)
        {
            _bitCount = (int)(transmission.BitCount / _step);
            _bits = new byte[(_bitCount + 7) / 8];
            for (var i = 0; i < _bitCount; i++)
            {
                _bits[i >> 3] |= (byte)(transmission.Bit(SentBit(i)) << (7 - (i & 7)));
            }
        }
    }

    /// <summary>Finds the next bits like a sync word that begin at a bit or later.</summary>
    public void FindSync(int firstBit, ReceiverSettings settings)
    {
        CandidateNs = long.MaxValue;
        if (settings.SyncTolerance >= 0)
        {
            Find(firstBit, settings.SyncBits, settings.SyncWord, settings.SyncTolerance);
        }
    }

    /// <summary>Finds the next bits that are equal to a pattern but for some.</summary>
    /// <param name="firstBit">Where they begin at the earliest.</param>
    /// <param name="count">1..64 bits.</param>
    /// <param name="pattern">The pattern, its last bit in bit 0.</param>
    /// <param name="tolerance">How many may differ.</param>
    public void Find(int firstBit, int count, ulong pattern, int tolerance)
    {
        CandidateNs = long.MaxValue;
        var first = Math.Max(0, firstBit);
        var mask = ulong.MaxValue >> (64 - count);
        var window = 0UL;
        for (var bit = first; bit < _bitCount; bit++)
        {
            window = ((window << 1) | (uint)((_bits[bit >> 3] >> (7 - (bit & 7))) & 1)) & mask;
            if (bit + 1 >= first + count && BitOperations.PopCount(window ^ pattern) <= tolerance)
            {
                CandidateBit = bit + 1;
                CandidateNs = TimeNs(CandidateBit);
                return;
            }
        }
    }

    /// <summary>Index of the bit being sampled at a time.</summary>
    public int BitAt(long atNs) => (int)Math.Clamp(
        (atNs - Arrival.Transmission.StartNs) / BitNs, -1, _bitCount);

    /// <summary>Up to 32 received bits, all of them over, with what damaged them.</summary>
    /// <param name="firstBit">Index of the first bit.</param>
    /// <param name="count">Number of bits.</param>
    /// <param name="noiseKey">What comes after the end of the transmission is drawn with it.</param>
    /// <param name="damage">The bits of the transmission that arrived turned.</param>
    public uint Read(int firstBit, int count, ulong noiseKey, out uint damage)
    {
        var inside = Math.Clamp(_bitCount - firstBit, 0, count);
        var bits = 0u;
        for (var i = 0; i < inside; i++)
        {
            var bit = firstBit + i;
            bits = (bits << 1) | (uint)((_bits[bit >> 3] >> (7 - (bit & 7))) & 1);
        }

        damage = inside == 0 ? 0 : Errors(firstBit, inside);
        bits ^= damage;
        for (var i = inside; i < count; i++)
        {
            damage <<= 1;
            bits = (bits << 1) | (Propagation.Uniform(noiseKey, firstBit + i) < 0.5 ? 0u : 1u);
        }

        return bits;
    }

    /// <summary>Up to 64 received bits, all of them over.</summary>
    public ulong ReadWord(int firstBit, int count, ulong noiseKey)
    {
        var head = Math.Max(0, count - 32);
        var bits = head == 0 ? 0UL : Read(firstBit, head, noiseKey, out _);
        return (bits << 32) | Read(firstBit + head, count - head, noiseKey, out _);
    }

    /// <summary>Remembers the damage of the bits that are left at its end, for a byte that ends behind it: the air
    /// forgets what overlapped.</summary>
    /// <param name="firstBit">The first bit that was not read.</param>
    public void KeepTail(int firstBit)
    {
        var count = _bitCount - firstBit;
        if (count is > 0 and < 8)
        {
            _tailDamage = Errors(firstBit, count);
            _tailBit = firstBit;
        }
    }

    private uint Errors(int firstBit, int count)
    {
        if (firstBit == _tailBit && firstBit + count == _bitCount)
        {
            return _tailDamage;
        }

        if (RateFits)
        {
            return Arrival.Errors(firstBit, count, Budget);
        }

        var mask = 0u;
        for (var i = firstBit; i < firstBit + count; i++)
        {
            mask = (mask << 1) | Arrival.Errors(SentBit(i), 1, Budget);
        }

        return mask;
    }

    private int SentBit(int bit) =>
        Math.Min(Arrival.Transmission.BitCount - 1, (int)((bit + 0.5) * _step));
}
