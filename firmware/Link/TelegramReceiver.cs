// What every link decoder does alike between a radio and the filter: one frame at a time, its outcome counted
// once, good telegrams put into a pool that is filled at start. A link mode adds how bytes become a telegram;
// one that needs a licence is added the same way. It does not look into frames.
using Gateway.Core;

namespace Gateway.Link
{
    /// <summary>The sink of a radio and the source of telegrams. All memory is taken at
    /// construction. A radio has one for each decoder it needs; they share pool and counters.</summary>
    public abstract class TelegramReceiver : IFrameSink
    {
        // L-, C-, M- and A-field.
        private const int AddressEnd = 10;

        /// <summary>Other radios' copies of the frame under way; null: there is one radio.</summary>
        private protected readonly FrameTwin Twin;

        private readonly LinkCounters _counters;
        private readonly TelegramPool _pool;
        private readonly int _radioIndex;
        private bool _isOpen;
        private long _syncUs;

        /// <summary>Joins a receiver to what it shares with others.</summary>
        /// <param name="pool">Gives the telegrams and takes the good ones.</param>
        /// <param name="counters">Counts the frames.</param>
        /// <param name="radioIndex">What <see cref="Telegram.RadioIndex"/> shall be, 0 or more.</param>
        protected TelegramReceiver(TelegramPool pool, LinkCounters counters, int radioIndex)
        {
            _pool = pool;
            _counters = counters;
            _radioIndex = radioIndex;
            if (pool.Copies != null)
            {
                Twin = new FrameTwin();
                pool.Copies.Join(this);
            }
        }

        /// <summary>Where the telegrams wait.</summary>
        public TelegramPool Pool
        {
            get { return _pool; }
        }

        /// <summary>Frames since boot by kind and outcome; of all receivers that share the
        /// counters.</summary>
        public LinkCounters Counters
        {
            get { return _counters; }
        }

        /// <summary>Whether a frame is coming in.</summary>
        public bool IsOpen
        {
            get { return _isOpen; }
        }

        /// <summary>Microseconds since boot of the sync word of the frame under way or the last
        /// one.</summary>
        public long SyncUs
        {
            get { return _syncUs; }
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

        /// <summary>Hears of damaged frames; may be null.</summary>
        public IBadFrameSink BadFrames { get; set; }

        /// <inheritdoc/>
        public void Begin(RadioProfile profile, long syncUs)
        {
            if (_isOpen)
            {
                Close(LinkStatus.Discarded);
            }

            _isOpen = true;
            _syncUs = syncUs;
            FrameTwin twin = Twin;
            if (twin != null)
            {
                twin.IsWanted = _pool.IsShort;
                twin.Receiver = null;
                twin.RssiDbm = Telegram.NoSecondRssi;
            }

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
                if (Twin != null && Twin.Receiver != null)
                {
                    status = LinkStatus.Discarded;
                    Twin.Receiver.TakePower(rssiDbm);
                    Twin.Receiver.TakePower(Twin.RssiDbm);
                }
            }
            else if (status == LinkStatus.Ok)
            {
                status = Enqueue(rssiDbm, lqi, frequencyOffsetHz);
            }

            Close(status);
        }

        /// <summary>Whether the rest of the frame is better left to another radio, which has the same head of
        /// it at the same time: a frame that two radios receive then costs the loop a third less, when
        /// otherwise telegrams would be lost that nobody has. Its power still counts.</summary>
        protected bool IsLeftToTwin()
        {
            if (!Twin.IsWanted)
            {
                return false;
            }

            int count = CompleteBytes();
            if (count < AddressEnd)
            {
                return false;
            }

            Twin.IsWanted = false;
            Twin.Receiver = _pool.Copies.FindTwin(this, LastBytes, AddressEnd);
            return Twin.Receiver != null;
        }

        /// <summary>Whether the frame under way begins with the same bytes.</summary>
        internal bool HasDecoded(byte[] bytes, int count)
        {
            return CompleteBytes() >= count && FrameCopies.AreSame(LastBytes, bytes, count);
        }

        private void TakePower(int rssiDbm)
        {
            int best = Twin.RssiDbm;
            if (rssiDbm != Telegram.NoSecondRssi && (best == Telegram.NoSecondRssi || rssiDbm > best))
            {
                Twin.RssiDbm = rssiDbm;
            }
        }

        /// <summary>Starts to decode a frame; refuses it when the profile is not one of this
        /// receiver's.</summary>
        protected abstract void BeginFrame(RadioProfile profile);

        /// <summary>What is known of the frame.</summary>
        protected abstract LinkStatus FrameStatus();

        /// <summary>Kind of the frame, as far as it is known.</summary>
        protected abstract FrameKind FrameKindSoFar();

        /// <summary>Completes <see cref="LastBytes"/> of a frame that is good so far.</summary>
        /// <returns>Number of bytes.</returns>
        protected abstract int CompleteBytes();

        /// <summary>Link mode of a good frame.</summary>
        protected abstract LinkMode Mode { get; }

        /// <summary>Fills bytes, length, mode, format and packet of a telegram from a good frame.</summary>
        protected abstract void Fill(Telegram telegram);

        /// <summary>The frame has ended: completes <see cref="LastBytes"/> and refuses bytes until the next
        /// one begins.</summary>
        /// <returns>Number of bytes.</returns>
        protected abstract int CloseFrame();

        private LinkStatus Enqueue(int rssiDbm, int lqi, int frequencyOffsetHz)
        {
            Telegram telegram = Twin == null ? null
                : _pool.FindCopy(_radioIndex, Mode, _syncUs, LastBytes, CompleteBytes());
            if (telegram != null)
            {
                _pool.Copies.Merged++;
                if (FrameCopies.AddPower(telegram, rssiDbm))
                {
                    Describe(telegram, rssiDbm, lqi, frequencyOffsetHz);
                }

                return LinkStatus.Ok;
            }

            telegram = _pool.TryGetFree();
            if (telegram == null)
            {
                return LinkStatus.NoBuffer;
            }

            Fill(telegram);
            telegram.SecondRssiDbm = Telegram.NoSecondRssi;
            Describe(telegram, rssiDbm, lqi, frequencyOffsetHz);
            if (Twin != null && Twin.RssiDbm != Telegram.NoSecondRssi
                && FrameCopies.AddPower(telegram, Twin.RssiDbm))
            {
                telegram.RssiDbm = Twin.RssiDbm;
            }

            _pool.Enqueue(telegram);
            return LinkStatus.Ok;
        }

        private void Describe(Telegram telegram, int rssiDbm, int lqi, int frequencyOffsetHz)
        {
            telegram.ReceivedUs = _syncUs;
            telegram.RadioIndex = _radioIndex;
            telegram.RssiDbm = rssiDbm;
            telegram.Lqi = lqi;
            telegram.FrequencyOffsetHz = frequencyOffsetHz;
        }

        private void Close(LinkStatus status)
        {
            _isOpen = false;
            LastStatus = status;
            LastKind = FrameKindSoFar();
            LastCount = CloseFrame();
            FramesEnded++;
            _counters.Add(LastKind, status);
            bool isDamaged = status == LinkStatus.BadCrc || status == LinkStatus.BadCrcFirstBlock;
            if (isDamaged && LastCount >= AddressEnd)
            {
                BadFrames?.OnBadFrame(
                    LastKind, status == LinkStatus.BadCrc, LastBytes, LastRssiDbm, _syncUs);
            }
        }
    }
}
