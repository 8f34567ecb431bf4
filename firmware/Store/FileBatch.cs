// A short list of file operations as one job: prepared on the loop, run by the worker in order up to the
// first failure. A retry runs it again from the operation that failed; all of them may be repeated.
using Gateway.Core;

namespace Gateway.Store
{
    internal sealed class FileBatch : IJob
    {
        /// <summary>State, then create and write of two parts for each ring, then deletes.</summary>
        public const int MaxOperations = 24;

        private const byte OpWrite = 0;
        private const byte OpCreate = 1;
        private const byte OpDelete = 2;

        private readonly Committer _owner;
        private readonly IFileStore _files;
        private readonly byte[] _kinds = new byte[MaxOperations];
        private readonly string[] _names = new string[MaxOperations];
        private readonly int[] _fileOffsets = new int[MaxOperations];
        private readonly byte[][] _buffers = new byte[MaxOperations][];
        private readonly int[] _offsets = new int[MaxOperations];
        private readonly int[] _counts = new int[MaxOperations];

        public FileBatch(Committer owner, IFileStore files)
        {
            _owner = owner;
            _files = files;
        }

        /// <summary>Operations prepared.</summary>
        public int Count { get; private set; }

        /// <summary>Operations done, from the first on.</summary>
        public int DoneCount { get; private set; }

        public void Clear()
        {
            Count = 0;
            DoneCount = 0;
        }

        public void AddWrite(string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            Add(OpWrite, name, fileOffset, buffer, offset, count);
        }

        /// <summary>Makes the file anew with a length of <paramref name="length"/>.</summary>
        public void AddCreate(string name, int length)
        {
            Add(OpCreate, name, 0, null, 0, length);
        }

        public void AddDelete(string name)
        {
            Add(OpDelete, name, 0, null, 0, 0);
        }

        public void Run()
        {
            while (DoneCount < Count)
            {
                if (!RunOne(DoneCount))
                {
                    return;
                }

                DoneCount++;
            }
        }

        public void Completed(long nowUs, bool faulted)
        {
            _owner.OnBatchEnded(nowUs);
        }

        private bool RunOne(int index)
        {
            var name = _names[index];
            switch (_kinds[index])
            {
                case OpWrite:
                    return _files.Write(name, _fileOffsets[index], _buffers[index], _offsets[index],
                        _counts[index]) == FileStatus.Ok;
                case OpCreate:
                    return _files.Create(name, _counts[index]) == FileStatus.Ok;
                default:
                    var status = _files.Delete(name);
                    return status == FileStatus.Ok || status == FileStatus.NotFound;
            }
        }

        private void Add(byte kind, string name, int fileOffset, byte[] buffer, int offset, int count)
        {
            _kinds[Count] = kind;
            _names[Count] = name;
            _fileOffsets[Count] = fileOffset;
            _buffers[Count] = buffer;
            _offsets[Count] = offset;
            _counts[Count] = count;
            Count++;
        }
    }
}
