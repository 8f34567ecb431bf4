// A few bytes that have to survive power cuts: two small files of the same content with a revision and a
// check, written in turn and whole, so that a cut during the write of one leaves the other.
using Gateway.Core;

namespace Gateway.App
{
    /// <summary>A small block of bytes, kept in two files.</summary>
    public sealed class TwinFile : IJob
    {
        private const int HeadBytes = 4;
        private const int CheckBytes = 4;

        private readonly IFileStore _files;
        private readonly IWorker _worker;
        private readonly string _first;
        private readonly string _second;
        private byte[] _bytes; // only while it is read or written
        private uint _revision;
        private bool _isDirty;
        private bool _isGood;

        /// <summary>Reads the files into <see cref="Content"/>, zeros when there are none. Blocks: at start
        /// only.</summary>
        /// <param name="worker">Writes them later on.</param>
        /// <param name="first">Name of a file.</param>
        /// <param name="second">Name of the other one.</param>
        /// <param name="count">Bytes of content.</param>
        public TwinFile(IFileStore files, IWorker worker, string first, string second, int count)
        {
            _files = files;
            _worker = worker;
            _first = first;
            _second = second;
            _bytes = new byte[HeadBytes + count + CheckBytes];
            Content = new byte[count];
            uint one = Read(first);
            uint two = Read(second);
            _revision = one > two ? one : two;
            if (_revision != 0 && Read(_revision == one ? first : second) == _revision)
            {
                System.Array.Copy(_bytes, HeadBytes, Content, 0, count);
            }

            _bytes = null;
        }

        /// <summary>The bytes; changed by the owner, who then calls <see cref="Change"/>.</summary>
        public byte[] Content { get; private set; }

        /// <summary>Whether the content as it is now is not in a file yet.</summary>
        public bool IsDirty
        {
            get { return _isDirty || IsWriting; }
        }

        /// <summary>Whether a job is under way.</summary>
        public bool IsWriting { get; private set; }

        /// <summary>Writes that failed.</summary>
        public uint Faults { get; private set; }

        /// <summary>The content was changed.</summary>
        public void Change()
        {
            _isDirty = true;
        }

        /// <summary>Starts to write what was changed.</summary>
        public void Step()
        {
            if (_isDirty && !IsWriting && !_worker.IsBusy)
            {
                Fill();
                IsWriting = _worker.TryStart(this);
                _isDirty = !IsWriting;
            }
        }

        /// <summary>Writes at once. Blocks: at start only.</summary>
        /// <returns>false when it could not be written.</returns>
        public bool WriteNow()
        {
            Fill();
            Run();
            _bytes = null;
            _isDirty = !_isGood;
            Faults += _isGood ? 0U : 1U;
            return _isGood;
        }

        /// <inheritdoc/>
        public void Run()
        {
            int end = _bytes.Length - CheckBytes;
            LittleEndian.Put32(_bytes, end, Crc32.Compute(_bytes, 0, end));
            string name = (_revision & 1) == 0 ? _first : _second;
            _isGood =
                (_files.Length(name) == _bytes.Length
                    || _files.Create(name, _bytes.Length) == FileStatus.Ok)
                && _files.Write(name, 0, _bytes, 0, _bytes.Length) == FileStatus.Ok;
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            IsWriting = false;
            _bytes = null;
            Faults += _isGood && !faulted ? 0U : 1U;
        }

        private void Fill()
        {
            _revision++;
            _bytes = new byte[HeadBytes + Content.Length + CheckBytes];
            LittleEndian.Put32(_bytes, 0, _revision);
            System.Array.Copy(Content, 0, _bytes, HeadBytes, Content.Length);
        }

        /// <summary>Revision of a file that is whole, which is in the buffer then; else 0.</summary>
        private uint Read(string name)
        {
            int end = _bytes.Length - CheckBytes;
            bool isWhole = _files.Read(name, 0, _bytes, 0, _bytes.Length) == _bytes.Length
                && LittleEndian.Get32(_bytes, end) == Crc32.Compute(_bytes, 0, end);
            return isWhole ? LittleEndian.Get32(_bytes, 0) : 0;
        }
    }
}
