using System;
using Gateway.Core;

namespace Gateway.Boards
{
    /// <summary>Time since boot for boards without a microsecond timer: it moves in steps of one
    /// millisecond.</summary>
    public sealed class TickClock : IClock
    {
        private const long UsPerMs = 1000;

        // UNVERIFIED-HW: time-outs below a millisecond stretch to the next step; whether that costs frames.

        /// <inheritdoc/>
        public long NowUs
        {
            get { return Environment.TickCount64 * UsPerMs; }
        }
    }
}
