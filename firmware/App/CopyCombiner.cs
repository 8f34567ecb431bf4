// Antenna diversity: two radios that listen to the same channel get the same frame, each with the errors of
// its own antenna. A good copy of either is enough; of two good ones one record is made, with both powers.
// The pool merges them where they come in; this lets nobody take a telegram while another copy of it comes.
// Behind it the filter would take that copy for a repeat and know nothing of its power. With one radio, or
// radios on different channels, it hands telegrams through.

using Gateway.Core;
using Gateway.Link;

namespace Gateway.App
{
    /// <summary>Takes telegrams from the pool of all radios. It keeps none: a telegram that may still get a
    /// copy waits in the pool.</summary>
    public sealed class CopyCombiner
    {
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
        public uint Merged
        {
            get { return _pool.Merged; }
        }

        /// <summary>Whether <see cref="TryTake"/> has something.</summary>
        public bool IsReady
        {
            get { return _pool.ReadyCount > 0 && (_lines.Length == 1 || !IsCopyComing(_pool.Peek(0))); }
        }

        /// <summary>Takes the oldest telegram, with all its copies; give it back to the pool.</summary>
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

            Telegram telegram = _pool.TryTake();
            if (telegram.SecondRssiDbm == Telegram.NoSecondRssi && HasPartner(telegram))
            {
                _lines[telegram.RadioIndex].OnlyHere++;
            }

            return telegram;
        }

        private static bool IsSameTime(long oneUs, long otherUs)
        {
            long apartUs = oneUs - otherUs;
            return apartUs <= TelegramPool.CopyWindowUs && apartUs >= -TelegramPool.CopyWindowUs;
        }

        private static RadioProfile ProfileOf(LinkMode mode)
        {
            return mode == LinkMode.LinkIq ? RadioProfile.LinkIq
                : mode == LinkMode.S1 ? RadioProfile.S1 : RadioProfile.T1C1;
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
