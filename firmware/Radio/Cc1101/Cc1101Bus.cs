// SPI accesses of the CC1101 driver over buffers made once: each method is at most one transfer, allocates
// nothing and throws nothing. Single accesses are chained under one chip select, as SWRS061I section 10
// (figure "Register Access Types") shows for strobes and single register accesses.
// UNVERIFIED-HW: chaining of status-register reads with strobes and register writes in one transfer.

using Gateway.Core;

namespace Gateway.Radio.Cc1101
{
    internal sealed class Cc1101Bus
    {
        /// <summary>Size of the RX FIFO in bytes (SWRS061I section 20).</summary>
        public const int FifoBytes = 64;

        /// <summary>RXBYTES could not be read: no two readings agreed.</summary>
        public const int NoAgreement = -1;

        // The reading may be corrupt in the instant in which a byte arrives (errata SWRZ020): two neighbours
        // out of 80 µs. Three pairs in a row that disagree mean noise on the wires.
        private const int RxBytesPairs = 3;

        private const int RearmBytes = 15;
        private const int RearmFreqEst = 1;
        private const int RearmLqi = 3;
        private const int RearmMcsm0 = 7;
        private const int RearmFifoThr = 11;

        private readonly ISpiPort _spi;
        private readonly RadioCounters _counters;
        private readonly byte[] _fifoOut = new byte[1 + FifoBytes];
        private readonly byte[] _fifoIn = new byte[1 + FifoBytes];
        private readonly byte[] _burstOut = new byte[1 + Cc1101Profile.ConfigBytes];
        private readonly byte[] _burstIn = new byte[1 + Cc1101Profile.ConfigBytes];
        private readonly byte[] _out = new byte[8];
        private readonly byte[] _in = new byte[8];
        private readonly byte[] _rxBytesOut = new byte[6];
        private readonly byte[] _rearmOut = new byte[RearmBytes];
        private readonly byte[] _rearmIn = new byte[RearmBytes];

        public Cc1101Bus(ISpiPort spi, RadioCounters counters)
        {
            _spi = spi;
            _counters = counters;
            _fifoOut[0] = Cc1101Registers.FifoBurstRead;
            _rxBytesOut[0] = Cc1101Registers.RxBytes;
            _rxBytesOut[2] = Cc1101Registers.RxBytes;
            _rxBytesOut[4] = Cc1101Registers.Rssi;

            byte[] r = _rearmOut;
            r[0] = Cc1101Registers.FreqEst; // answer in byte 1
            r[2] = Cc1101Registers.Lqi; // answer in byte 3
            r[4] = Cc1101Registers.Sidle;
            r[5] = Cc1101Registers.Sfrx; // legal in IDLE and RXFIFO_OVERFLOW only (SWRS061I table 42)
            r[6] = Cc1101Registers.Mcsm0;
            r[8] = Cc1101Registers.Iocfg0;
            r[9] = Cc1101Registers.GdoFifoThreshold;
            r[10] = Cc1101Registers.FifoThr;
            r[RearmFifoThr] = Cc1101Registers.FifoThr20;
            r[12] = Cc1101Registers.PktCtrl0;
            r[13] = Cc1101Registers.LengthInfinite;
            r[14] = Cc1101Registers.Srx;
        }

        /// <summary>Bytes of the last <see cref="ReadFifo"/>, from index 1 on; before them the chip status
        /// byte.</summary>
        public byte[] Fifo
        {
            get { return _fifoIn; }
        }

        /// <summary>Raw FREQEST as the last <see cref="Rearm"/> found it.</summary>
        public int RearmFreqEstRaw
        {
            get { return _rearmIn[RearmFreqEst]; }
        }

        /// <summary>Raw LQI as the last <see cref="Rearm"/> found it.</summary>
        public int RearmLqiRaw
        {
            get { return _rearmIn[RearmLqi]; }
        }

        /// <summary>Value of FIFOTHR that <see cref="Rearm"/> leaves.</summary>
        public byte FirstThreshold
        {
            set { _rearmOut[RearmFifoThr] = value; }
        }

        /// <summary>Sends a strobe.</summary>
        /// <returns>The chip status byte.</returns>
        public int Strobe(byte strobe)
        {
            _out[0] = strobe;
            _counters.Transfers++;
            _spi.Transfer(_out, _in, 1);
            return _in[0];
        }

        /// <summary>Reads one status register.</summary>
        /// <returns>Its value in bits 7..0, the chip status byte in bits 15..8.</returns>
        public int ReadStatus(byte register)
        {
            _out[0] = register;
            _out[1] = 0;
            _counters.Transfers++;
            _spi.Transfer(_out, _in, 2);
            return (_in[0] << 8) | _in[1];
        }

        /// <summary>Raw RSSI as the last <see cref="ReadRxBytesAndRssi"/> found it.</summary>
        public int RssiRaw { get; private set; }

        /// <summary>Like <see cref="ReadRxBytes"/>, and RSSI with the first reading.</summary>
        public int ReadRxBytesAndRssi()
        {
            _counters.Transfers++;
            _spi.Transfer(_rxBytesOut, _in, 6);
            RssiRaw = _in[5];
            return _in[1] == _in[3] ? _in[1] : ReadRxBytes();
        }

        /// <summary>Reads RXBYTES until two readings agree: one transfer of two readings, three at
        /// most.</summary>
        /// <returns>The register, or <see cref="NoAgreement"/>.</returns>
        public int ReadRxBytes()
        {
            for (int i = 0; i < RxBytesPairs; i++)
            {
                _counters.Transfers++;
                _spi.Transfer(_rxBytesOut, _in, 4);
                if (_in[1] == _in[3])
                {
                    return _in[1];
                }
            }

            return NoAgreement;
        }

        /// <summary>Reads bytes from the RX FIFO into <see cref="Fifo"/>.</summary>
        /// <param name="count">1 .. 64.</param>
        public void ReadFifo(int count)
        {
            _counters.Transfers++;
            _spi.Transfer(_fifoOut, _fifoIn, count + 1);
        }

        /// <summary>Reads FREQEST and LQI, goes to IDLE, empties the FIFO, puts the length mode, the
        /// threshold and GDO0 back to what the start of a frame needs, and receives: one transfer of 15
        /// bytes.</summary>
        /// <param name="calibrate">Whether the synthesizer calibrates on the way (+ 724 µs).</param>
        public void Rearm(bool calibrate)
        {
            _rearmOut[RearmMcsm0] = calibrate
                ? Cc1101Registers.Mcsm0Calibration
                : Cc1101Registers.Mcsm0NoCalibration;
            _counters.Transfers++;
            _spi.Transfer(_rearmOut, _rearmIn, RearmBytes);
        }

        /// <summary>Changes GDO0's signal and the FIFO threshold.</summary>
        public void SetWake(byte gdo0, byte threshold)
        {
            PutWake(gdo0, threshold);
            _counters.Transfers++;
            _spi.Transfer(_out, _in, 4);
        }

        /// <summary>Like <see cref="SetWake"/>, and lets the packet end when the chip's byte counter reaches
        /// <paramref name="pktLen"/>; PKTLEN is written before the mode changes.</summary>
        public void SetWakeAndLength(byte gdo0, byte threshold, byte pktLen)
        {
            PutWake(gdo0, threshold);
            _out[4] = Cc1101Registers.PktLen;
            _out[5] = pktLen;
            _out[6] = Cc1101Registers.PktCtrl0;
            _out[7] = Cc1101Registers.LengthFixed;
            _counters.Transfers++;
            _spi.Transfer(_out, _in, 8);
        }

        /// <summary>Writes consecutive registers in one burst.</summary>
        public void WriteBurst(byte first, byte[] values)
        {
            _burstOut[0] = (byte)(first | Cc1101Registers.Burst);
            for (int i = 0; i < values.Length; i++)
            {
                _burstOut[i + 1] = values[i];
            }

            _counters.Transfers++;
            _spi.Transfer(_burstOut, _burstIn, values.Length + 1);
        }

        /// <summary>Reads consecutive registers in one burst and compares them with what they should
        /// hold.</summary>
        /// <param name="first">Address of the first one.</param>
        /// <param name="values">Expected values.</param>
        /// <param name="settled">true: the chip has calibrated and received since they were written, so
        /// registers that it or the driver changes on the way are not compared.</param>
        public bool Matches(byte first, byte[] values, bool settled)
        {
            _burstOut[0] = (byte)(first | Cc1101Registers.Read | Cc1101Registers.Burst);
            _counters.Transfers++;
            _spi.Transfer(_burstOut, _burstIn, values.Length + 1);
            for (int i = 0; i < values.Length; i++)
            {
                if (_burstIn[i + 1] != values[i] && !(settled && IsMoving(first + i)))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsMoving(int register)
        {
            switch (register)
            {
                case Cc1101Registers.PktLen:
                case Cc1101Registers.Mcsm0:
                case Cc1101Registers.FsCal3:
                case Cc1101Registers.FsCal2:
                case Cc1101Registers.FsCal1:
                    return true;
                default:
                    return false;
            }
        }

        private void PutWake(byte gdo0, byte threshold)
        {
            _out[0] = Cc1101Registers.Iocfg0;
            _out[1] = gdo0;
            _out[2] = Cc1101Registers.FifoThr;
            _out[3] = threshold;
        }
    }
}
