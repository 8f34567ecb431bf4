using System;
using System.Collections.Generic;
using Gateway.Core;

namespace Gateway.Simulator.Storage;

/// <summary>One drive: its durable files, and how it fails.</summary>
public sealed class FlashDrive(char letter, FileSystemKind kind, long capacityBytes, StorageTiming timing)
{
    /// <summary>Drive letter.</summary>
    public char Letter { get; } = char.ToUpperInvariant(letter);

    /// <summary>File system.</summary>
    public FileSystemKind Kind { get; } = kind;

    /// <summary>Bytes of the medium.</summary>
    public long CapacityBytes { get; } = capacityBytes;

    /// <summary>Cost table.</summary>
    public StorageTiming Timing { get; } = timing;

    /// <summary>The card was pulled out or the chip is dead: every operation fails, nothing is
    /// lost.</summary>
    public bool IsDead { get; set; }

    /// <summary>Bytes that somebody else's files take.</summary>
    public long ForeignBytes { get; set; }

    /// <summary>How many times as long as by its table everything takes, 1 or more: a flash at the end of its life, a
    /// card that tidies up.</summary>
    public double Slowness { get; set; } = 1;

    /// <summary>The processor fetches its code from this chip, and stands still while a block is erased.</summary>
    public bool StallsCode { get; set; }

    /// <summary>Blocks erased since the start, by the cost table: each block that a close touches costs
    /// one.</summary>
    public long ErasedBlocks { get; internal set; }

    /// <summary>Files that were closed after a change, deleted or renamed: entries in the file system's own
    /// tables.</summary>
    public long MetadataChanges { get; internal set; }

    /// <summary>Durable content by file name (without drive), in a fixed order.</summary>
    public SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What is physically there; null unless <see cref="KeepImage"/> was called.</summary>
    public FlashImage Image { get; private set; }

    /// <summary>From here on what was deleted or overwritten can be looked for. Costs time: for tests of it.</summary>
    public FlashImage KeepImage() => Image ??= new FlashImage(this);

    /// <summary>Bytes taken, in whole blocks.</summary>
    public long UsedBytes
    {
        get
        {
            var used = 0L;
            foreach (var content in Files.Values)
            {
                used += BlocksOf(content.Length) * (long)Timing.BlockBytes;
            }

            return used;
        }
    }

    /// <summary>Counts erases and changes from here on.</summary>
    public void ForgetWear() => (ErasedBlocks, MetadataChanges) = (0, 0);

    /// <summary>Whether a file may become <paramref name="length"/> bytes long.</summary>
    public bool HasRoom(string name, long length)
    {
        var old = Files.TryGetValue(name, out var content) ? BlocksOf(content.Length) : 0;
        return ForeignBytes + UsedBytes + ((BlocksOf(length) - old) * Timing.BlockBytes) <= CapacityBytes;
    }

    /// <summary>Flips one bit of a file: retention loss or a cosmic ray.</summary>
    public void Rot(string name, long bitIndex) =>
        Files[name][bitIndex >> 3] ^= (byte)(1 << (int)(bitIndex & 7));

    /// <summary>A copy of all files, to go back to with <see cref="Restore"/>.</summary>
    public IReadOnlyDictionary<string, byte[]> Snapshot()
    {
        var copy = new Dictionary<string, byte[]>();
        foreach (var (name, content) in Files)
        {
            copy[name] = (byte[])content.Clone();
        }

        return copy;
    }

    /// <summary>Makes the files those of a snapshot.</summary>
    public void Restore(IReadOnlyDictionary<string, byte[]> snapshot)
    {
        Files.Clear();
        foreach (var (name, content) in snapshot)
        {
            Files[name] = (byte[])content.Clone();
        }
    }

    internal long BlocksOf(long bytes) => (bytes + Timing.BlockBytes - 1) / Timing.BlockBytes;
}
