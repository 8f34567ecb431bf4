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

        // Of both the transfers that read them.
        private const int FreqEst = 1;
        private const int Lqi = 3;

        private const int ResumeBytes = 6;
        private const int ResumeFifoThr = 3;

        // Of the transfer that prepares the end of a frame.
        private const int WakeBytes = 8;
        private const int WakeAndLengthBytes = 16;
        private const int WakeGdo0 = 5;
        private const int WakeThreshold = 7;
        private const int WakePktLen = 9;
        private const int WakeRxBytes = 13;
        private const int WakeRxBytesAgain = 15;

        private const int RearmBytes = 15;
        private const int RearmMcsm0 = 7;
        private const int RearmFifoThr = 11;

        private readonly ISpiPort _spi;
        private readonly RadioCounters _counters;
        private readonly byte[] _fifoOut = new byte[1 + FifoBytes];
        private readonly byte[] _fifoIn = new byte[1 + FifoBytes];
        private readonly byte[] _out = new byte[2];
        private readonly byte[] _in = new byte[WakeAndLengthBytes];
        private readonly byte[] _wakeOut = new byte[WakeAndLengthBytes];
        private readonly byte[] _resumeOut = new byte[ResumeBytes];
        private readonly byte[] _rxBytesOut = new byte[6];
        private readonly byte[] _rearmOut = new byte[RearmBytes];
        private readonly byte[] _signalIn = new byte[WakeAndLengthBytes];

        public Cc1101Bus(ISpiPort spi, RadioCounters counters)
        {
            _spi = spi;
            _counters = counters;
            _fifoOut[0] = Cc1101Registers.FifoBurstRead;
            _rxBytesOut[0] = Cc1101Registers.RxBytes;
            _rxBytesOut[2] = Cc1101Registers.RxBytes;
            _rxBytesOut[4] = Cc1101Registers.Rssi;

            byte[] w = _wakeOut;
            w[0] = Cc1101Registers.FreqEst; // answer in byte 1
            w[2] = Cc1101Registers.Lqi; // answer in byte 3
            w[4] = Cc1101Registers.Iocfg0;
            w[6] = Cc1101Registers.FifoThr;
            w[8] = Cc1101Registers.PktLen;
            w[10] = Cc1101Registers.PktCtrl0;
            w[11] = Cc1101Registers.LengthFixed;
            w[12] = Cc1101Registers.RxBytes; // answers in bytes 13 and 15
            w[14] = Cc1101Registers.RxBytes;

            byte[] s = _resumeOut;
            s[0] = Cc1101Registers.PktCtrl0;
            s[1] = Cc1101Registers.LengthInfinite;
            s[2] = Cc1101Registers.FifoThr;
            s[ResumeFifoThr] = Cc1101Registers.FifoThr20;
            s[4] = Cc1101Registers.Iocfg0;
            s[5] = Cc1101Registers.GdoFifoThreshold;

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

        /// <summary>Raw FREQEST of the frame that has just ended.</summary>
        public int FreqEstRaw
        {
            get { return _signalIn[FreqEst]; }
        }

        /// <summary>Raw LQI of the frame that has just ended.</summary>
        public int LqiRaw
        {
            get { return _signalIn[Lqi]; }
        }

        /// <summary>Value of FIFOTHR that <see cref="Rearm"/> and <see cref="Resume"/> leave.</summary>
        public byte FirstThreshold
        {
            set
            {
                _rearmOut[RearmFifoThr] = value;
                _resumeOut[ResumeFifoThr] = value;
            }
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
        /// <param name="keepsSignal">Whether what <see cref="SetWake"/> read counts, as the frame is
        /// over.</param>
        public void Rearm(bool calibrate, bool keepsSignal)
        {
            _rearmOut[RearmMcsm0] = calibrate
                ? Cc1101Registers.Mcsm0Calibration
                : Cc1101Registers.Mcsm0NoCalibration;
            _counters.Transfers++;
            _spi.Transfer(_rearmOut, keepsSignal ? _in : _signalIn, RearmBytes);
        }

        /// <summary>The chip receives, between two packets: puts the length mode, the threshold and GDO0 back
        /// to what the start of a frame needs, in one transfer of 6 bytes.</summary>
        public void Resume()
        {
            _counters.Transfers++;
            _spi.Transfer(_resumeOut, _in, ResumeBytes);
        }

        /// <summary>Changes GDO0's signal and the FIFO threshold; reads FREQEST and LQI.</summary>
        public void SetWake(byte gdo0, byte threshold)
        {
            _wakeOut[WakeGdo0] = gdo0;
            _wakeOut[WakeThreshold] = threshold;
            _counters.Transfers++;
            _spi.Transfer(_wakeOut, _signalIn, WakeBytes);
        }

        /// <summary>Like <see cref="SetWake"/>, and lets the packet end when the chip's byte counter reaches
        /// <paramref name="pktLen"/>; PKTLEN is written before the mode changes.</summary>
        /// <returns>At least as many bytes as were in the FIFO when that was set: the larger of two readings,
        /// of which one is right (errata SWRZ020).</returns>
        public int SetWakeAndLength(byte gdo0, byte threshold, byte pktLen)
        {
            byte[] wakeOut = _wakeOut;
            byte[] signalIn = _signalIn;
            wakeOut[WakeGdo0] = gdo0;
            wakeOut[WakeThreshold] = threshold;
            wakeOut[WakePktLen] = pktLen;
            _counters.Transfers++;
            _spi.Transfer(wakeOut, signalIn, WakeAndLengthBytes);
            int rxBytes = signalIn[WakeRxBytes];
            int again = signalIn[WakeRxBytesAgain];
            return again > rxBytes ? again : rxBytes;
        }

        /// <summary>Writes consecutive registers in one burst; no frame is open.</summary>
        public void WriteBurst(byte first, byte[] values)
        {
            byte[] bytes = _fifoOut; // of which only the first one matters when the FIFO is read
            for (int i = 0; i < values.Length; i++)
            {
                bytes[i + 1] = values[i];
            }

            Burst(first | Cc1101Registers.Burst, values.Length);
        }

        /// <summary>Reads consecutive registers in one burst and compares them with what they should hold; no
        /// frame is open.</summary>
        /// <param name="first">Address of the first one.</param>
        /// <param name="values">Expected values.</param>
        /// <param name="settled">true: the chip has calibrated and received since they were written, so
        /// registers that it or the driver changes on the way are not compared.</param>
        public bool Matches(byte first, byte[] values, bool settled)
        {
            Burst(first | Cc1101Registers.Read | Cc1101Registers.Burst, values.Length);
            for (int i = 0; i < values.Length; i++)
            {
                if (_fifoIn[i + 1] != values[i] && !(settled && IsMoving(first + i)))
                {
                    return false;
                }
            }

            return true;
        }

        private void Burst(int header, int count)
        {
            _fifoOut[0] = (byte)header;
            _counters.Transfers++;
            _spi.Transfer(_fifoOut, _fifoIn, count + 1);
            _fifoOut[0] = Cc1101Registers.FifoBurstRead;
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
    }
}
