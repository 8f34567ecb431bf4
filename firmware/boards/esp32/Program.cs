using nanoFramework.Hardware.Esp32;

namespace Gateway.Boards.Esp32
{
    /// <summary>The firmware's entry point on an ESP32.</summary>
    public static class Program
    {
        /// <summary>Starts everything and runs the loop for ever.</summary>
        public static void Main()
        {
            LoopSignal signal = new LoopSignal();
            uint entropy = (uint)HighResTimer.GetCurrent();
            Esp32Board board = new Esp32Board(
                signal, new ThreadWorker(signal), new ThreadWorker(signal), entropy);
            board.HasPanel = true;
            board.MakeWorker = delegate { return new ThreadWorker(signal); };
            Startup.Run(board, signal);
        }
    }
}
