// Between a radio and the filter for the linkIQ-style mode that SPEC.md beside this file defines: takes
// whitened bytes after the sync word, gives telegrams. A packet is complete in itself, so nothing waits for
// another part; repeats are told apart by nobody here, they carry the same PacketKey. Not Kamstrup's linkIQ.
using System;
using Gateway.Core;
using Gateway.Link.Wmbus;

namespace Gateway.Link.LinkIq
{
    /// <summary>Decodes packets while they arrive.</summary>
    public sealed class LinkIqReceiver : TelegramReceiver
    {
        /// <summary>Bytes of the packet header without its CRC: L-field, version and type, M-field, A-field,
        /// sequence, part, repeat.</summary>
        public const int HeaderBytes = 14;

        /// <summary>Bytes of L-, C-, M- and A-field, with which a telegram begins.</summary>
        public const int TelegramHeadBytes = 10;

        /// <summary>Most bytes of a telegram that one packet carries.</summary>
        public const int MaxTelegramBytes = 64;

        /// <summary>Most bytes of a packet without CRCs: the C-field and what follows the A-field, behind the
        /// header.</summary>
        public const int MaxPacketBytes = HeaderBytes + 1 + MaxTelegramBytes - TelegramHeadBytes;

        // A CRC behind the header and behind each 16 bytes of the rest.
        private const int MaxRawBytes = MaxPacketBytes + 2 + (2 * ((MaxPacketBytes - HeaderBytes + 15) / 16));

        private const int SequenceOffset = 10;
        private const int PartOffset = 12;

        private readonly FrameDecoder _decoder = new FrameDecoder();
        private readonly byte[] _whitening = Whitening.Create(MaxRawBytes);
        private readonly byte[] _clear = new byte[MaxRawBytes];
        private readonly byte[] _telegram = new byte[MaxTelegramBytes];
        private int _taken;

        /// <summary>Creates a receiver that shares nothing.</summary>
        /// <param name="poolSize">Telegrams that can be waiting or in use at a time, 1 or more.</param>
        public LinkIqReceiver(int poolSize)
            : this(new TelegramPool(poolSize), new LinkCounters(), 0)
        {
        }

        /// <summary>Creates one of several receivers.</summary>
        /// <param name="pool">Gives the telegrams and takes the good ones.</param>
        /// <param name="counters">Counts the frames.</param>
        /// <param name="radioIndex">What <see cref="Telegram.RadioIndex"/> shall be, 0 or more.</param>
        public LinkIqReceiver(TelegramPool pool, LinkCounters counters, int radioIndex)
            : base(pool, counters, radioIndex)
        {
        }

        /// <inheritdoc/>
        public override byte[] LastBytes
        {
            get { return _telegram; }
        }

        /// <inheritdoc/>
        public override int Push(byte[] buffer, int offset, int count)
        {
            byte[] whitening = _whitening;
            byte[] clear = _clear;
            int at = _taken;
            int taken = MaxRawBytes - at;
            if (taken > count)
            {
                taken = count;
            }

            for (int i = 0; i < taken; i++)
            {
                clear[i] = (byte)(buffer[offset + i] ^ whitening[at]);
                at++;
            }

            _taken = at;
            return _decoder.Push(clear, 0, taken);
        }

        /// <inheritdoc/>
        protected override void BeginFrame(RadioProfile profile)
        {
            _taken = 0;
            if (profile == RadioProfile.LinkIq)
            {
                _decoder.BeginBlocks(FrameKind.LinkIq, HeaderBytes, MaxPacketBytes);
            }
            else
            {
                _decoder.Refuse();
            }
        }

        /// <inheritdoc/>
        protected override LinkStatus FrameStatus()
        {
            LinkStatus status = _decoder.Status;
            if (status == LinkStatus.Ok && !IsHeaderPlausible())
            {
                status = LinkStatus.BadHeader;
            }

            return status;
        }

        /// <inheritdoc/>
        protected override FrameKind FrameKindSoFar()
        {
            return _decoder.Kind;
        }

        /// <inheritdoc/>
        protected override int CompleteBytes()
        {
            return Rebuild();
        }

        /// <inheritdoc/>
        protected override LinkMode Mode
        {
            get { return LinkMode.LinkIq; }
        }

        /// <inheritdoc/>
        protected override void Fill(Telegram telegram)
        {
            byte[] packet = _decoder.Bytes;
            telegram.Length = Rebuild();
            Array.Copy(_telegram, 0, telegram.Bytes, 0, telegram.Length);
            telegram.Mode = LinkMode.LinkIq;
            telegram.Format = FrameFormat.A;
            telegram.PacketKey = (packet[1] << 24) | (packet[SequenceOffset + 1] << 16)
                | (packet[SequenceOffset] << 8) | packet[PartOffset];
        }

        /// <inheritdoc/>
        protected override int CloseFrame()
        {
            int count = Rebuild();
            _decoder.Refuse();
            return count;
        }

        // Version 0 and a type; part n − 1 of m − 1.
        private bool IsHeaderPlausible()
        {
            byte[] packet = _decoder.Bytes;
            int part = packet[PartOffset];
            return packet[1] >= 1 && packet[1] <= 15 && (part >> 4) <= (part & 15);
        }

        // M- and A-field stand where a telegram has them; the C-field is the first byte behind the header.
        private int Rebuild()
        {
            int count = _decoder.CountDecoded();
            byte[] packet = _decoder.Bytes;
            int head = count < TelegramHeadBytes ? count : TelegramHeadBytes;
            Array.Copy(packet, 0, _telegram, 0, head);
            if (count <= HeaderBytes)
            {
                return head;
            }

            int rest = count - HeaderBytes - 1;
            _telegram[0] = (byte)(TelegramHeadBytes + rest - 1);
            _telegram[1] = packet[HeaderBytes];
            Array.Copy(packet, HeaderBytes + 1, _telegram, TelegramHeadBytes, rest);
            return TelegramHeadBytes + rest;
        }
    }
}
