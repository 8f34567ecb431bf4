// NOR flash below the boot loader: a sector is erased to FF, programming clears bits, a page of 256 bytes is one
// operation (W25Q32JV datasheet, revision G, 8.2 and 8.3). A cut may come at every operation and at every byte
// of one: an erase leaves bits of old and new, a program a prefix.
using System;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Storage;

/// <summary>A flash of several slots, that shares power with the board's files.</summary>
internal sealed class SlotFlash(FlashStorage power, int sectorBytes)
{
    private const int PageBytes = 256;

    private long _cutAt = long.MaxValue;
    private double _cutShare;
    private RandomStream _random;

    public int SectorBytes { get; } = sectorBytes;

    /// <summary>Operations since the start.</summary>
    public long OperationCount { get; private set; }

    /// <summary>Cuts power in the operation after the next so many.</summary>
    public void CutAfter(long operations, double share, RandomStream random) =>
        (_cutAt, _cutShare, _random) = (OperationCount + operations, share, random);

    public void ForgetCut() => _cutAt = long.MaxValue;

    /// <summary>Erases the sector at an offset.</summary>
    /// <returns>False when power is off.</returns>
    public bool Erase(byte[] slot, int offset)
    {
        if (power.IsOff)
        {
            return false;
        }

        var isCut = Count();
        for (var i = offset; i < offset + SectorBytes; i++)
        {
            if (!isCut || _random.NextDouble() < _cutShare)
            {
                slot[i] = 0xFF;
            }
            else
            {
                slot[i] |= (byte)(_random.NextBits() & _random.NextBits());
            }
        }

        return !isCut;
    }

    /// <summary>Programs bytes, a page at a time.</summary>
    /// <returns>False when power is off.</returns>
    public bool Program(byte[] slot, int offset, ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            if (power.IsOff)
            {
                return false;
            }

            var count = Math.Min(bytes.Length - at, PageBytes - ((offset + at) % PageBytes));
            var isCut = Count();
            var done = isCut ? (int)(_cutShare * (count + 1)) : count;
            for (var i = 0; i < done; i++)
            {
                slot[offset + at + i] &= bytes[at + i];
            }

            if (isCut)
            {
                return false;
            }

            at += count;
        }

        return true;
    }

    /// <summary>A step of the boot loader's own books: happens, or does not.</summary>
    public bool Commit()
    {
        return !power.IsOff && !Count();
    }

    private bool Count()
    {
        if (OperationCount < _cutAt)
        {
            OperationCount++;
            return false;
        }

        power.PowerCut(_random, PowerCutMode.Torn);
        return true;
    }
}
