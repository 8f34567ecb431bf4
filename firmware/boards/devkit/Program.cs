using nanoFramework.Hardware.Esp32;

namespace Gateway.Boards.Devkit
{
    /// <summary>The firmware's entry point on a development board.</summary>
    public static class Program
    {
        /// <summary>Starts everything and runs the loop for ever.</summary>
        public static void Main()
        {
            LoopSignal signal = new LoopSignal();
            uint entropy = (uint)HighResTimer.GetCurrent();
            DevkitBoard board = new DevkitBoard(
                signal, new ThreadWorker(signal), new ThreadWorker(signal), entropy);
            board.MakeWorker = delegate { return new ThreadWorker(signal); };
            Startup.Run(board, signal);
        }
    }
}
