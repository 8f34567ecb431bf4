using Gateway.Core;

namespace Gateway.Store
{
    /// <summary>The job that reads a piece of a segment file into a reader's buffer.</summary>
    internal sealed class SegmentFetch : IJob
    {
        private readonly LogStore _owner;
        private readonly IFileStore _files;
        private string _name;
        private int _fileOffset;
        private int _count;
        private byte[] _buffer;

        public SegmentFetch(LogStore owner, IFileStore files)
        {
            _owner = owner;
            _files = files;
        }

        /// <summary>Who asked.</summary>
        public RingReader Reader { get; private set; }

        /// <summary>The reader's epoch when it asked.</summary>
        public int Epoch { get; private set; }

        /// <summary>Bytes read, or −1.</summary>
        public int ReadCount { get; private set; }

        /// <summary>As many bytes came as asked for: a file that is shorter is damaged.</summary>
        public bool IsEnough
        {
            get { return ReadCount == _count; }
        }

        public void Prepare(RingReader reader, string name, int committedBytes)
        {
            Reader = reader;
            Epoch = reader.Epoch;
            _name = name;
            _fileOffset = reader.Offset;
            _buffer = reader.Buffer;
            _count = committedBytes - _fileOffset;
            _count = _count > _buffer.Length ? _buffer.Length : _count;
        }

        public void Run()
        {
            ReadCount = -1;
            ReadCount = _files.Read(_name, _fileOffset, _buffer, 0, _count);
        }

        public void Completed(long nowUs, bool faulted)
        {
            _owner.OnFetchCompleted(nowUs, faulted ? -1 : ReadCount);
        }
    }
}
