using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Storage;

/// <summary>An open file: the durable content it started from and the bytes written since.</summary>
internal sealed class OpenFile
{
    private const int SectorBytes = 512;

    private readonly List<(long Position, byte[] Bytes)> _writes = [];
    private readonly bool _isTruncated;
    private byte[] _content;
    private bool _isOwned;

    // Writes that are in the content already. Those inside a long file wait until somebody looks: a log writes a few
    // hundred bytes into files of a quarter of a megabyte.
    private int _appliedCount;

    public OpenFile(FlashDrive drive, string name, bool isTruncated, bool isWritable)
    {
        Drive = drive;
        Name = name;
        IsWritable = isWritable;
        _isTruncated = isTruncated;
        var durable = drive.Files.TryGetValue(name, out var old) ? old : [];
        _content = isTruncated ? [] : durable;
        Length = _content.LongLength;
        IsChanged = isTruncated || old == null;
    }

    public FlashDrive Drive { get; }

    public string Name { get; }

    public bool IsWritable { get; }

    /// <summary>Something waits for the close.</summary>
    public bool IsChanged { get; private set; }

    public long Length { get; private set; }

    /// <summary>Blocks that the close has to erase.</summary>
    public long TouchedBlocks
    {
        get
        {
            var blocks = new HashSet<long>();
            foreach (var (position, bytes) in _writes)
            {
                for (var at = position; at < position + bytes.Length; at += Drive.Timing.BlockBytes)
                {
                    blocks.Add(at / Drive.Timing.BlockBytes);
                }

                blocks.Add((position + Math.Max(0, bytes.Length - 1)) / Drive.Timing.BlockBytes);
            }

            return blocks.Count;
        }
    }

    public int Read(long position, byte[] buffer, int offset, int count)
    {
        Apply();
        var available = (int)Math.Clamp(Length - position, 0, count);
        Array.Copy(_content, position, buffer, offset, available);
        return available;
    }

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        _writes.Add((position, bytes.ToArray()));
        IsChanged = true;
        if (_isOwned || position + bytes.Length > Length)
        {
            Own(Math.Max(Length, position + bytes.Length));
            Length = Math.Max(Length, position + bytes.Length);
            Apply();
        }
    }

    public void SetLength(long length)
    {
        Apply();
        Own(length);
        _content.AsSpan((int)Math.Min(length, Length)).Clear();
        Length = length;
        IsChanged = true;
    }

    /// <summary>Makes the content durable.</summary>
    public void Commit()
    {
        if (!_isOwned && !_isTruncated && _content.LongLength == Length
            && Drive.Files.TryGetValue(Name, out var durable) && ReferenceEquals(durable, _content))
        {
            WriteInto(_content);
            Drive.Image?.Store(Name, _content, false);
        }
        else
        {
            Apply();
            Store(_content.AsSpan(0, (int)Length).ToArray());
        }
    }

    /// <summary>Power goes: leaves of the un-closed bytes what the mode says.</summary>
    public void Cut(PowerCutMode mode, RandomStream random)
    {
        if (!IsChanged)
        {
            return;
        }

        var keepsNothing = mode == PowerCutMode.Lost
            || (mode == PowerCutMode.Clean && Drive.Kind == FileSystemKind.Littlefs);
        if (keepsNothing)
        {
            // FAT cuts an overwritten file to nothing when it is opened, not when it is closed.
            Drive.Image?.Abandon(Content());
            if (_isTruncated && Drive.Kind == FileSystemKind.Fat)
            {
                Store([]);
            }
        }
        else if (mode == PowerCutMode.Clean)
        {
            Commit();
        }
        else
        {
            Store(Drive.Kind == FileSystemKind.Fat ? TearSectors(random) : TearTail(random));
        }
    }

    private void Store(byte[] content)
    {
        Drive.Files[Name] = content;
        Drive.Image?.Store(Name, content, _isTruncated);
    }

    private static byte[] Overlay(byte[] content, long position, ReadOnlySpan<byte> bytes)
    {
        var result = new byte[Math.Max(content.LongLength, position + bytes.Length)];
        Array.Copy(content, result, content.LongLength);
        bytes.CopyTo(result.AsSpan((int)position));
        return result;
    }

    /// <summary>Makes the content this file's own, with room for so many bytes.</summary>
    private void Own(long length)
    {
        if (!_isOwned || length > _content.LongLength)
        {
            var content = new byte[Math.Max(length, _isOwned ? 2 * _content.LongLength : 0)];
            Array.Copy(_content, content, Math.Min(Length, content.LongLength));
            _content = content;
            _isOwned = true;
        }
    }

    /// <summary>Puts the writes that wait into content of its own.</summary>
    private void Apply()
    {
        if (_appliedCount < _writes.Count)
        {
            Own(Length);
            WriteInto(_content);
        }
    }

    private void WriteInto(byte[] content)
    {
        for (; _appliedCount < _writes.Count; _appliedCount++)
        {
            var (position, bytes) = _writes[_appliedCount];
            bytes.CopyTo(content.AsSpan((int)position));
        }
    }

    private byte[] Content()
    {
        Apply();
        return _content.AsSpan(0, (int)Length).ToArray();
    }

    private byte[] Base() =>
        !_isTruncated && Drive.Files.TryGetValue(Name, out var durable) ? (byte[])durable.Clone() : [];

    /// <summary>The writes before one of them, and that one up to any byte.</summary>
    private byte[] TearTail(RandomStream random)
    {
        var content = Base();
        var torn = random.Next(Math.Max(1, _writes.Count));
        for (var index = 0; index < _writes.Count && index <= torn; index++)
        {
            var (position, bytes) = _writes[index];
            var count = index < torn ? bytes.Length : random.Next(bytes.Length + 1);
            content = Overlay(content, position, bytes.AsSpan(0, count));
        }

        return content;
    }

    /// <summary>Each sector by itself arrived, did not, arrived in part or, rarely, holds garbage; the length
    /// of a file that grew is anything in between.</summary>
    private byte[] TearSectors(RandomStream random)
    {
        var old = Base();
        var result = Content();
        foreach (var (position, bytes) in _writes)
        {
            for (var at = position; at < position + bytes.Length;)
            {
                var end = Math.Min(position + bytes.Length, ((at / SectorBytes) + 1) * SectorBytes);
                TearSector(result, old, at, end, random);
                at = end;
            }
        }

        return result.Length > old.Length
            ? result[..(old.Length + random.Next(result.Length - old.Length + 1))]
            : result;
    }

    private static void TearSector(byte[] result, byte[] old, long at, long end, RandomStream random)
    {
        var fate = random.Next(8);
        var kept = fate < 3 ? 0 : fate < 6 ? end - at : random.Next((int)(end - at) + 1);
        for (var index = at + kept; index < end; index++)
        {
            result[index] = fate == 7 ? (byte)random.NextBits() : index < old.Length ? old[index] : (byte)0;
        }
    }
}
