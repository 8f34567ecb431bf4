// Files of one drive through nanoFramework's System.IO. On the ESP32 bytes reach the flash only when the
// stream is closed (Flush does nothing there), so every call opens, works and disposes. It blocks: jobs of a
// worker, or start.
using System;
using System.IO;
using Gateway.Core;

namespace Gateway.Boards
{
    /// <summary>The files of one drive of the board.</summary>
    public class NanoFileStore : IFileStore
    {
        private const int FillBytes = 512;
        private const int FillSeedBytes = 16; // FillBytes by doubling

        private readonly string _root;

        /// <summary>Uses a drive.</summary>
        /// <param name="root"><c>I:\</c> internal flash, <c>D:\</c> SD card.</param>
        /// <param name="kind">Its file system.</param>
        /// <param name="capacityBytes">Bytes that may be used; 0 = the whole drive, as it says of
        /// itself.</param>
        public NanoFileStore(string root, FileSystemKind kind, long capacityBytes)
        {
            _root = root;
            Kind = kind;
            CapacityBytes = capacityBytes > 0 ? capacityBytes : TotalBytes(root);
        }

        /// <inheritdoc/>
        public FileSystemKind Kind { get; }

        /// <inheritdoc/>
        public virtual long CapacityBytes { get; }

        /// <summary>Calls that ended with an exception of the file system.</summary>
        public int ErrorCount { get; private set; }

        /// <inheritdoc/>
        public string[] List()
        {
            try
            {
                var paths = Directory.GetFiles(_root);
                var names = new string[paths.Length];
                for (var index = 0; index < paths.Length; index++)
                {
                    names[index] = paths[index].Substring(paths[index].LastIndexOf('\\') + 1);
                }

                return names;
            }
            catch (Exception)
            {
                ErrorCount++;
                return new string[0];
            }
        }

        /// <inheritdoc/>
        public int Length(string name)
        {
            try
            {
                var path = _root + name;
                if (!File.Exists(path))
                {
                    return -1;
                }

                using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read))
                {
                    return (int)stream.Length;
                }
            }
            catch (Exception)
            {
                ErrorCount++;
                return -1;
            }
        }

        /// <inheritdoc/>
        public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            try
            {
                var path = _root + name;
                if (!File.Exists(path))
                {
                    return -1;
                }

                using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read))
                {
                    return fileOffset >= stream.Length ? 0
                        : ReadAt(stream, fileOffset, buffer, offset, count);
                }
            }
            catch (Exception)
            {
                ErrorCount++;
                return -1;
            }
        }

        /// <inheritdoc/>
        public FileStatus Create(string name, int length)
        {
            // Files are made now and then only: the memory is given back. Doubled: a loop over all bytes is
            // 2 ms.
            var fill = new byte[FillBytes];
            for (var index = 0; index < FillSeedBytes; index++)
            {
                fill[index] = 0xFF;
            }

            for (var filled = FillSeedBytes; filled < FillBytes; filled *= 2)
            {
                Array.Copy(fill, 0, fill, filled, filled);
            }

            try
            {
                using (var stream = new FileStream(_root + name, FileMode.Create, FileAccess.ReadWrite))
                {
                    for (var left = length; left > 0; left -= FillBytes)
                    {
                        stream.Write(fill, 0, left < FillBytes ? left : FillBytes);
                    }
                }

                return FileStatus.Ok;
            }
            catch (Exception)
            {
                // nanoFramework does not tell "no space left" from other errors.
                ErrorCount++;
                return FileStatus.Failed;
            }
        }

        /// <inheritdoc/>
        public FileStatus Write(string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            try
            {
                var path = _root + name;
                if (!File.Exists(path))
                {
                    return FileStatus.NotFound;
                }

                using (var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
                {
                    if (fileOffset > stream.Length)
                    {
                        return FileStatus.Failed;
                    }

                    stream.Seek(fileOffset, SeekOrigin.Begin);
                    stream.Write(buffer, offset, count);
                }

                return FileStatus.Ok;
            }
            catch (Exception)
            {
                ErrorCount++;
                return FileStatus.Failed;
            }
        }

        /// <inheritdoc/>
        public FileStatus Delete(string name)
        {
            try
            {
                var path = _root + name;
                if (!File.Exists(path))
                {
                    return FileStatus.NotFound;
                }

                File.Delete(path);
                return FileStatus.Ok;
            }
            catch (Exception)
            {
                ErrorCount++;
                return FileStatus.Failed;
            }
        }

        private static int ReadAt(FileStream stream, int fileOffset, byte[] buffer, int offset, int count)
        {
            stream.Seek(fileOffset, SeekOrigin.Begin);
            var done = 0;
            while (done < count)
            {
                var read = stream.Read(buffer, offset + done, count - done);
                if (read <= 0)
                {
                    break;
                }

                done += read;
            }

            return done;
        }

        // UNVERIFIED-HW: that TotalSize is the size of the littlefs partition on every ESP32 target.
        private static long TotalBytes(string root)
        {
            try
            {
                return new DriveInfo(root).TotalSize;
            }
            catch (Exception)
            {
                return 0;
            }
        }
    }
}
