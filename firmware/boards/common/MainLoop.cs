using System;
using Gateway.App;
using Gateway.App.Battery;
using Gateway.Core;
using Gateway.Uplink;
using nanoFramework.Runtime.Native;

namespace Gateway.Boards
{
    /// <summary>The board's loop: run the concentrator, wait for its next wake-up or a signal.</summary>
    public static class MainLoop
    {
        /// <summary>A wait shorter than this is not worth a light sleep, in milliseconds.</summary>
        public const int ShortestSleepMs = 5;

        // So many passes in a row that end with an exception are no accident: start anew; the log keeps
        // all.
        private const int MaxFaultsInRow = 10;

        /// <summary>Never returns.</summary>
        /// <param name="sleep">Stops the processor where that is possible; null = never.</param>
        public static void Run(
            Concentrator concentrator, IClock clock, LoopSignal signal, LoopWatch watch, IBoardSleep sleep)
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
                    int waitMs = WaitMs(concentrator, waitUs);
                    if (sleep != null && waitMs >= ShortestSleepMs && concentrator.MaySleep)
                    {
                        sleep.LightSleep(waitMs);
                    }
                    else if (waitUs > 0)
                    {
                        signal.Wait(waitMs);
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

        /// <summary>How long to wait for the next pass. Granularity is 1 ms: rounded down, a call too early
        /// costs less than one too late.</summary>
        /// <param name="concentrator">Bounds it.</param>
        /// <param name="waitUs">Microseconds until it has something to do; may be below 0.</param>
        public static int WaitMs(Concentrator concentrator, long waitUs)
        {
            long waitMs = waitUs > 0 ? waitUs / 1000 : 0;
            int longestMs = concentrator.LongestWaitMs;
            return waitMs > longestMs ? longestMs : (int)waitMs;
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
