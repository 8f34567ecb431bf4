// Whether the loop still turns. No watchdog of the chip is in nanoFramework's libraries: a thread of
// our own looks, which finds a loop that is caught in managed code or waits for ever. What stops the
// interpreter itself stops that thread too; then only a watchdog outside of it helps.
namespace Gateway.App
{
    /// <summary>Counts the loop's passes for another thread.</summary>
    public sealed class LoopWatch
    {
        /// <summary>What the note of the restart says.</summary>
        public const string Cause = "watchdog";

        /// <summary>Time without a pass after which the loop is dead, in milliseconds. The longest
        /// slice is some milliseconds: whatever blocks is a job of a worker.</summary>
        public const int PatienceMs = 60000;

        /// <summary>Time between two looks, in milliseconds.</summary>
        public const int LookMs = 5000;

        // Written by the loop, read by the watcher: 32 bits are written at once.
        private int _beats;

        // The watcher's own.
        private int _seenBeats = -1;
        private long _seenMs;

        /// <summary>The loop: a pass begins.</summary>
        public void Beat()
        {
            _beats++;
        }

        /// <summary>The watcher: whether there was no pass for <see cref="PatienceMs"/>.</summary>
        /// <param name="nowMs">Milliseconds since boot.</param>
        public bool IsOverdue(long nowMs)
        {
            int beats = _beats;
            if (beats != _seenBeats)
            {
                _seenBeats = beats;
                _seenMs = nowMs;
                return false;
            }

            return nowMs - _seenMs >= PatienceMs;
        }
    }
}
