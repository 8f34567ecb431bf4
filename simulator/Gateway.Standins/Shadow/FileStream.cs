// nanoFramework's FileStream on the simulated drives: Flush does not reach the medium, closing does, as on
// the ESP32.
using Gateway.Standins;

namespace System.IO
{
    /// <summary>As nanoFramework's FileStream.</summary>
    internal class FileStream : Stream
    {
        private readonly IStandinStorage _storage;
        private readonly FileAccess _access;
        private int _handle;
        private long _position;

        public FileStream(string path, FileMode mode)
            : this(path, mode, FileAccess.ReadWrite)
        {
        }

        public FileStream(string path, FileMode mode, FileAccess access)
            : this(path, mode, access, FileShare.Read)
        {
        }

        public FileStream(string path, FileMode mode, FileAccess access, FileShare share)
        {
            _storage = StandinHost.Required.Storage;
            _access = access;
            Name = path;
            var exists = _storage.Exists(path);
            if (mode == FileMode.CreateNew && exists)
            {
                throw new IOException("exists: " + path);
            }

            if ((mode == FileMode.Open || mode == FileMode.Truncate) && !exists)
            {
                throw new IOException("not found: " + path);
            }

            var create = mode != FileMode.Open && mode != FileMode.Truncate;
            var truncate = mode == FileMode.Create || mode == FileMode.Truncate;
            _handle = _storage.Open(path, create, truncate, (access & FileAccess.Write) != 0);
            _position = mode == FileMode.Append ? _storage.Length(_handle) : 0;
        }

        public string Name { get; }

        public override bool CanRead
        {
            get { return (_access & FileAccess.Read) != 0; }
        }

        public override bool CanSeek
        {
            get { return true; }
        }

        public override bool CanWrite
        {
            get { return (_access & FileAccess.Write) != 0; }
        }

        public override long Length
        {
            get { return _storage.Length(Handle); }
        }

        public override long Position
        {
            get { return _position; }
            set { _position = value; }
        }

        private int Handle
        {
            get { return _handle > 0 ? _handle : throw new ObjectDisposedException(Name); }
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = _storage.Read(Handle, _position, buffer, offset, count);
            _position += read;
            return read;
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            _storage.Write(Handle, _position, buffer, offset, count);
            _position += count;
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            _position = origin == SeekOrigin.Begin ? offset
                : origin == SeekOrigin.Current ? _position + offset : Length + offset;
            return _position;
        }

        public override void SetLength(long value)
        {
            _storage.SetLength(Handle, value);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && _handle > 0)
            {
                var handle = _handle;
                _handle = 0;
                _storage.Close(handle);
            }

            base.Dispose(disposing);
        }
    }
}
