// Keeps an authenticated command from being executed twice, over restarts too: their expiry times have to
// rise, and the last one is on file before the command is begun. Two small files written in turn, as a cut
// during the write of one leaves the other.
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>The expiry time of the last authenticated command.</summary>
    public sealed class ReplayGuard : IJob
    {
        private const int FileBytes = 16;

        private readonly IFileStore _files;
        private readonly IWorker _worker;
        private readonly byte[] _bytes = new byte[FileBytes];
        private string _name = "ctl-0";

        /// <summary>Reads the files. Blocks: at start only.</summary>
        /// <param name="files">Where they are.</param>
        /// <param name="worker">Writes them.</param>
        public ReplayGuard(IFileStore files, IWorker worker)
        {
            _files = files;
            _worker = worker;
            long first = Read("ctl-0");
            long second = Read("ctl-1");
            LastMs = first > second ? first : second;
            _name = first > second ? "ctl-1" : "ctl-0";
        }

        /// <summary>Commands that expire at or before this time are of the past, in milliseconds since
        /// 1970-01-01 UTC.</summary>
        public long LastMs { get; private set; }

        /// <summary>Whether the last <see cref="TryAdvance"/> has not ended yet.</summary>
        public bool IsBusy { get; private set; }

        /// <summary>Whether the last one is durable.</summary>
        public bool IsDurable { get; private set; }

        /// <summary>Starts to write a new time.</summary>
        /// <returns>False when the worker is busy: try again.</returns>
        public bool TryAdvance(long expiresMs)
        {
            for (int i = 0; i < FileBytes; i++)
            {
                long value = i < 8 ? expiresMs : ~expiresMs;
                _bytes[i] = (byte)(value >> (8 * (i & 7)));
            }

            IsDurable = false;
            if (!_worker.TryStart(this))
            {
                return false;
            }

            // At once: nothing that comes meanwhile may use the same time.
            LastMs = expiresMs;
            IsBusy = true;
            return true;
        }

        /// <inheritdoc/>
        public void Run()
        {
            bool isThere = _files.Length(_name) == FileBytes
                || _files.Create(_name, FileBytes) == FileStatus.Ok;
            IsDurable = isThere && _files.Write(_name, 0, _bytes, 0, FileBytes) == FileStatus.Ok;
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            IsBusy = false;
            IsDurable = IsDurable && !faulted;
            if (IsDurable)
            {
                _name = _name == "ctl-0" ? "ctl-1" : "ctl-0";
            }
        }

        private long Read(string name)
        {
            byte[] bytes = new byte[FileBytes];
            if (_files.Read(name, 0, bytes, 0, FileBytes) != FileBytes)
            {
                return 0;
            }

            long value = 0;
            long complement = 0;
            for (int i = 7; i >= 0; i--)
            {
                value = (value << 8) | bytes[i];
                complement = (complement << 8) | bytes[i + 8];
            }

            return value == ~complement ? value : 0;
        }
    }
}
