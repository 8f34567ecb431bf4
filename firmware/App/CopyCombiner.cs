// Antenna diversity: two radios that listen to the same channel get the same frame, each with the errors of
// its own antenna. A good copy of either is enough; of two good ones one record is made, with both powers. It
// stands before the filter, which would take the second copy for a repeat and know nothing of its power. With
// one radio, or radios on different channels, it hands telegrams through.

using Gateway.Core;
using Gateway.Link;

namespace Gateway.App
{
    /// <summary>Takes telegrams from the pool of all radios and merges copies of one frame. It keeps none: a
    /// telegram that may still get a copy waits in the pool.</summary>
    public sealed class CopyCombiner
    {
        /// <summary>Sync words that far apart at two radios may be one. A driver dates them by the bytes that
        /// wait, so up to two bytes (3.4 ms in the linkIQ-style mode) and the time for which the loop was
        /// away are uncertain. Nobody sends the same bytes twice in this time.</summary>
        public const long WindowUs = 10000;

        // They stand in the pool as they ended: behind one whose sync word came later than this there is no
        // copy. The longest frame takes 0.16 s (the linkIQ-style mode), in T1 35 ms: a full pool has many
        // that came later.
        private const long LongestFrameUs = 200000;
        private const long LongestFastFrameUs = 40000;

        private readonly TelegramPool _pool;
        private readonly RadioLine[] _lines;

        /// <summary>Makes the combiner.</summary>
        /// <param name="pool">Telegrams of all radios.</param>
        /// <param name="lines">All radios, by their index.</param>
        public CopyCombiner(TelegramPool pool, RadioLine[] lines)
        {
            _pool = pool;
            _lines = lines;
        }

        /// <summary>Copies that were merged into another one since boot; with two radios, frames that both
        /// had.</summary>
        public uint Merged { get; private set; }

        /// <summary>Whether <see cref="TryTake"/> has something.</summary>
        public bool IsReady
        {
            get { return _pool.ReadyCount > 0 && (_lines.Length == 1 || !IsCopyComing(_pool.Peek(0))); }
        }

        /// <summary>Takes the oldest telegram, the best of its copies; give it back to the pool.</summary>
        /// <returns>null when none is waiting, or a copy of the oldest is still coming in.</returns>
        public Telegram TryTake()
        {
            if (_lines.Length == 1)
            {
                return _pool.TryTake();
            }

            if (!IsReady)
            {
                return null;
            }

            Telegram best = _pool.TryTake();
            bool hasCopy = false;
            int missing = _lines.Length - 1;
            int index = 0;
            bool isFast = ProfileOf(best.Mode) == RadioProfile.T1C1;
            long untilUs = best.ReceivedUs + (isFast ? LongestFastFrameUs : LongestFrameUs);
            Telegram other;
            while (missing > 0 && (other = _pool.Peek(index)) != null && other.ReceivedUs < untilUs)
            {
                if (!IsCopy(best, other))
                {
                    index++;
                    continue;
                }

                hasCopy = true;
                missing--;
                best = Merge(best, _pool.TakeAt(index));
            }

            if (!hasCopy && HasPartner(best))
            {
                _lines[best.RadioIndex].OnlyHere++;
            }

            return best;
        }

        private static bool IsCopy(Telegram one, Telegram other)
        {
            if (one.RadioIndex == other.RadioIndex || one.Mode != other.Mode || one.Length != other.Length
                || !IsSameTime(one.ReceivedUs, other.ReceivedUs))
            {
                return false;
            }

            byte[] a = one.Bytes;
            byte[] b = other.Bytes;
            for (int i = one.Length - 1; i >= 0; i--)
            {
                if (a[i] != b[i])
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsSameTime(long oneUs, long otherUs)
        {
            long apartUs = oneUs - otherUs;
            return apartUs <= WindowUs && apartUs >= -WindowUs;
        }

        private static RadioProfile ProfileOf(LinkMode mode)
        {
            return mode == LinkMode.LinkIq ? RadioProfile.LinkIq
                : mode == LinkMode.S1 ? RadioProfile.S1 : RadioProfile.T1C1;
        }

        // The stronger copy stays, with the power of the next best one.
        private Telegram Merge(Telegram one, Telegram other)
        {
            bool isOtherStronger = other.RssiDbm > one.RssiDbm;
            Telegram stronger = isOtherStronger ? other : one;
            Telegram weaker = isOtherStronger ? one : other;
            int second = weaker.RssiDbm == Telegram.NoSecondRssi ? -1 : weaker.RssiDbm;
            if (stronger.SecondRssiDbm == Telegram.NoSecondRssi || second > stronger.SecondRssiDbm)
            {
                stronger.SecondRssiDbm = second;
            }

            Merged++;
            _pool.Release(weaker);
            return stronger;
        }

        // Another radio has a frame open whose sync word came at the same time: it ends when this one did, a
        // few bytes later at most, and its driver bounds it in any case.
        private bool IsCopyComing(Telegram telegram)
        {
            for (int i = 0; i < _lines.Length; i++)
            {
                TelegramReceiver receiver = _lines[i].Receiver;
                if (i != telegram.RadioIndex && receiver.IsOpen
                    && IsSameTime(receiver.SyncUs, telegram.ReceivedUs)
                    && _lines[i].Profile == ProfileOf(telegram.Mode))
                {
                    return true;
                }
            }

            return false;
        }

        private bool HasPartner(Telegram telegram)
        {
            RadioProfile profile = ProfileOf(telegram.Mode);
            for (int i = 0; i < _lines.Length; i++)
            {
                if (i != telegram.RadioIndex && _lines[i].Profile == profile)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
