using System;
using Gateway.Core;
using nanoFramework.Networking;

namespace Gateway.Boards
{
    /// <summary>Wall-clock time from the network time service of the board's firmware.</summary>
    public sealed class SntpTimeSource : ITimeSource
    {
        private const long TicksPerMs = 10000;

        // 1970-01-01 in ticks of DateTime.
        private const long UnixEpochTicks = 621355968000000000L;

        // 2025-01-01: the board's clock counts from 1970 until somebody sets it.
        private const long EarliestUnixMs = 1735689600000L;

        /// <inheritdoc/>
        public void Start()
        {
            if (!Sntp.IsStarted)
            {
                Sntp.Start();
            }
        }

        /// <inheritdoc/>
        public bool TryGetUnixMs(out long unixMs)
        {
            unixMs = (DateTime.UtcNow.Ticks - UnixEpochTicks) / TicksPerMs;
            return unixMs >= EarliestUnixMs;
        }
    }
}
