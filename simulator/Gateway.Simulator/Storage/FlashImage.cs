// What is physically on a drive, for those who look at the chip: what was deleted or overwritten stays until its block
// is used again. Littlefs (DESIGN.md, "metadata pairs", "CTZ skip-lists", "wear leveling"): data is copied on write,
// free blocks are taken in turn, small files lie in a log of metadata that is compacted into its other half. FAT: data
// is overwritten in place, a deleted or truncated file's clusters keep what they hold. Not modelled: the flash
// translation of a card, directories, names.
using System;
using System.Collections.Generic;
using Gateway.Core;

namespace Gateway.Simulator.Storage;

/// <summary>The bytes of a drive's blocks, stale ones too.</summary>
public sealed class FlashImage
{
    /// <summary>Longest file of littlefs that lies in the metadata.</summary>
    public const int InlineBytes = 512;

    // Of one half: more than the root's pair, so that old entries last rather too long than too short.
    private const int MetadataBlocks = 4;

    private readonly FlashDrive _drive;
    private readonly int _blockBytes;
    private readonly bool _isLittlefs;
    private readonly byte[] _data;
    private readonly byte[][] _metadata;
    private readonly bool[] _isUsed;
    private readonly Dictionary<string, List<int>> _blocks = [];
    private int _next;
    private int _half;
    private int _metadataLength;

    internal FlashImage(FlashDrive drive)
    {
        _drive = drive;
        _blockBytes = drive.Timing.BlockBytes;
        _isLittlefs = drive.Kind == FileSystemKind.Littlefs;
        var count = (int)(drive.CapacityBytes / _blockBytes);
        _data = new byte[count * _blockBytes];
        Array.Fill(_data, (byte)0xFF);
        _isUsed = new bool[count];
        _metadata = [NewHalf(), NewHalf()];
        foreach (var (name, content) in drive.Files)
        {
            Store(name, content, isAnew: true);
        }
    }

    /// <summary>Whether the bytes are anywhere on the drive, within one block or across neighbours.</summary>
    public bool Contains(ReadOnlySpan<byte> bytes) =>
        _data.AsSpan().IndexOf(bytes) >= 0 || _metadata[0].AsSpan().IndexOf(bytes) >= 0
        || _metadata[1].AsSpan().IndexOf(bytes) >= 0;

    /// <summary>A file was closed.</summary>
    /// <param name="isAnew">It was truncated when it was opened.</param>
    internal void Store(string name, byte[] content, bool isAnew)
    {
        if (isAnew && !_isLittlefs)
        {
            Free(name);
        }

        if (_isLittlefs && content.Length <= InlineBytes)
        {
            Free(name);
            Log(name, content);
            return;
        }

        if (_isLittlefs)
        {
            Log(name, []);
        }

        Write(_blocks.TryGetValue(name, out var old) ? old : _blocks[name] = [], content);
    }

    /// <summary>A file was deleted.</summary>
    internal void Remove(string name)
    {
        Free(name);
        if (_isLittlefs)
        {
            Log(name, []);
        }
    }

    /// <summary>A file has another name.</summary>
    internal void Move(string from, string to)
    {
        if (_blocks.Remove(from, out var blocks))
        {
            _blocks[to] = blocks;
        }

        if (_isLittlefs)
        {
            Log(to, _blocks.ContainsKey(to) ? [] : _drive.Files[to]);
        }
    }

    /// <summary>Power went before a file was closed: what was written is there all the same, and belongs to
    /// nobody.</summary>
    internal void Abandon(byte[] content)
    {
        List<int> blocks = [];
        Write(blocks, content);
        blocks.ForEach(block => _isUsed[block] = false);
    }

    private void Write(List<int> blocks, byte[] content)
    {
        var count = (int)_drive.BlocksOf(content.Length);
        var isMoved = false;
        for (var index = 0; index < count; index++)
        {
            var part = content.AsSpan(index * _blockBytes);
            part = part[..Math.Min(part.Length, _blockBytes)];
            if (index == blocks.Count)
            {
                blocks.Add(Take());
            }
            else if (_isLittlefs && (isMoved || !Block(blocks[index])[..part.Length].SequenceEqual(part)))
            {
                // A file's blocks point to each other: what follows a change moves as well.
                isMoved = true;
                _isUsed[blocks[index]] = false;
                blocks[index] = Take();
            }

            if (_isLittlefs)
            {
                Block(blocks[index]).Fill(0xFF);
            }

            part.CopyTo(Block(blocks[index]));
        }

        for (; blocks.Count > count; blocks.RemoveAt(blocks.Count - 1))
        {
            _isUsed[blocks[^1]] = false;
        }
    }

    private Span<byte> Block(int index) => _data.AsSpan(index * _blockBytes, _blockBytes);

    private int Take()
    {
        for (var tried = 0; tried < _isUsed.Length; tried++)
        {
            var block = _next;
            _next = (_next + 1) % _isUsed.Length;
            if (!_isUsed[block])
            {
                _isUsed[block] = true;
                return block;
            }
        }

        throw new InvalidOperationException("the image has no block left where the drive had room");
    }

    private void Free(string name)
    {
        if (_blocks.Remove(name, out var blocks))
        {
            blocks.ForEach(block => _isUsed[block] = false);
        }
    }

    // An entry of the log; a full half is erased only when the other one has been filled in its turn.
    private void Log(string name, byte[] content)
    {
        var needed = name.Length + content.Length + 8;
        if (_metadataLength + needed > _metadata[_half].Length)
        {
            _half = 1 - _half;
            _metadata[_half] = NewHalf();
            _metadataLength = 0;
            foreach (var (file, bytes) in _drive.Files)
            {
                if (file != name)
                {
                    Append(file, bytes.Length <= InlineBytes ? bytes : []);
                }
            }
        }

        Append(name, content);
    }

    private void Append(string name, byte[] content)
    {
        if (_metadataLength + name.Length + content.Length + 8 > _metadata[_half].Length)
        {
            throw new InvalidOperationException("more small files than the image has metadata for");
        }

        content.CopyTo(_metadata[_half], _metadataLength + name.Length);
        _metadataLength += name.Length + content.Length + 8;
    }

    private byte[] NewHalf()
    {
        var half = new byte[MetadataBlocks * _blockBytes];
        Array.Fill(half, (byte)0xFF);
        return half;
    }
}
