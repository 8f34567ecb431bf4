using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Gateway.Mqtt
{
    /// <summary>A file without a name or a place on any disk (Linux, memfd_create(2)); it has a path only for this
    /// process and only until it is disposed.</summary>
    internal sealed class MemoryFile : IDisposable
    {
        private const uint CloseOnExec = 1;

        private int _descriptor;

        private MemoryFile(int descriptor)
        {
            _descriptor = descriptor;
        }

        /// <summary>Zero-terminated path.</summary>
        internal byte[] Path
        {
            get { return LibMosquitto.Utf8("/proc/self/fd/" + _descriptor); }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_descriptor >= 0)
            {
                Close(_descriptor);
                _descriptor = -1;
            }
        }

        /// <summary>A file of these bytes; null stays null.</summary>
        /// <exception cref="IOException">The system has no room for it.</exception>
        internal static MemoryFile Of(byte[] content)
        {
            if (content == null)
            {
                return null;
            }

            var file = new MemoryFile(Create(LibMosquitto.Utf8("pem"), CloseOnExec));
            if (file._descriptor < 0 ||
                Write(file._descriptor, content, (IntPtr)content.Length) != (IntPtr)content.Length)
            {
                file.Dispose();
                throw new IOException("no file in memory: error " + Marshal.GetLastWin32Error());
            }

            return file;
        }

        [DllImport("libc", EntryPoint = "memfd_create", SetLastError = true)]
        private static extern int Create(byte[] name, uint flags);

        [DllImport("libc", EntryPoint = "write", SetLastError = true)]
        private static extern IntPtr Write(int descriptor, byte[] content, IntPtr count);

        [DllImport("libc", EntryPoint = "close")]
        private static extern int Close(int descriptor);
    }
}
