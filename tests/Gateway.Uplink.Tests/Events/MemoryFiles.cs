using System;
using System.Collections.Generic;
using Gateway.Core;

namespace Gateway.Uplink.Tests.Events;

/// <summary>A drive in memory; a test may cut the power after a number of written bytes.</summary>
internal sealed class MemoryFiles : IFileStore
{
    private readonly Dictionary<string, byte[]> _files = [];

    /// <summary>Bytes that will still be written; what comes after them is lost.</summary>
    public int BytesLeft { get; set; } = int.MaxValue;

    public bool IsBroken { get; set; }

    public int Writes { get; private set; }

    public FileSystemKind Kind => FileSystemKind.Littlefs;

    public long CapacityBytes => 2 << 20;

    public string[] List() => [.. _files.Keys];

    public int Length(string name) => _files.TryGetValue(name, out var file) ? file.Length : -1;

    public byte[] this[string name] => _files[name];

    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        if (!_files.TryGetValue(name, out var file))
        {
            return -1;
        }

        var taken = Math.Max(0, Math.Min(count, file.Length - fileOffset));
        Array.Copy(file, fileOffset, buffer, offset, taken);
        return taken;
    }

    public FileStatus Create(string name, int length)
    {
        if (IsBroken || BytesLeft == 0)
        {
            return FileStatus.Failed;
        }

        _files[name] = new byte[length];
        Array.Fill(_files[name], (byte)0xFF);
        return FileStatus.Ok;
    }

    public FileStatus Write(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        if (IsBroken || !_files.TryGetValue(name, out var file))
        {
            return FileStatus.Failed;
        }

        Writes++;
        if (fileOffset + count > file.Length)
        {
            Array.Resize(ref file, fileOffset + count);
            _files[name] = file;
        }

        var taken = Math.Min(count, BytesLeft);
        Array.Copy(buffer, offset, file, fileOffset, taken);
        BytesLeft -= taken;
        return taken == count ? FileStatus.Ok : FileStatus.Failed;
    }

    public FileStatus Delete(string name) => _files.Remove(name) ? FileStatus.Ok : FileStatus.NotFound;
}
