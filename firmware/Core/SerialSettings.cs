namespace Gateway.Core
{
    /// <summary>How bytes go over a serial line. Never changes: make a new one for another rate.</summary>
    public sealed class SerialSettings
    {
        private const long MicrosecondsPerSecond = 1000000;

        // Fields, and no calls below: asked for several times with each request.
        private readonly int _baudRate;
        private readonly int _bitsPerByte;

        /// <summary>Settings with one stop bit.</summary>
        /// <param name="baudRate">Bits a second, 300 .. 115200.</param>
        /// <param name="dataBits">7 or 8.</param>
        /// <param name="parity">Parity bit.</param>
        /// <param name="stopBits">1 or 2.</param>
        public SerialSettings(int baudRate, int dataBits, SerialParity parity, int stopBits)
        {
            _baudRate = baudRate;
            DataBits = dataBits;
            Parity = parity;
            StopBits = stopBits;
            _bitsPerByte = 1 + dataBits + (parity == SerialParity.None ? 0 : 1) + stopBits;
        }

        /// <summary>Bits a second.</summary>
        public int BaudRate
        {
            get { return _baudRate; }
        }

        /// <summary>Data bits of a byte.</summary>
        public int DataBits { get; }

        /// <summary>Parity bit of a byte.</summary>
        public SerialParity Parity { get; }

        /// <summary>Stop bits of a byte.</summary>
        public int StopBits { get; }

        /// <summary>Start, data, parity and stop bits together: 11 for 8E1.</summary>
        public int BitsPerByte
        {
            get { return _bitsPerByte; }
        }

        /// <summary>8 data bits, even parity, 1 stop bit: M-Bus and DL/T 645.</summary>
        public static SerialSettings Create8E1(int baudRate)
        {
            return new SerialSettings(baudRate, 8, SerialParity.Even, 1);
        }

        /// <summary>Time of a number of bits, rounded up, in microseconds.</summary>
        public long BitsUs(int bits)
        {
            int baudRate = _baudRate;
            return ((bits * MicrosecondsPerSecond) + baudRate - 1) / baudRate;
        }

        /// <summary>Time of a number of bytes one after another, rounded up, in microseconds.</summary>
        public long BytesUs(int count)
        {
            int baudRate = _baudRate;
            return ((count * _bitsPerByte * MicrosecondsPerSecond) + baudRate - 1) / baudRate;
        }

        /// <summary>Whether both mean the same line.</summary>
        public bool Same(SerialSettings other)
        {
            return other == this || (other != null && BaudRate == other.BaudRate && DataBits == other.DataBits
                && Parity == other.Parity && StopBits == other.StopBits);
        }
    }
}
