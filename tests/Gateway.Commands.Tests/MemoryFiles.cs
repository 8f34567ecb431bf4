using System;
using System.Collections.Generic;
using Gateway.Core;

namespace Gateway.Commands.Tests;

internal sealed class MemoryFiles : IFileStore
{
    private readonly Dictionary<string, byte[]> _files = [];

    public bool IsBroken { get; set; }

    public FileSystemKind Kind => FileSystemKind.Littlefs;

    public long CapacityBytes => 4096;

    public string[] List() => [.. _files.Keys];

    public int Length(string name) => _files.TryGetValue(name, out byte[] file) ? file.Length : -1;

    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        if (!_files.TryGetValue(name, out byte[] file))
        {
            return -1;
        }

        int taken = Math.Min(count, file.Length - fileOffset);
        Array.Copy(file, fileOffset, buffer, offset, taken);
        return taken;
    }

    public FileStatus Create(string name, int length)
    {
        _files[name] = new byte[length];
        return FileStatus.Ok;
    }

    public FileStatus Write(string name, int fileOffset, byte[] buffer, int offset, int count)
    {
        if (IsBroken)
        {
            return FileStatus.Failed;
        }

        Array.Copy(buffer, offset, _files[name], fileOffset, count);
        return FileStatus.Ok;
    }

    public FileStatus Delete(string name) => _files.Remove(name) ? FileStatus.Ok : FileStatus.NotFound;
}
