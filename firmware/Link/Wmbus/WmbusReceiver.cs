// Between a radio and the filter: takes drained bytes, gives telegrams. EN 13757-4 link modes T1 and C1,
// formats A and B, on one sync word, and S1 (README.md beside this file). It does not know other modes, and
// does not look at addresses.
using System;
using Gateway.Core;

namespace Gateway.Link.Wmbus
{
    /// <summary>Decodes wireless M-Bus frames while they arrive.</summary>
    public sealed class WmbusReceiver : TelegramReceiver
    {
        private readonly FrameDecoder _decoder = new FrameDecoder();

        /// <summary>Creates a receiver that shares nothing.</summary>
        /// <param name="poolSize">Telegrams that can be waiting or in use at a time, 1 or more.</param>
        public WmbusReceiver(int poolSize)
            : this(new TelegramPool(poolSize), new LinkCounters(), 0)
        {
        }

        /// <summary>Creates one of several receivers.</summary>
        /// <param name="pool">Gives the telegrams and takes the good ones.</param>
        /// <param name="counters">Counts the frames.</param>
        /// <param name="radioIndex">What <see cref="Telegram.RadioIndex"/> shall be, 0 or more.</param>
        public WmbusReceiver(TelegramPool pool, LinkCounters counters, int radioIndex)
            : base(pool, counters, radioIndex)
        {
        }

        /// <inheritdoc/>
        public override byte[] LastBytes
        {
            get { return _decoder.Bytes; }
        }

        /// <inheritdoc/>
        public override int Push(byte[] buffer, int offset, int count)
        {
            int length = _decoder.Push(buffer, offset, count);
            return Twin != null && length > 0 && IsLeftToTwin() ? FrameLength.Abort : length;
        }

        /// <inheritdoc/>
        protected override void BeginFrame(RadioProfile profile)
        {
            if (profile == RadioProfile.T1C1)
            {
                _decoder.BeginAir();
            }
            else if (profile == RadioProfile.S1)
            {
                _decoder.BeginManchester();
            }
            else
            {
                _decoder.Refuse();
            }
        }

        /// <inheritdoc/>
        protected override LinkStatus FrameStatus()
        {
            return _decoder.Status;
        }

        /// <inheritdoc/>
        protected override FrameKind FrameKindSoFar()
        {
            return _decoder.Kind;
        }

        /// <inheritdoc/>
        protected override int CompleteBytes()
        {
            return _decoder.CountDecoded();
        }

        /// <inheritdoc/>
        protected override LinkMode Mode
        {
            get { return ModeOf(_decoder.Kind); }
        }

        /// <inheritdoc/>
        protected override void Fill(Telegram telegram)
        {
            telegram.Length = _decoder.CountDecoded();
            Array.Copy(_decoder.Bytes, 0, telegram.Bytes, 0, telegram.Length);
            telegram.Mode = ModeOf(_decoder.Kind);
            telegram.Format = _decoder.Kind == FrameKind.C1B ? FrameFormat.B : FrameFormat.A;
            telegram.PacketKey = 0;
        }

        /// <inheritdoc/>
        protected override int CloseFrame()
        {
            int count = _decoder.CountDecoded();
            _decoder.Refuse();
            return count;
        }

        private static LinkMode ModeOf(FrameKind kind)
        {
            return kind == FrameKind.T1 ? LinkMode.T1 : kind == FrameKind.S1 ? LinkMode.S1 : LinkMode.C1;
        }
    }
}
