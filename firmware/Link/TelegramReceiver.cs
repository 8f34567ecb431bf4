// What every link decoder does alike between a radio and the filter: one frame at a time, its outcome counted
// once, good telegrams in a pool that is filled at start. A link mode adds how bytes become a telegram; one
// that needs a licence is added the same way. It does not look into frames.
using Gateway.Core;

namespace Gateway.Link
{
    /// <summary>The sink of a radio and the source of telegrams. All memory is taken at
    /// construction.</summary>
    public abstract class TelegramReceiver : IFrameSink
    {
        private readonly LinkCounters _counters = new LinkCounters();
        private readonly Telegram[] _free;
        private readonly Telegram[] _ready;
        private int _freeCount;
        private int _readyFirst;
        private int _readyCount;
        private bool _isOpen;
        private long _syncUs;

        /// <summary>Creates the telegrams.</summary>
        /// <param name="poolSize">Telegrams that can be waiting or in use at a time, 1 or more.</param>
        protected TelegramReceiver(int poolSize)
        {
            _free = new Telegram[poolSize];
            _ready = new Telegram[poolSize];
            for (int i = 0; i < poolSize; i++)
            {
                _free[i] = new Telegram();
            }

            _freeCount = poolSize;
        }

        /// <summary>Frames since boot by kind and outcome.</summary>
        public LinkCounters Counters
        {
            get { return _counters; }
        }

        /// <summary>Frames that ended since boot, good or bad; changes once a frame. Wraps at 2^32.</summary>
        public uint FramesEnded { get; private set; }

        /// <summary>Kind of the frame under way, as far as it is known.</summary>
        public FrameKind Kind
        {
            get { return FrameKindSoFar(); }
        }

        /// <summary>Outcome of the frame that ended last.</summary>
        public LinkStatus LastStatus { get; private set; }

        /// <summary>Kind of the frame that ended last.</summary>
        public FrameKind LastKind { get; private set; }

        /// <summary>Telegram of the frame that ended last, valid until the next one begins: CRCs left out
        /// and, unless <see cref="LastStatus"/> is Ok or NoBuffer, not verified. [0,
        /// <see cref="LastCount"/>).</summary>
        public abstract byte[] LastBytes { get; }

        /// <summary>Number of valid <see cref="LastBytes"/>; 10 or more include M- and A-field.</summary>
        public int LastCount { get; private set; }

        /// <summary>Received power of the frame that ended last, in dBm, as the radio measured it.</summary>
        public int LastRssiDbm { get; private set; }

        /// <summary>Telegrams that wait for <see cref="TryTake"/>.</summary>
        public int ReadyCount
        {
            get { return _readyCount; }
        }

        /// <inheritdoc/>
        public void Begin(RadioProfile profile, long syncUs)
        {
            if (_isOpen)
            {
                Close(LinkStatus.Discarded);
            }

            _isOpen = true;
            _syncUs = syncUs;
            BeginFrame(profile);
        }

        /// <inheritdoc/>
        public abstract int Push(byte[] buffer, int offset, int count);

        /// <inheritdoc/>
        public void End(RxEnd end, int rssiDbm, int lqi, int frequencyOffsetHz)
        {
            if (!_isOpen)
            {
                return;
            }

            LastRssiDbm = rssiDbm;
            LinkStatus status = FrameStatus();
            if (status == LinkStatus.Incomplete)
            {
                status = end == RxEnd.Overflow ? LinkStatus.Overflow : LinkStatus.Truncated;
            }
            else if (status == LinkStatus.Ok && _freeCount == 0)
            {
                status = LinkStatus.NoBuffer;
            }
            else if (status == LinkStatus.Ok)
            {
                Enqueue(rssiDbm, lqi, frequencyOffsetHz);
            }

            Close(status);
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
            _readyFirst++;
            if (_readyFirst == _ready.Length)
            {
                _readyFirst = 0;
            }

            _readyCount--;
            return telegram;
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

        /// <summary>Starts to decode a frame; refuses it when the profile is not one of this
        /// receiver's.</summary>
        protected abstract void BeginFrame(RadioProfile profile);

        /// <summary>What is known of the frame.</summary>
        protected abstract LinkStatus FrameStatus();

        /// <summary>Kind of the frame, as far as it is known.</summary>
        protected abstract FrameKind FrameKindSoFar();

        /// <summary>Fills bytes, length, mode, format and packet of a telegram from a good frame.</summary>
        protected abstract void Fill(Telegram telegram);

        /// <summary>The frame has ended: completes <see cref="LastBytes"/> and refuses bytes until the next
        /// one begins.</summary>
        /// <returns>Number of bytes.</returns>
        protected abstract int CloseFrame();

        private void Enqueue(int rssiDbm, int lqi, int frequencyOffsetHz)
        {
            _freeCount--;
            Telegram telegram = _free[_freeCount];
            _free[_freeCount] = null;
            Fill(telegram);
            telegram.ReceivedUs = _syncUs;
            telegram.RssiDbm = rssiDbm;
            telegram.Lqi = lqi;
            telegram.FrequencyOffsetHz = frequencyOffsetHz;

            int last = _readyFirst + _readyCount;
            if (last >= _ready.Length)
            {
                last -= _ready.Length;
            }

            _ready[last] = telegram;
            _readyCount++;
        }

        private void Close(LinkStatus status)
        {
            _isOpen = false;
            LastStatus = status;
            LastKind = FrameKindSoFar();
            LastCount = CloseFrame();
            FramesEnded++;
            _counters.Add(LastKind, status);
        }
    }
}
