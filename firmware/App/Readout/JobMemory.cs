// Until when each job is settled, over restarts: what a job that makes up for missed runs needs to know.
// One small file of two is written in turn, whole, with a check: a cut during the write leaves the other. A
// slot belongs to a job by the hash of its name and schedule, so that another configuration starts anew.
using Gateway.Core;

namespace Gateway.App.Readout
{
    /// <summary>The jobs' file.</summary>
    public sealed class JobMemory : IJob
    {
        /// <summary>Jobs that can be remembered.</summary>
        public const int Capacity = 8;

        private const int HeadBytes = 4;
        private const int SlotBytes = 12;
        private const int CheckBytes = 4;

        // FNV-1a, 32 bits (the constants of its public description).
        private const uint FnvBasis = 2166136261;
        private const uint FnvPrime = 16777619;

        private readonly IFileStore _files;
        private readonly IWorker _worker;
        private readonly uint[] _owners = new uint[Capacity];
        private readonly long[] _settledMs = new long[Capacity];
        private readonly bool[] _isClaimed = new bool[Capacity];
        private readonly byte[] _bytes = new byte[HeadBytes + (Capacity * SlotBytes) + CheckBytes];
        private uint _revision;
        private bool _isDirty;
        private bool _isRunning;

        /// <summary>Reads the files. Blocks: at start only.</summary>
        /// <param name="files">Where they are.</param>
        /// <param name="worker">Writes them.</param>
        public JobMemory(IFileStore files, IWorker worker)
        {
            _files = files;
            _worker = worker;
            uint first = Read("jobs-0");
            uint second = Read("jobs-1");
            _revision = first > second ? first : second;
            if (_revision != 0 && Read(_revision == first ? "jobs-0" : "jobs-1") == _revision)
            {
                Take();
            }
        }

        /// <summary>Writes that failed.</summary>
        public uint Faults { get; private set; }

        /// <summary>Gives a job its slot. At start.</summary>
        /// <param name="port">Name of the line.</param>
        /// <param name="job">Name of the job.</param>
        /// <param name="at">Its schedule.</param>
        /// <param name="settledMs">What was known of it; 0 = nothing.</param>
        /// <returns>The slot; −1 when there is no room.</returns>
        public int Claim(string port, string job, string at, out long settledMs)
        {
            uint owner = Hash(Hash(Hash(FnvBasis, port), job), at);
            int slot = -1;
            for (int i = 0; i < Capacity; i++)
            {
                if (!_isClaimed[i] && _owners[i] == owner)
                {
                    _isClaimed[i] = true;
                    settledMs = _settledMs[i];
                    return i;
                }

                slot = slot < 0 && !_isClaimed[i] ? i : slot;
            }

            // The place of a job that is configured no more.
            settledMs = 0;
            if (slot >= 0)
            {
                _isClaimed[slot] = true;
                _owners[slot] = owner;
                _settledMs[slot] = 0;
            }

            return slot;
        }

        /// <summary>A job is settled until then.</summary>
        public void Set(int slot, long settledMs)
        {
            if (_settledMs[slot] != settledMs)
            {
                _settledMs[slot] = settledMs;
                _isDirty = true;
            }
        }

        /// <summary>Starts to write when there is something new.</summary>
        public void Step()
        {
            if (!_isDirty || _isRunning || _worker.IsBusy)
            {
                return;
            }

            Fill();
            if (_worker.TryStart(this))
            {
                _isDirty = false;
                _isRunning = true;
            }
        }

        /// <inheritdoc/>
        public void Run()
        {
            int end = _bytes.Length - CheckBytes;
            Put(end, Crc32.Compute(_bytes, 0, end));
            string name = (_revision & 1) == 0 ? "jobs-0" : "jobs-1";
            if (_files.Length(name) != _bytes.Length && _files.Create(name, _bytes.Length) != FileStatus.Ok)
            {
                Faults++;
                return;
            }

            Faults += _files.Write(name, 0, _bytes, 0, _bytes.Length) == FileStatus.Ok ? 0U : 1U;
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            _isRunning = false;
        }

        private static uint Hash(uint hash, string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                hash = (hash ^ text[i]) * FnvPrime;
            }

            return (hash ^ 0x2F) * FnvPrime;
        }

        private void Fill()
        {
            _revision++;
            Put(0, _revision);
            for (int i = 0; i < Capacity; i++)
            {
                int at = HeadBytes + (i * SlotBytes);
                Put(at, _owners[i]);
                Put(at + 4, (uint)_settledMs[i]);
                Put(at + 8, (uint)(_settledMs[i] >> 32));
            }
        }

        private void Take()
        {
            for (int i = 0; i < Capacity; i++)
            {
                int at = HeadBytes + (i * SlotBytes);
                _owners[i] = Get(at);
                _settledMs[i] = ((long)Get(at + 8) << 32) | Get(at + 4);
            }
        }

        /// <summary>Revision of a file that is whole, which is in the buffer then; else 0.</summary>
        private uint Read(string name)
        {
            int end = _bytes.Length - CheckBytes;
            bool isWhole = _files.Read(name, 0, _bytes, 0, _bytes.Length) == _bytes.Length
                && Get(end) == Crc32.Compute(_bytes, 0, end);
            return isWhole ? Get(0) : 0;
        }

        private void Put(int at, uint value)
        {
            for (int i = 0; i < 4; i++)
            {
                _bytes[at + i] = (byte)(value >> (8 * i));
            }
        }

        private uint Get(int at)
        {
            return (uint)(_bytes[at] | (_bytes[at + 1] << 8) | (_bytes[at + 2] << 16)
                | (_bytes[at + 3] << 24));
        }
    }
}
