// Makes the chip stop, and wake us, where the frame ends. SWRS061I section 15.2.2: infinite length until
// fewer than 256 bytes are to come, then fixed length with PKTLEN = length mod 256, which the chip's byte
// counter meets exactly once more. Should the counter have passed it meanwhile, the packet goes on and
// RXBYTES ends it: nothing here is needed for correctness, it saves polling.

namespace Gateway.Radio.Cc1101
{
    internal sealed class Cc1101PacketEnd
    {
        /// <summary>RX FIFO threshold, in bytes, as soon as the length is known: what can be read at a time,
        /// and one. 28 are left until the FIFO overflows: a slice of 2 ms, and 3.</summary>
        public const int BodyThresholdBytes = 36;

        private const byte GdoEndOfPacket = Cc1101Registers.GdoSyncToEnd | Cc1101Registers.GdoInverted;

        private readonly Cc1101Bus _bus;
        private int _chipTotal; // after how many bytes the chip stops; 0 = not known yet
        private bool _isFixed;
        private bool _isTail; // all that is to come fits into the FIFO: GDO0 rises at the end of the packet

        /// <summary>Drained bytes from which on <see cref="Prepare"/> has something to do; asked before each
        /// call, which it saves.</summary>
        public int NextChange;

        /// <summary>Whether GDO0 tells the end of the packet instead of the FIFO's threshold.</summary>
        public bool IsTail
        {
            get { return _isTail; }
        }

        public Cc1101PacketEnd(Cc1101Bus bus)
        {
            _bus = bus;
        }

        /// <summary>A new frame: the re-arm has set infinite length and the first threshold.</summary>
        public void Reset()
        {
            _chipTotal = 0;
            _isFixed = false;
            _isTail = false;
            NextChange = 0;
        }

        /// <summary>Programs what is due after a chunk: one transfer or none.</summary>
        /// <param name="total">Bytes of the frame.</param>
        /// <param name="drained">Bytes read from the FIFO; one more is in it.</param>
        /// <returns>Bytes that are still to come before the next interrupt.</returns>
        public int Prepare(int total, int drained)
        {
            int received = drained + 1; // at least
            bool isFirst = _chipTotal == 0;
            if (isFirst)
            {
                // PKTLEN must not be 0 (SWRS061I register 0x06): then one byte more is received and dropped.
                _chipTotal = (total & 0xFF) == 0 ? total + 1 : total;
            }

            bool fix = !_isFixed && _chipTotal - received < 256;
            bool tail = !_isTail && (_isFixed || fix) && _chipTotal - drained <= Cc1101Bus.FifoBytes;
            _isFixed |= fix;
            _isTail |= tail;

            // UNVERIFIED-HW: GDO0's signal and the threshold change during reception; a glitch costs one
            // look.
            byte gdo0 = _isTail ? GdoEndOfPacket : Cc1101Registers.GdoFifoThreshold;
            if (fix)
            {
                _bus.SetWakeAndLength(gdo0, Cc1101Registers.FifoThr36, (byte)_chipTotal);
            }
            else if (tail || isFirst)
            {
                _bus.SetWake(gdo0, Cc1101Registers.FifoThr36);
            }

            NextChange = _isTail ? int.MaxValue
                : _isFixed ? _chipTotal - Cc1101Bus.FifoBytes : _chipTotal - 256;
            return _isTail ? _chipTotal - received : BodyThresholdBytes - 1;
        }
    }
}
