using Gateway.App;
using Gateway.Core;

namespace Gateway.Boards
{
    /// <summary>The board's loop: run the concentrator, wait for its next wake-up or a signal.</summary>
    public static class MainLoop
    {
        /// <summary>A bound on every wait: a lost signal delays and never stops the loop.</summary>
        public const int LongestWaitMs = 1000;

        /// <summary>Never returns.</summary>
        public static void Run(Concentrator concentrator, IClock clock, LoopSignal signal)
        {
            for (; ; )
            {
                long waitUs = concentrator.Step() - clock.NowUs;
                if (waitUs > 0)
                {
                    // Wait granularity is 1 ms: round down, a call too early costs less than one too late.
                    long waitMs = waitUs / 1000;
                    signal.Wait(waitMs > LongestWaitMs ? LongestWaitMs : (int)waitMs);
                }
            }
        }
    }
}
