// Between a radio and the filter: takes drained bytes, gives telegrams. EN 13757-4 link modes T1 and C1,
// formats A and B, on one sync word (README.md beside this file). It does not know other modes, and does not
// look at addresses.
using System;
using Gateway.Core;

namespace Gateway.Link.Wmbus
{
    /// <summary>Decodes frames while they arrive. All memory is taken at construction.</summary>
    public sealed class WmbusReceiver : IFrameSink
    {
        private readonly FrameDecoder _decoder = new FrameDecoder();
        private readonly LinkCounters _counters = new LinkCounters();
        private readonly Telegram[] _free;
        private readonly Telegram[] _ready;
        private int _freeCount;
        private int _readyFirst;
        private int _readyCount;
        private bool _isOpen;
        private long _syncUs;

        /// <summary>Creates the receiver and its telegrams.</summary>
        /// <param name="poolSize">Telegrams that can be waiting or in use at a time, 1 or more.</param>
        public WmbusReceiver(int poolSize)
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

        /// <summary>Outcome of the frame that ended last.</summary>
        public LinkStatus LastStatus { get; private set; }

        /// <summary>Kind of the frame that ended last.</summary>
        public FrameKind LastKind { get; private set; }

        /// <summary>Bytes of the frame that ended last, valid until the next one begins: CRCs left out and,
        /// unless <see cref="LastStatus"/> is Ok or NoBuffer, not verified. [0,
        /// <see cref="LastCount"/>).</summary>
        public byte[] LastBytes
        {
            get { return _decoder.Bytes; }
        }

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
            if (profile == RadioProfile.T1C1)
            {
                _decoder.BeginAir();
            }
            else
            {
                _decoder.Refuse();
            }
        }

        /// <inheritdoc/>
        public int Push(byte[] buffer, int offset, int count)
        {
            return _isOpen ? _decoder.Push(buffer, offset, count) : FrameLength.Abort;
        }

        /// <inheritdoc/>
        public void End(RxEnd end, int rssiDbm, int lqi, int frequencyOffsetHz)
        {
            if (!_isOpen)
            {
                return;
            }

            LastRssiDbm = rssiDbm;
            LinkStatus status = _decoder.Status;
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

        private void Enqueue(int rssiDbm, int lqi, int frequencyOffsetHz)
        {
            _freeCount--;
            Telegram telegram = _free[_freeCount];
            _free[_freeCount] = null;
            telegram.Length = _decoder.CountDecoded();
            Array.Copy(_decoder.Bytes, 0, telegram.Bytes, 0, telegram.Length);
            telegram.Mode = _decoder.Kind == FrameKind.T1 ? LinkMode.T1 : LinkMode.C1;
            telegram.Format = _decoder.Kind == FrameKind.C1B ? FrameFormat.B : FrameFormat.A;
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
            LastKind = _decoder.Kind;
            LastCount = _decoder.CountDecoded();
            FramesEnded++;
            _counters.Add(LastKind, status);
        }
    }
}
