// SPI accesses of the SX1276 driver over buffers made once: each method is one transfer, allocates nothing
// and throws nothing. An access is one address and consecutive registers (or the FIFO); unlike strobes of
// other chips, accesses to different places cannot share a chip select (SX1276 datasheet rev. 4 section 4.3).

using Gateway.Core;

namespace Gateway.Radio.Sx1276
{
    internal sealed class Sx1276Bus
    {
        /// <summary>Size of the FIFO in bytes (section 4.2.10).</summary>
        public const int FifoBytes = 64;

        private const int PauseBytes = 33;
        private const int SignalBytes = Sx1276Registers.AfcLsb - Sx1276Registers.RssiValue + 2;
        private const int GlanceBytes = Sx1276Registers.RssiValue - Sx1276Registers.OpMode + 2;

        private readonly ISpiPort _spi;
        private readonly RadioCounters _counters;
        private readonly byte[] _fifoOut = new byte[1 + FifoBytes];
        private readonly byte[] _fifoIn = new byte[1 + FifoBytes];
        private readonly byte[] _out = new byte[PauseBytes];
        private readonly byte[] _in = new byte[PauseBytes];
        private readonly byte[] _restart = new byte[2];

        public Sx1276Bus(ISpiPort spi, RadioCounters counters)
        {
            _spi = spi;
            _counters = counters;
            _fifoOut[0] = Sx1276Registers.Fifo;
            _restart[0] = Sx1276Registers.RxConfig | Sx1276Registers.Write;
        }

        /// <summary>RegRxConfig with the trigger that <see cref="Restart"/> writes.</summary>
        public byte RestartValue
        {
            set { _restart[1] = value; }
        }

        /// <summary>Bytes of the last <see cref="ReadFifo"/>, from index 1 on.</summary>
        public byte[] Fifo
        {
            get { return _fifoIn; }
        }

        /// <summary>Raw RSSI as the last <see cref="ReadSignal"/> or <see cref="Glance"/> found it.</summary>
        public int RssiRaw { get; private set; }

        /// <summary>Raw AFC correction, two's complement, as the last <see cref="ReadSignal"/> found
        /// it.</summary>
        public int AfcRaw { get; private set; }

        /// <summary>Writes one register.</summary>
        public void Write(byte register, byte value)
        {
            _out[0] = (byte)(register | Sx1276Registers.Write);
            _out[1] = value;
            Transfer(2);
        }

        /// <summary>Restarts the receiver; the bytes are ready, as it is deaf until then.</summary>
        public void Restart()
        {
            _counters.Transfers++;
            _spi.Transfer(_restart, _in, 2);
        }

        /// <summary>Reads one register.</summary>
        public int Read(byte register)
        {
            _out[0] = register;
            Transfer(2);
            return _in[1];
        }

        /// <summary>Reads 32 registers for no other purpose than to pass time: 26 µs at 10 MHz and no
        /// overhead, some 100 µs on a board. <see cref="Sx1276Timing"/> counts in these.</summary>
        public void Pause()
        {
            _out[0] = Sx1276Registers.BitrateMsb;
            Transfer(PauseBytes);
        }

        /// <summary>Clears the flags that stay, and the FIFO.</summary>
        public void Clear()
        {
            _out[0] = Sx1276Registers.IrqFlags1 | Sx1276Registers.Write;
            _out[1] = Sx1276Registers.ClearFlags;
            _out[2] = Sx1276Registers.ClearFifo;
            Transfer(3);
        }

        /// <summary>Reads both interrupt flag registers.</summary>
        /// <returns>RegIrqFlags1 in bits 15..8, RegIrqFlags2 in bits 7..0.</returns>
        public int ReadFlags()
        {
            _out[0] = Sx1276Registers.IrqFlags1;
            Transfer(3);
            return (_in[1] << 8) | _in[2];
        }

        /// <summary>Reads bytes from the FIFO into <see cref="Fifo"/>.</summary>
        /// <param name="count">1 .. 64.</param>
        public void ReadFifo(int count)
        {
            _counters.Transfers++;
            _spi.Transfer(_fifoOut, _fifoIn, count + 1);
        }

        /// <summary>Writes 64 bytes into the FIFO; the chip is in standby.</summary>
        public void FillFifo()
        {
            _fifoOut[0] = Sx1276Registers.Fifo | Sx1276Registers.Write;
            _counters.Transfers++;
            _spi.Transfer(_fifoOut, _fifoIn, FifoBytes + 1);
            _fifoOut[0] = Sx1276Registers.Fifo;
        }

        /// <summary>Reads RSSI and the AFC correction.</summary>
        public void ReadSignal()
        {
            _out[0] = Sx1276Registers.RssiValue;
            Transfer(SignalBytes);
            RssiRaw = _in[1];
            AfcRaw = (short)((_in[SignalBytes - 2] << 8) | _in[SignalBytes - 1]);
        }

        /// <summary>Reads RegOpMode and RSSI.</summary>
        /// <returns>RegOpMode.</returns>
        public int Glance()
        {
            _out[0] = Sx1276Registers.OpMode;
            Transfer(GlanceBytes);
            RssiRaw = _in[GlanceBytes - 1];
            return _in[1];
        }

        /// <summary>Writes consecutive registers.</summary>
        /// <param name="image">Values by address.</param>
        /// <param name="first">Address of the first one.</param>
        /// <param name="count">1 .. 32.</param>
        public void WriteRun(byte[] image, int first, int count)
        {
            _out[0] = (byte)(first | Sx1276Registers.Write);
            for (int i = 0; i < count; i++)
            {
                _out[i + 1] = image[first + i];
            }

            Transfer(count + 1);
        }

        /// <summary>Whether consecutive registers hold what they should; of RegLna the gain does not count,
        /// as AGC changes what is read of it (table 42).</summary>
        /// <param name="image">Values by address.</param>
        /// <param name="first">Address of the first one.</param>
        /// <param name="count">1 .. 32.</param>
        public bool Matches(byte[] image, int first, int count)
        {
            _out[0] = (byte)first;
            Transfer(count + 1);
            for (int i = 0; i < count; i++)
            {
                int mask = first + i == Sx1276Registers.Lna ? Sx1276Registers.LnaSettings : 0xFF;
                if (((_in[i + 1] ^ image[first + i]) & mask) != 0)
                {
                    return false;
                }
            }

            return true;
        }

        private void Transfer(int count)
        {
            _counters.Transfers++;
            _spi.Transfer(_out, _in, count);
        }
    }
}
