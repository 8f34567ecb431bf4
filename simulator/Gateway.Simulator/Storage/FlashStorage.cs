// The drives of a simulated board. Written bytes are durable when the file is closed; a power cut may come at
// every operation and at every written byte. Not modelled: wear, bad blocks, directories, cross-linked FAT
// chains.
using System;
using System.Collections.Generic;
using System.IO;
using Gateway.Core;
using Gateway.Simulator.Time;
using Gateway.Standins;

namespace Gateway.Simulator.Storage;

/// <summary>In-memory drives with power cuts, full disks, rot and costs.</summary>
public sealed class FlashStorage : IStandinStorage
{
    private readonly Dictionary<char, FlashDrive> _drives = [];
    private readonly SortedDictionary<int, OpenFile> _open = [];
    private int _nextHandle = 1;
    private long _cutAtBytes = long.MaxValue;
    private long _cutAtOperations = long.MaxValue;
    private PowerCutMode _cutMode;
    private RandomStream _cutRandom;

    /// <summary>Power is off: every operation throws until <see cref="Reboot"/>.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Bytes written since the start.</summary>
    public long WrittenBytes { get; private set; }

    /// <summary>Changing operations (open for writing, write, close after it, delete, move) since the
    /// start.</summary>
    public long OperationCount { get; private set; }

    /// <summary>Told the cost of each operation, in nanoseconds, when it is done.</summary>
    public Action<long> Cost { get; set; }

    /// <summary>Told, just before its cost, of each erasing during which the processor stands still, in
    /// nanoseconds.</summary>
    public Action<long> Stalled { get; set; }

    /// <summary>Adds a drive.</summary>
    public FlashDrive AddDrive(char letter, FileSystemKind kind, long capacityBytes,
        StorageTiming timing = null)
    {
        var drive = new FlashDrive(letter, kind, capacityBytes, timing ?? (kind == FileSystemKind.Fat
            ? StorageTiming.SdCard : StorageTiming.InternalFlash));
        _drives[drive.Letter] = drive;
        return drive;
    }

    /// <summary>The drive of a letter.</summary>
    public FlashDrive Drive(char letter) => _drives[char.ToUpperInvariant(letter)];

    /// <summary>Every drive.</summary>
    public IEnumerable<FlashDrive> Drives => _drives.Values;

    /// <summary>Cuts power before the byte after the next <paramref name="bytes"/> written ones.</summary>
    public void CutAfterBytes(long bytes, PowerCutMode mode, RandomStream random)
    {
        _cutAtBytes = WrittenBytes + bytes;
        (_cutMode, _cutRandom) = (mode, random);
    }

    /// <summary>Cuts power instead of the operation after the next <paramref name="operations"/>
    /// ones.</summary>
    public void CutAfterOperations(long operations, PowerCutMode mode, RandomStream random)
    {
        _cutAtOperations = OperationCount + operations;
        (_cutMode, _cutRandom) = (mode, random);
    }

    /// <summary>Cuts power now: open files keep what the mode says, everything fails from here on.</summary>
    public void PowerCut(RandomStream random, PowerCutMode mode)
    {
        if (IsOff)
        {
            return;
        }

        IsOff = true;
        _cutAtBytes = long.MaxValue;
        _cutAtOperations = long.MaxValue;
        foreach (var file in _open.Values)
        {
            file.Cut(mode, random);
        }

        _open.Clear();
    }

    /// <summary>Power is back; files that were open are closed and cuts that did not happen
    /// forgotten.</summary>
    public void Reboot()
    {
        IsOff = false;
        _open.Clear();
        _cutAtBytes = long.MaxValue;
        _cutAtOperations = long.MaxValue;
    }

    /// <inheritdoc/>
    public bool Exists(string path)
    {
        var (drive, name) = Find(path);
        Charge(drive, drive.Timing.LookupNs);
        return drive.Files.ContainsKey(name);
    }

    /// <inheritdoc/>
    public string[] List(string folder)
    {
        var (drive, prefix) = Find(folder);
        Charge(drive, drive.Timing.LookupNs);
        var paths = new List<string>();
        foreach (var name in drive.Files.Keys)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.IndexOf('\\', prefix.Length) < 0)
            {
                paths.Add($"{drive.Letter}:\\{name}");
            }
        }

        return [.. paths];
    }

    /// <inheritdoc/>
    public int Open(string path, bool create, bool truncate, bool write)
    {
        var (drive, name) = Find(path);
        var exists = drive.Files.ContainsKey(name);
        if (!exists && !create)
        {
            throw new IOException("not found: " + path);
        }

        if (write)
        {
            Count();
        }

        Charge(drive, drive.Timing.OpenNs);
        if (!exists && !drive.HasRoom(name, 1))
        {
            throw new IOException("no space left: " + path);
        }

        var handle = _nextHandle++;
        _open[handle] = new OpenFile(drive, name, truncate && exists, write);
        return handle;
    }

    /// <inheritdoc/>
    public long Length(int handle) => Handle(handle).Length;

    /// <inheritdoc/>
    public void SetLength(int handle, long length)
    {
        var file = Writable(handle);
        Count();
        RequireRoom(file, length);
        file.SetLength(length);
    }

    /// <inheritdoc/>
    public int Read(int handle, long position, byte[] buffer, int offset, int count)
    {
        var file = Handle(handle);
        var read = file.Read(position, buffer, offset, count);
        Charge(file.Drive, read * file.Drive.Timing.ReadNsPerByte);
        return read;
    }

    /// <inheritdoc/>
    public void Write(int handle, long position, byte[] buffer, int offset, int count)
    {
        var file = Writable(handle);
        Count();
        RequireRoom(file, position + count);
        var left = _cutAtBytes - WrittenBytes;
        if (count > left)
        {
            file.Write(position, buffer.AsSpan(offset, (int)left));
            WrittenBytes += left;
            PowerCut(_cutRandom, _cutMode);
            throw new PowerCutException();
        }

        file.Write(position, buffer.AsSpan(offset, count));
        WrittenBytes += count;
        Charge(file.Drive, count * file.Drive.Timing.WriteNsPerByte);
    }

    /// <inheritdoc/>
    public void Close(int handle)
    {
        // A board that lost power closes nothing; the unwinding of its code must not hide the exception.
        if (IsOff)
        {
            return;
        }

        var file = Handle(handle);
        if (file.IsWritable && file.IsChanged)
        {
            Count();
            file.Commit();
            var drive = file.Drive;
            var blocks = file.TouchedBlocks;
            drive.ErasedBlocks += blocks;
            drive.MetadataChanges++;
            Charge(drive, drive.Timing.CloseNs);
            if (drive.StallsCode)
            {
                Stalled?.Invoke((long)(blocks * drive.Timing.EraseNs * drive.Slowness));
            }

            Charge(drive, blocks * drive.Timing.EraseNs);
        }

        _open.Remove(handle);
    }

    /// <inheritdoc/>
    public void Delete(string path)
    {
        var (drive, name) = Find(path);
        Count();
        drive.Files.Remove(name);
        drive.Image?.Remove(name);
        drive.MetadataChanges++;
        Charge(drive, drive.Timing.DeleteNs);
    }

    /// <inheritdoc/>
    public void Move(string from, string to)
    {
        var (drive, name) = Find(from);
        var (target, newName) = Find(to);
        if (target != drive || !drive.Files.ContainsKey(name) || drive.Files.ContainsKey(newName))
        {
            throw new IOException($"cannot move {from} to {to}");
        }

        Count();
        drive.Files[newName] = drive.Files[name];
        drive.Files.Remove(name);
        drive.Image?.Move(name, newName);
        drive.MetadataChanges++;
        Charge(drive, drive.Timing.DeleteNs);
    }

    /// <inheritdoc/>
    public long TotalBytes(string path) => Find(path).Drive.CapacityBytes;

    private (FlashDrive Drive, string Name) Find(string path)
    {
        RequirePower();
        if (path.Length < 2 || path[1] != ':'
            || !_drives.TryGetValue(char.ToUpperInvariant(path[0]), out var drive)
            || drive.IsDead)
        {
            throw new IOException("no drive: " + path);
        }

        return (drive, path[2..].TrimStart('\\'));
    }

    private OpenFile Handle(int handle)
    {
        RequirePower();
        if (!_open.TryGetValue(handle, out var file) || file.Drive.IsDead)
        {
            throw new IOException("not open");
        }

        return file;
    }

    private OpenFile Writable(int handle)
    {
        var file = Handle(handle);
        return file.IsWritable ? file : throw new IOException("not open for writing");
    }

    private static void RequireRoom(OpenFile file, long length)
    {
        var drive = file.Drive;
        if (drive.BlocksOf(length) > drive.BlocksOf(file.Length) && !drive.HasRoom(file.Name, length))
        {
            throw new IOException("no space left");
        }
    }

    /// <summary>Counts a changing operation, or lets power go instead of it.</summary>
    private void Count()
    {
        if (OperationCount >= _cutAtOperations)
        {
            PowerCut(_cutRandom, _cutMode);
            throw new PowerCutException();
        }

        OperationCount++;
    }

    private void RequirePower()
    {
        if (IsOff)
        {
            throw new PowerCutException();
        }
    }

    private void Charge(FlashDrive drive, long ns) => Cost?.Invoke((long)(ns * drive.Slowness));
}
