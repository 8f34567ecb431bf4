using System;
using Gateway.Core;

namespace Gateway.DeviceTests
{
    /// <summary>A few small files in memory, so that the log can be tried on a board without wearing out its
    /// flash. A write can be torn, as by a power cut.</summary>
    internal sealed class MemoryFiles : IFileStore
    {
        private const int MaxFiles = 16;

        private readonly string[] _names = new string[MaxFiles];
        private readonly byte[][] _bytes = new byte[MaxFiles][];

        /// <summary>Bytes that may still be written before the power goes; −1 = no cut is near.</summary>
        public int BytesToCut = -1;

        /// <summary>Whether the power has gone: nothing is written any more.</summary>
        public bool IsOff
        {
            get { return BytesToCut == 0; }
        }

        /// <inheritdoc/>
        public FileSystemKind Kind
        {
            get { return FileSystemKind.Littlefs; }
        }

        /// <inheritdoc/>
        public long CapacityBytes
        {
            get { return 256 * 1024; }
        }

        /// <inheritdoc/>
        public string[] List()
        {
            int count = 0;
            for (int i = 0; i < MaxFiles; i++)
            {
                count += _names[i] == null ? 0 : 1;
            }

            string[] names = new string[count];
            for (int i = MaxFiles - 1; i >= 0; i--)
            {
                if (_names[i] != null)
                {
                    names[--count] = _names[i];
                }
            }

            return names;
        }

        /// <inheritdoc/>
        public int Length(string name)
        {
            int at = Find(name);
            return at < 0 ? -1 : _bytes[at].Length;
        }

        /// <inheritdoc/>
        public int Read(string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            int at = Find(name);
            if (at < 0)
            {
                return -1;
            }

            int left = _bytes[at].Length - fileOffset;
            int taken = left < count ? left : count;
            if (taken <= 0)
            {
                return 0;
            }

            Array.Copy(_bytes[at], fileOffset, buffer, offset, taken);
            return taken;
        }

        /// <inheritdoc/>
        public FileStatus Create(string name, int length)
        {
            int at = Find(name);
            at = at < 0 ? Find(null) : at;
            if (at < 0 || IsOff)
            {
                return FileStatus.Full;
            }

            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++)
            {
                bytes[i] = 0xFF;
            }

            _names[at] = name;
            _bytes[at] = bytes;
            return FileStatus.Ok;
        }

        /// <inheritdoc/>
        public FileStatus Write(string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            int at = Find(name);
            if (at < 0)
            {
                return FileStatus.NotFound;
            }

            bool isTorn = BytesToCut >= 0 && count >= BytesToCut;
            int written = isTorn ? BytesToCut : count;
            BytesToCut -= BytesToCut >= 0 ? written : 0;
            if (fileOffset + written > _bytes[at].Length)
            {
                byte[] longer = new byte[fileOffset + written];
                Array.Copy(_bytes[at], 0, longer, 0, _bytes[at].Length);
                _bytes[at] = longer;
            }

            Array.Copy(buffer, offset, _bytes[at], fileOffset, written);
            return isTorn ? FileStatus.Failed : FileStatus.Ok;
        }

        /// <inheritdoc/>
        public FileStatus Delete(string name)
        {
            int at = Find(name);
            if (at < 0 || IsOff)
            {
                return at < 0 ? FileStatus.NotFound : FileStatus.Failed;
            }

            _names[at] = null;
            _bytes[at] = null;
            return FileStatus.Ok;
        }

        private int Find(string name)
        {
            for (int i = 0; i < MaxFiles; i++)
            {
                if (_names[i] == name)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
