// When the starts of late were, for the stamps of records that were taken before the clock was set and are
// published after a restart.
using Gateway.Core;

namespace Gateway.App
{
    /// <summary>Keeps the times of the last starts in two small files.</summary>
    public sealed class ClockMemory
    {
        private const int SlotBytes = 12;

        private readonly TwinFile _file;
        private readonly uint _boot;

        /// <summary>Reads the files and tells the clock of earlier starts. Blocks: at start only.</summary>
        /// <param name="boot">Number of this start.</param>
        public ClockMemory(IFileStore files, IWorker worker, WallClock clock, uint boot)
        {
            _boot = boot;
            _file = new TwinFile(
                files, worker, "clock-0", "clock-1", WallClock.RememberedStarts * SlotBytes);
            for (int at = 0; at < _file.Content.Length; at += SlotBytes)
            {
                uint known = Get(at);
                if (known != 0 && known != boot)
                {
                    clock.Remember(known, ((long)Get(at + 8) << 32) | Get(at + 4));
                }
            }
        }

        /// <summary>Whether something is not in a file yet.</summary>
        public bool IsDirty
        {
            get { return _file.IsDirty; }
        }

        /// <summary>This start was at that time.</summary>
        /// <param name="startMs">Milliseconds since 1970-01-01 UTC.</param>
        public void Set(long startMs)
        {
            int at = (int)(_boot % WallClock.RememberedStarts) * SlotBytes;
            Put(at, _boot);
            Put(at + 4, (uint)startMs);
            Put(at + 8, (uint)(startMs >> 32));
            _file.Change();
        }

        /// <summary>Starts to write when there is something new.</summary>
        public void Step()
        {
            _file.Step();
        }

        private void Put(int at, uint value)
        {
            byte[] bytes = _file.Content;
            bytes[at] = (byte)value;
            bytes[at + 1] = (byte)(value >> 8);
            bytes[at + 2] = (byte)(value >> 16);
            bytes[at + 3] = (byte)(value >> 24);
        }

        private uint Get(int at)
        {
            byte[] bytes = _file.Content;
            return (uint)(bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24));
        }
    }
}
