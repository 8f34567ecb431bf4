using Gateway.Core;
using Gateway.Store;

namespace Gateway.App.Readout
{
    /// <summary>Where lines put what they read.</summary>
    public sealed class LineLog
    {
        /// <summary>Names the services.</summary>
        public LineLog(
            IBoard board, ConcentratorSetup setup, LogStore store, WallClock clock, IEventLog events)
        {
            Jobs = setup.Lines.Length == 0 ? null : new JobMemory(board.Files, board.FileWorker);
            Store = store;
            Clock = clock;
            Events = events;
        }

        /// <summary>Remembers until when jobs are settled.</summary>
        public JobMemory Jobs { get; private set; }

        /// <summary>Gets the frames.</summary>
        public LogStore Store { get; private set; }

        /// <summary>Stamps them.</summary>
        public WallClock Clock { get; private set; }

        /// <summary>Gets what went wrong.</summary>
        public IEventLog Events { get; private set; }
    }
}
