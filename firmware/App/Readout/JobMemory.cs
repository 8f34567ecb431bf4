// Until when each job is settled, over restarts: what a job that makes up for missed runs needs to know. A
// slot belongs to a job by the hash of its name and schedule, so that another configuration starts anew.
using Gateway.Core;

namespace Gateway.App.Readout
{
    /// <summary>The jobs' two small files.</summary>
    public sealed class JobMemory
    {
        /// <summary>Jobs that can be remembered.</summary>
        public const int Capacity = 8;

        private const int SettledAt = 4;
        private const int SlotBytes = SettledAt + 8;

        private readonly TwinFile _file;
        private readonly bool[] _isClaimed = new bool[Capacity];

        /// <summary>Reads the files. Blocks: at start only.</summary>
        /// <param name="files">Where they are.</param>
        /// <param name="worker">Writes them.</param>
        public JobMemory(IFileStore files, IWorker worker)
        {
            _file = new TwinFile(files, worker, "jobs-0", "jobs-1", Capacity * SlotBytes);
        }

        /// <summary>Writes that failed.</summary>
        public uint Faults
        {
            get { return _file.Faults; }
        }

        /// <summary>Gives a job its slot. At start.</summary>
        /// <param name="port">Name of the line.</param>
        /// <param name="job">Name of the job.</param>
        /// <param name="at">Its schedule.</param>
        /// <param name="settledMs">What was known of it; 0 = nothing.</param>
        /// <returns>The slot; −1 when there is no room.</returns>
        public int Claim(string port, string job, string at, out long settledMs)
        {
            byte[] bytes = _file.Content;
            uint owner = NameHash.Of(port, job, at);
            int slot = -1;
            for (int i = 0; i < Capacity; i++)
            {
                if (!_isClaimed[i] && LittleEndian.Get32(bytes, i * SlotBytes) == owner)
                {
                    _isClaimed[i] = true;
                    settledMs = LittleEndian.Get64(bytes, (i * SlotBytes) + SettledAt);
                    return i;
                }

                slot = slot < 0 && !_isClaimed[i] ? i : slot;
            }

            // The place of a job that is configured no more.
            settledMs = 0;
            if (slot >= 0)
            {
                _isClaimed[slot] = true;
                LittleEndian.Put32(bytes, slot * SlotBytes, owner);
                LittleEndian.Put64(bytes, (slot * SlotBytes) + SettledAt, 0);
            }

            return slot;
        }

        /// <summary>A job is settled until then.</summary>
        public void Set(int slot, long settledMs)
        {
            int at = (slot * SlotBytes) + SettledAt;
            if (LittleEndian.Get64(_file.Content, at) != settledMs)
            {
                LittleEndian.Put64(_file.Content, at, settledMs);
                _file.Change();
            }
        }

        /// <summary>Starts to write when there is something new.</summary>
        public void Step()
        {
            _file.Step();
        }
    }
}
