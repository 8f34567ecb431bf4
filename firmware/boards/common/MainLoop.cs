using System;
using Gateway.App;
using Gateway.Core;
using Gateway.Uplink;
using nanoFramework.Runtime.Native;

namespace Gateway.Boards
{
    /// <summary>The board's loop: run the concentrator, wait for its next wake-up or a signal.</summary>
    public static class MainLoop
    {
        /// <summary>A bound on every wait: a lost signal delays and never stops the loop.</summary>
        public const int LongestWaitMs = 1000;

        // So many passes in a row that end with an exception are no accident: start anew; the log keeps
        // all.
        private const int MaxFaultsInRow = 10;

        /// <summary>Never returns.</summary>
        public static void Run(Concentrator concentrator, IClock clock, LoopSignal signal, LoopWatch watch)
        {
            int faultsInRow = 0;
            MqttConnectStatus told = MqttConnectStatus.Ok;
            for (; ; )
            {
                try
                {
                    watch.Beat();
                    long waitUs = concentrator.Step() - clock.NowUs;
                    told = Tell(concentrator.Uplink.LastStatus, told);
                    faultsInRow = 0;
                    if (waitUs > 0)
                    {
                        // Granularity is 1 ms: rounded down, a call too early costs less than one too late.
                        long waitMs = waitUs / 1000;
                        signal.Wait(waitMs > LongestWaitMs ? LongestWaitMs : (int)waitMs);
                    }
                }
                catch (Exception e)
                {
                    // An exception that leaves the thread ends it silently: a dead box on a roof.
                    Console.WriteLine("loop: " + e.Message);
                    faultsInRow++;
                    if (faultsInRow >= MaxFaultsInRow)
                    {
                        Power.RebootDevice();
                    }
                }
            }
        }

        /// <summary>Says on the console, once, why there is no broker: for whoever stands before the
        /// box.</summary>
        private static MqttConnectStatus Tell(MqttConnectStatus status, MqttConnectStatus told)
        {
            if (status != told)
            {
                Console.WriteLine(
                    status == MqttConnectStatus.Ok ? "broker connected" : ConnectText.Of(status));
            }

            return status;
        }
    }
}
