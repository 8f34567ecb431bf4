// Frames that several radios receive at once (antenna diversity): which receivers have the same one open, and
// what becomes of the powers. Where the copies end is TelegramPool's business. It is made with several radios
// only, as a board without them has no room to spare.

namespace Gateway.Link
{
    /// <summary>Knows the receivers that share a pool.</summary>
    internal sealed class FrameCopies
    {
        /// <summary>Copies that were merged into the telegram that waited since boot. Wraps.</summary>
        public uint Merged;

        // One for wireless M-Bus and one for the linkIQ-style mode.
        private const int DecodersOfRadio = 2;

        private readonly TelegramReceiver[] _receivers;
        private int _count;

        /// <summary>Nobody has joined yet.</summary>
        /// <param name="radios">Radios of the board.</param>
        public FrameCopies(int radios)
        {
            _receivers = new TelegramReceiver[radios * DecodersOfRadio];
        }

        /// <summary>One of the receivers.</summary>
        public void Join(TelegramReceiver receiver)
        {
            if (_count < _receivers.Length)
            {
                _receivers[_count] = receiver;
                _count++;
            }
        }

        /// <summary>Finds the receiver that is receiving the same frame at another radio: the same meter at
        /// the same time.</summary>
        /// <param name="receiver">One whose frame is open.</param>
        /// <param name="bytes">Decoded bytes of that frame, of which those of the address have to be the
        /// same.</param>
        /// <param name="count">Number of these bytes.</param>
        /// <returns>null when there is none, or it has not got so far.</returns>
        public TelegramReceiver FindTwin(TelegramReceiver receiver, byte[] bytes, int count)
        {
            for (int i = 0; i < _count; i++)
            {
                TelegramReceiver twin = _receivers[i];
                long apartUs = twin.SyncUs - receiver.SyncUs;
                if (twin != receiver && twin.IsOpen && apartUs <= TelegramPool.CopyWindowUs
                    && apartUs >= -TelegramPool.CopyWindowUs && twin.HasDecoded(bytes, count))
                {
                    return twin;
                }
            }

            return null;
        }

        /// <summary>Another radio had the frame of a telegram with this power; the next best one is
        /// kept.</summary>
        /// <returns>Whether it is more than the telegram's own, which stays for the caller to
        /// replace.</returns>
        public static bool AddPower(Telegram telegram, int rssiDbm)
        {
            bool isStronger = rssiDbm > telegram.RssiDbm;
            int weakerDbm = isStronger ? telegram.RssiDbm : rssiDbm;
            weakerDbm = weakerDbm == Telegram.NoSecondRssi ? -1 : weakerDbm;
            int secondDbm = telegram.SecondRssiDbm;
            if (secondDbm == Telegram.NoSecondRssi || weakerDbm > secondDbm)
            {
                telegram.SecondRssiDbm = weakerDbm;
            }

            return isStronger;
        }

        /// <summary>Whether so many bytes are equal. Most of what is compared is; what differs at all mostly
        /// does at its end, which is compared first.</summary>
        public static bool AreSame(byte[] one, byte[] other, int count)
        {
            int i = count - 1;
            for (; i >= 3; i -= 4)
            {
                if (one[i] != other[i] || one[i - 1] != other[i - 1] || one[i - 2] != other[i - 2]
                    || one[i - 3] != other[i - 3])
                {
                    return false;
                }
            }

            for (; i >= 0; i--)
            {
                if (one[i] != other[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
