// The wall clock, and stamps of records: milliseconds since 1970, or, while nobody has set the clock, the
// number of the start and the time since then, from which the time follows once the start's own is known:
// later in the same run, or after a restart from what was kept of earlier ones.
namespace Gateway.Core
{
    /// <summary>Wall-clock time as an offset to the time since boot. It is added when a record is stamped and
    /// never used to measure.</summary>
    public sealed class WallClock
    {
        /// <summary>Earlier starts whose time is remembered.</summary>
        public const int RememberedStarts = 4;

        private const int BootShift = 40;
        private const long BootMask = 0x3FFFFF;
        private const long UptimeMask = (1L << BootShift) - 1;

        private readonly uint[] _boots = new uint[RememberedStarts];
        private readonly long[] _startsMs = new long[RememberedStarts];
        private long _offsetUs;

        /// <summary>A clock that nobody has set.</summary>
        public WallClock()
        {
        }

        /// <summary>A clock that nobody has set.</summary>
        /// <param name="boot">Number of this start; of stamps the low 22 bits are kept.</param>
        public WallClock(uint boot)
        {
            Boot = boot;
        }

        /// <summary>Number of this start.</summary>
        public uint Boot { get; }

        /// <summary>How the offset came about.</summary>
        public TimeQuality Quality { get; private set; }

        /// <summary>Sets the wall clock.</summary>
        /// <param name="unixMs">Milliseconds since 1970-01-01 UTC at <paramref name="nowUs"/>.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <param name="quality">Where the time came from.</param>
        public void Set(long unixMs, long nowUs, TimeQuality quality)
        {
            _offsetUs = (unixMs * 1000) - nowUs;
            Quality = quality;
        }

        /// <summary>Milliseconds since 1970-01-01 UTC at <paramref name="atUs"/>; since boot while
        /// <see cref="Quality"/> is <see cref="TimeQuality.None"/>.</summary>
        public long ToUnixMs(long atUs)
        {
            return (atUs + _offsetUs) / 1000;
        }

        /// <summary>The time of a record: milliseconds since 1970-01-01 UTC, or a negative number that
        /// <see cref="TryResolve"/> understands while <see cref="Quality"/> is
        /// <see cref="TimeQuality.None"/>.</summary>
        public long Stamp(long atUs)
        {
            return Quality != TimeQuality.None ? (atUs + _offsetUs) / 1000
                : long.MinValue | ((Boot & BootMask) << BootShift) | ((atUs / 1000) & UptimeMask);
        }

        /// <summary>The time of a stamp.</summary>
        /// <param name="stamp">As <see cref="Stamp"/> has made it, in this start or an earlier one.</param>
        /// <param name="unixMs">Milliseconds since 1970-01-01 UTC; since its start when that is not
        /// known.</param>
        /// <returns>Whether it is known.</returns>
        public bool TryResolve(long stamp, out long unixMs)
        {
            unixMs = stamp;
            if (stamp >= 0)
            {
                return true;
            }

            uint boot = BootOf(stamp);
            unixMs = stamp & UptimeMask;
            if (boot == (Boot & BootMask))
            {
                unixMs += _offsetUs / 1000;
                return Quality != TimeQuality.None;
            }

            for (int i = 0; i < RememberedStarts; i++)
            {
                if (_startsMs[i] != 0 && _boots[i] == boot)
                {
                    unixMs += _startsMs[i];
                    return true;
                }
            }

            return false;
        }

        /// <summary>Number of the start of a stamp that is negative.</summary>
        public static uint BootOf(long stamp)
        {
            return (uint)((stamp >> BootShift) & BootMask);
        }

        /// <summary>Remembers when an earlier start was, in the place of one that is older.</summary>
        /// <param name="boot">Its number.</param>
        /// <param name="startMs">Milliseconds since 1970-01-01 UTC; not 0.</param>
        public void Remember(uint boot, long startMs)
        {
            int place = (int)(boot % RememberedStarts);
            _boots[place] = boot & (uint)BootMask;
            _startsMs[place] = startMs;
        }
    }
}
