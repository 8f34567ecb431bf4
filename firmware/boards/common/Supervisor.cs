using System;
using System.Threading;
using Gateway.App;
using Gateway.Core;

namespace Gateway.Boards
{
    /// <summary>A thread that restarts the board when the loop has stopped.</summary>
    public sealed class Supervisor
    {
        // For the note; a file system that is caught itself must not keep the board from restarting.
        private const int NoteMs = 2000;

        private readonly AutoResetEvent _never = new AutoResetEvent(false);
        private readonly LoopWatch _watch;
        private readonly IBoard _board;
        private readonly Upkeep _upkeep;

        private Supervisor(LoopWatch watch, IBoard board, Upkeep upkeep)
        {
            _watch = watch;
            _board = board;
            _upkeep = upkeep;
        }

        /// <summary>Starts to look.</summary>
        /// <param name="watch">Told by the loop.</param>
        /// <param name="board">Restarts.</param>
        /// <param name="upkeep">Writes why.</param>
        public static void Start(LoopWatch watch, IBoard board, Upkeep upkeep)
        {
            // A loop that never waits would leave a thread of lower priority no turn.
            Thread thread = new Thread(new Supervisor(watch, board, upkeep).Run);
            thread.Priority = ThreadPriority.Highest;
            thread.Start();
        }

        private void Run()
        {
            IClock clock = _board.Clock;
            for (; ; )
            {
                _never.WaitOne(LoopWatch.LookMs, false);
                if (_watch.IsOverdue(clock.NowUs / 1000))
                {
                    Thread note = new Thread(Note);
                    note.Start();
                    _never.WaitOne(NoteMs, false);
                    _board.Reboot();
                }
            }
        }

        private void Note()
        {
            try
            {
                _upkeep.NoteCause(LoopWatch.Cause);
            }
            catch (Exception)
            {
                // The restart is what counts.
            }
        }
    }
}
