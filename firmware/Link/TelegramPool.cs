namespace Gateway.Link
{
    /// <summary>Telegrams between the receivers of a board and the filter: filled at start, given out and
    /// given back. Decoded ones wait in the order in which their frames ended. Receivers may share
    /// one.</summary>
    public sealed class TelegramPool
    {
        private readonly Telegram[] _free;
        private readonly Telegram[] _ready;
        private int _freeCount;
        private int _readyFirst;
        private int _readyCount;

        /// <summary>Creates the telegrams.</summary>
        /// <param name="size">Telegrams that can be waiting or in use at a time, 1 or more.</param>
        public TelegramPool(int size)
        {
            _free = new Telegram[size];
            _ready = new Telegram[size];
            for (int i = 0; i < size; i++)
            {
                _free[i] = new Telegram();
            }

            _freeCount = size;
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

        /// <summary>Takes a waiting telegram out of turn; give it back by <see cref="Release"/>.</summary>
        /// <param name="index">0 .. <see cref="ReadyCount"/> − 1.</param>
        public Telegram TakeAt(int index)
        {
            Telegram taken = _ready[IndexOf(index)];
            for (int i = index; i > 0; i--)
            {
                _ready[IndexOf(i)] = _ready[IndexOf(i - 1)];
            }

            _ready[_readyFirst] = taken;
            return TryTake();
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

        private int IndexOf(int behindFirst)
        {
            int index = _readyFirst + behindFirst;
            return index >= _ready.Length ? index - _ready.Length : index;
        }
    }
}
