using System;
using System.Diagnostics;
using System.Threading;
using Gateway.App;
using Gateway.Config;
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

            // The loop has a 5.12 ms deadline while a frame comes in; workers have none.
            Thread.CurrentThread.Priority = ThreadPriority.Highest;
            uint entropy = DeviceEntropy.Mix(Utilities.UniqueDeviceId, DateTime.UtcNow.Ticks);
            Stm32Board board = new Stm32Board(
                signal, new ThreadWorker(signal), new ThreadWorker(signal), entropy);
            GatewayConfig config = new GatewayConfig();
            ConcentratorSetup setup;
            string error;
            if (!ConfigFile.TryLoad(board.Files, config, out error) ||
                !ConcentratorSetup.TryCreate(config, out setup, out error))
            {
                // A configuration that cannot be used must not silence the box: it listens with the defaults.
                Debug.WriteLine("configuration refused, defaults used: " + error);
                ConcentratorSetup.TryCreate(new GatewayConfig(), out setup, out error);
            }

            Concentrator concentrator = new Concentrator(board, setup);
            concentrator.Start();
            MainLoop.Run(concentrator, board.Clock, signal);
        }
    }
}
