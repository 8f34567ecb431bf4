using Gateway.Core;

namespace Gateway.Link
{
    /// <summary>Telegrams between the receivers of a board and the filter: filled at start, given out and
    /// given back. Decoded ones wait in the order in which their frames ended. Receivers may share one, and
    /// then a telegram waits once, whatever number of radios had its frame (antenna diversity): a copy takes
    /// no room, so that none is lost because the pool is full.</summary>
    public sealed class TelegramPool
    {
        /// <summary>Sync words that far apart at two radios may be one, in microseconds. A driver dates them
        /// by the bytes that wait, so up to two bytes (3.4 ms in the linkIQ-style mode) and the time for
        /// which the loop was away are uncertain. Nobody sends the same bytes twice in this time.</summary>
        public const long CopyWindowUs = 10000;

        // They stand as they ended: before one whose sync word came earlier than this there is no copy. The
        // longest frame takes 0.16 s (the linkIQ-style mode), in T1 35 ms: a full pool has many that came
        // earlier.
        private const long LongestFrameUs = 200000;
        private const long LongestFastFrameUs = 40000;
        private readonly Telegram[] _free;
        private readonly Telegram[] _ready;
        private int _freeCount;
        private int _readyFirst;
        private int _readyCount;

        /// <summary>Whose frames may be the same; null: there is one radio.</summary>
        internal readonly FrameCopies Copies;

        /// <summary>Creates the telegrams for one radio.</summary>
        /// <param name="size">Telegrams that can be waiting or in use at a time, 1 or more.</param>
        public TelegramPool(int size)
            : this(size, 1)
        {
        }

        /// <summary>Creates the telegrams.</summary>
        /// <param name="size">Telegrams that can be waiting or in use at a time, 1 or more.</param>
        /// <param name="radios">Radios whose receivers share it; of one there are no copies.</param>
        public TelegramPool(int size, int radios)
        {
            Copies = radios > 1 ? new FrameCopies(radios) : null;
            _free = new Telegram[size];
            _ready = new Telegram[size];
            for (int i = 0; i < size; i++)
            {
                _free[i] = new Telegram();
            }

            _freeCount = size;
        }

        /// <summary>Whether so few are free that a frame which two radios are receiving is better followed at
        /// one of them: the loop does not keep up, and a pool that is full loses whole telegrams.</summary>
        internal bool IsShort
        {
            get { return _readyCount > _ready.Length >> 1; }
        }

        /// <summary>Copies that were merged into the telegram that waited since boot; with two radios, frames
        /// that both had. Wraps.</summary>
        public uint Merged
        {
            get { return Copies == null ? 0 : Copies.Merged; }
        }

        /// <summary>Telegrams that wait for <see cref="TryTake"/>.</summary>
        public int ReadyCount
        {
            get { return _readyCount; }
        }

        /// <summary>Takes the oldest telegram; give it back by <see cref="Release"/>.</summary>
        /// <returns>null when none is waiting.</returns>
        public Telegram TryTake()
        {
            if (_readyCount == 0)
            {
                return null;
            }

            Telegram telegram = _ready[_readyFirst];
            _ready[_readyFirst] = null;
            _readyFirst = IndexOf(1);
            _readyCount--;
            return telegram;
        }

        /// <summary>Looks at a waiting telegram and leaves it there.</summary>
        /// <param name="index">0 (the oldest) .. <see cref="ReadyCount"/> − 1.</param>
        /// <returns>null beyond the last one.</returns>
        public Telegram Peek(int index)
        {
            return index < _readyCount ? _ready[IndexOf(index)] : null;
        }

        /// <summary>Gives a telegram back; each taken one exactly once.</summary>
        public void Release(Telegram telegram)
        {
            if (telegram != null && _freeCount < _free.Length)
            {
                _free[_freeCount] = telegram;
                _freeCount++;
            }
        }

        /// <summary>A telegram to fill and to <see cref="Enqueue"/>; null when none is free.</summary>
        internal Telegram TryGetFree()
        {
            if (_freeCount == 0)
            {
                return null;
            }

            _freeCount--;
            Telegram telegram = _free[_freeCount];
            _free[_freeCount] = null;
            return telegram;
        }

        /// <summary>A filled telegram waits from now on.</summary>
        internal void Enqueue(Telegram telegram)
        {
            int last = _readyFirst + _readyCount;
            _ready[last >= _ready.Length ? last - _ready.Length : last] = telegram;
            _readyCount++;
        }

        /// <summary>Finds the telegram of which another radio has just had a copy: the same bytes at the same
        /// time.</summary>
        /// <param name="radioIndex">The other radio.</param>
        /// <param name="mode">Link mode of the copy.</param>
        /// <param name="syncUs">Microseconds since boot of its sync word.</param>
        /// <param name="bytes">Its bytes, from index 0.</param>
        /// <param name="length">Number of bytes.</param>
        /// <returns>null when none waits.</returns>
        internal Telegram FindCopy(int radioIndex, LinkMode mode, long syncUs, byte[] bytes, int length)
        {
            bool isFast = mode == LinkMode.T1 || mode == LinkMode.C1;
            long endUs = syncUs - (isFast ? LongestFastFrameUs : LongestFrameUs);
            for (int i = _readyCount - 1; i >= 0; i--)
            {
                int index = _readyFirst + i;
                Telegram telegram = _ready[index >= _ready.Length ? index - _ready.Length : index];
                long apartUs = telegram.ReceivedUs - syncUs;
                if (apartUs <= CopyWindowUs && apartUs >= -CopyWindowUs && telegram.RadioIndex != radioIndex
                    && telegram.Length == length && telegram.Mode == mode
                    && FrameCopies.AreSame(telegram.Bytes, bytes, length))
                {
                    return telegram;
                }

                if (telegram.ReceivedUs < endUs)
                {
                    break;
                }
            }

            return null;
        }

        private int IndexOf(int behindFirst)
        {
            int index = _readyFirst + behindFirst;
            return index >= _ready.Length ? index - _ready.Length : index;
        }
    }
}
