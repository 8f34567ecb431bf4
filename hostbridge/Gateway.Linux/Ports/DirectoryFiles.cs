// IFileStore in a folder. Every change is durable when the call returns: fsync of the file, and of the folder when
// a name came or went. Kind is FAT, the lesser promise: a journaling file system keeps names, and bytes written
// over others may be torn by a power cut, which is what the log expects of FAT.
using System;
using System.IO;
using System.Linq;
using Gateway.Core;
using Gateway.Linux.Kernel;

namespace Gateway.Linux.Ports;

/// <summary>The files of a folder.</summary>
public sealed class DirectoryFiles : IFileStore
{
    private const int FullDisk = unchecked((int)0x80070070);
    private const int NoSpace = 28;
    private const int FillBytes = 4096;

    private readonly IKernel _kernel;
    private readonly string _folder;

    /// <summary>Makes the folder when it is not there.</summary>
    /// <param name="folder">Of the gateway alone.</param>
    /// <param name="capacityBytes">Bytes that the firmware may use.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public DirectoryFiles(IKernel kernel, string folder, long capacityBytes)
    {
        _kernel = kernel;
        _folder = folder;
        CapacityBytes = capacityBytes;
        Directory.CreateDirectory(folder);
    }

    /// <inheritdoc/>
    public FileSystemKind Kind => FileSystemKind.Fat;

    /// <inheritdoc/>
    public long CapacityBytes { get; }

    /// <summary>Calls that ended with an error since the start.</summary>
    public int ErrorCount { get; private set; }

    /// <inheritdoc/>
    public string[] List() => Guard(
        Array.Empty<string>(), () => [.. Directory.GetFiles(_folder).Select(Path.GetFileName)]);

    /// <inheritdoc/>
    public int Length(string name) => Guard(-1, () =>
    {
        FileInfo file = new(At(name));
        return file.Exists ? (int)Math.Min(file.Length, int.MaxValue) : -1;
    });

    /// <inheritdoc/>
    public int Read(string name, int fileOffset, byte[] buffer, int offset, int count) => Guard(-1, () =>
    {
        if (!File.Exists(At(name)))
        {
            return -1;
        }

        using var file = File.OpenHandle(At(name));
        int done = 0;
        for (int read = -1; read != 0 && done < count; done += read)
        {
            read = RandomAccess.Read(file, buffer.AsSpan(offset + done, count - done), fileOffset + done);
        }

        return done;
    });

    /// <inheritdoc/>
    public FileStatus Create(string name, int length) => Guard(FileStatus.Failed, () =>
    {
        byte[] fill = new byte[FillBytes];
        Array.Fill(fill, (byte)0xFF);
        using (var file = File.OpenHandle(At(name), FileMode.Create, FileAccess.Write))
        {
            for (int at = 0; at < length; at += FillBytes)
            {
                RandomAccess.Write(file, fill.AsSpan(0, Math.Min(FillBytes, length - at)), at);
            }

            RandomAccess.FlushToDisk(file);
        }

        return SyncNames();
    });

    /// <inheritdoc/>
    public FileStatus Write(string name, int fileOffset, byte[] buffer, int offset, int count) =>
        Guard(FileStatus.Failed, () =>
        {
            if (!File.Exists(At(name)))
            {
                return FileStatus.NotFound;
            }

            using var file = File.OpenHandle(At(name), FileMode.Open, FileAccess.ReadWrite);
            if (fileOffset > RandomAccess.GetLength(file))
            {
                return FileStatus.Failed;
            }

            RandomAccess.Write(file, buffer.AsSpan(offset, count), fileOffset);
            RandomAccess.FlushToDisk(file);
            return FileStatus.Ok;
        });

    /// <inheritdoc/>
    public FileStatus Delete(string name) => Guard(FileStatus.Failed, () =>
    {
        if (!File.Exists(At(name)))
        {
            return FileStatus.NotFound;
        }

        File.Delete(At(name));
        return SyncNames();
    });

    private FileStatus SyncNames() => _kernel.SyncFolder(_folder) < 0 ? FileStatus.Failed : FileStatus.Ok;

    private string At(string name) => Path.Combine(_folder, name);

    // The contract: no call throws.
    private T Guard<T>(T failed, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ErrorCount++;
            bool isFull = e.HResult is FullDisk or NoSpace;
            return isFull && failed is FileStatus ? (T)(object)FileStatus.Full : failed;
        }
    }
}
