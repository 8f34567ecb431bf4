using System;
using nanoFramework.Hardware.Stm32;

namespace Gateway.Boards.Stm32
{
    /// <summary>The firmware's entry point on an STM32.</summary>
    public static class Program
    {
        /// <summary>Starts everything and runs the loop for ever.</summary>
        public static void Main()
        {
            LoopSignal signal = new LoopSignal();
            uint entropy = DeviceEntropy.Mix(Utilities.UniqueDeviceId, DateTime.UtcNow.Ticks);
            Stm32Board board = new Stm32Board(
                signal, new ThreadWorker(signal), new ThreadWorker(signal), entropy);
            board.MakeWorker = delegate { return new ThreadWorker(signal); };
            Startup.Run(board, signal);
        }
    }
}
