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
                uint known = LittleEndian.Get32(_file.Content, at);
                if (known != 0 && known != boot)
                {
                    clock.Remember(known, LittleEndian.Get64(_file.Content, at + 4));
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
            LittleEndian.Put32(_file.Content, at, _boot);
            LittleEndian.Put64(_file.Content, at + 4, startMs);
            _file.Change();
        }

        /// <summary>Starts to write when there is something new.</summary>
        public void Step()
        {
            _file.Step();
        }
    }
}
