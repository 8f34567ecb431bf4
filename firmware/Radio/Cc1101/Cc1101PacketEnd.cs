// Makes the chip end the packet, and wake us, where the frame ends. SWRS061I section 15.2.2: infinite length
// until fewer than 256 bytes are to come, then fixed length with PKTLEN = length mod 256, which the chip's
// byte counter meets exactly once more. From then on it looks for the next sync word (MCSM1.RXOFF_MODE = 3).
// Should the counter have passed PKTLEN meanwhile, the packet goes on and RXBYTES ends it.

namespace Gateway.Radio.Cc1101
{
    internal sealed class Cc1101PacketEnd
    {
        /// <summary>RX FIFO threshold, in bytes, as soon as the length is known: what can be read at a time,
        /// and one. 28 are left until the FIFO overflows: a slice of 2 ms, and 3.</summary>
        public const int BodyThresholdBytes = 36;

        // Most bytes that are left in the FIFO until the packet has ended. Behind them and the chip's two
        // status bytes there is room for 10 of the next frame's: in T1 and C1 it fills 1.3 ms behind the end
        // at the earliest, preamble and sync word of the next frame included.
        private const int TailBytes = 52;

        // From the end of a packet to the first byte of the next one: 16 bits of sync word, and that byte.
        private const int SyncBytes = 3;

        private const byte GdoEndOfPacket = Cc1101Registers.GdoSyncToEnd | Cc1101Registers.GdoInverted;

        private readonly Cc1101Bus _bus;
        private bool _isFixed;

        /// <summary>Drained bytes from which on <see cref="Prepare"/> has something to do; asked before each
        /// call, which it saves.</summary>
        public int NextChange;

        /// <summary>After how many bytes of the frame the chip ends the packet; 0: not known yet.</summary>
        public int ChipTotal;

        /// <summary>Whether the chip surely ends the packet by itself: its counter had not passed the end
        /// when that was set.</summary>
        public bool WillStop;

        /// <summary>Whether GDO0 tells the end of the packet instead of the FIFO's threshold: all that is to
        /// come may stay in the FIFO.</summary>
        public bool IsTail;

        public Cc1101PacketEnd(Cc1101Bus bus)
        {
            _bus = bus;
        }

        /// <summary>A new frame: the re-arm has set infinite length and the first threshold.</summary>
        public void Reset()
        {
            ChipTotal = 0;
            WillStop = false;
            _isFixed = false;
            IsTail = false;
            NextChange = 0;
        }

        /// <summary>In a tail: byte times behind the packet in which the FIFO does not overflow and PKTLEN
        /// does not cut the next frame, should this frame's sender be as fast as senders may be.</summary>
        public int SpareBytes(int drained)
        {
            int tail = ChipTotal - drained;
            int free = Cc1101Bus.FifoBytes - Cc1101Registers.StatusBytes - tail;
            int pktLen = ChipTotal & 0xFF;
            return (free < pktLen ? free : pktLen) + SyncBytes - (tail >> 3);
        }

        /// <summary>Programs what is due after a chunk: one transfer or none.</summary>
        /// <param name="total">Bytes of the frame.</param>
        /// <param name="drained">Bytes read from the FIFO; one more is in it.</param>
        /// <returns>Bytes that are still to come before the next interrupt.</returns>
        public int Prepare(int total, int drained)
        {
            int received = drained + 1; // at least
            bool isFirst = ChipTotal == 0;
            if (isFirst)
            {
                // PKTLEN must not be 0 (SWRS061I register 0x06): then one byte more is received and dropped.
                ChipTotal = (total & 0xFF) == 0 ? total + 1 : total;
            }

            bool fix = !_isFixed && ChipTotal - received < 256;
            bool tail = !IsTail && (_isFixed || fix) && ChipTotal - drained <= TailBytes;
            _isFixed |= fix;
            IsTail |= tail;

            // UNVERIFIED-HW: GDO0's signal and the threshold change during reception; a glitch costs one
            // look.
            byte gdo0 = IsTail ? GdoEndOfPacket : Cc1101Registers.GdoFifoThreshold;
            if (fix)
            {
                int waiting = _bus.SetWakeAndLength(gdo0, Cc1101Registers.FifoThr36, (byte)ChipTotal);
                WillStop = drained + waiting < ChipTotal;
            }
            else if (tail || isFirst)
            {
                _bus.SetWake(gdo0, Cc1101Registers.FifoThr36);
            }

            NextChange = IsTail ? int.MaxValue
                : _isFixed ? ChipTotal - TailBytes : ChipTotal - 256;
            return IsTail ? ChipTotal - received : BodyThresholdBytes - 1;
        }
    }
}
