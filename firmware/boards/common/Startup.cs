using System;
using System.Threading;
using Gateway.App;
using Gateway.App.Battery;

namespace Gateway.Boards
{
    /// <summary>What every board's entry point does once the board is there.</summary>
    public static class Startup
    {
        /// <summary>Reads the configuration, starts the firmware and runs the loop. Never
        /// returns.</summary>
        /// <param name="board">The board; its loop runs on the calling thread.</param>
        /// <param name="signal">Wakes the loop.</param>
        public static void Run(IBoard board, LoopSignal signal)
        {
            // The loop has a 5.12 ms deadline while a frame comes in; workers have none.
            Thread.CurrentThread.Priority = ThreadPriority.Highest;
            string problem;
            ConcentratorSetup setup = Boot.Prepare(board, out problem);
            if (problem != null)
            {
                Console.WriteLine("configuration not used: " + problem);
            }

            Concentrator concentrator = new Concentrator(board, setup);
            concentrator.Uplink.WakeLoop = signal.Set; // what the broker says comes on threads of the client
            concentrator.Start();
            foreach (RadioLine line in concentrator.Lines)
            {
                Console.WriteLine(
                    "radio " + line.Index.ToString() + " status " + ((int)line.Status).ToString());
            }

            LoopWatch watch = new LoopWatch();
            Supervisor.Start(watch, board, concentrator.Upkeep);
            MainLoop.Run(concentrator, board.Clock, signal, watch, board as IBoardSleep);
        }
    }
}
