namespace Gateway.Core
{
    /// <summary>How bytes go over a serial line. Never changes: make a new one for another rate.</summary>
    public sealed class SerialSettings
    {
        private const long MicrosecondsPerSecond = 1000000;

        /// <summary>Settings with one stop bit.</summary>
        /// <param name="baudRate">Bits a second, 300 .. 115200.</param>
        /// <param name="dataBits">7 or 8.</param>
        /// <param name="parity">Parity bit.</param>
        /// <param name="stopBits">1 or 2.</param>
        public SerialSettings(int baudRate, int dataBits, SerialParity parity, int stopBits)
        {
            BaudRate = baudRate;
            DataBits = dataBits;
            Parity = parity;
            StopBits = stopBits;
            BitsPerByte = 1 + dataBits + (parity == SerialParity.None ? 0 : 1) + stopBits;
        }

        /// <summary>Bits a second.</summary>
        public int BaudRate { get; }

        /// <summary>Data bits of a byte.</summary>
        public int DataBits { get; }

        /// <summary>Parity bit of a byte.</summary>
        public SerialParity Parity { get; }

        /// <summary>Stop bits of a byte.</summary>
        public int StopBits { get; }

        /// <summary>Start, data, parity and stop bits together: 11 for 8E1.</summary>
        public int BitsPerByte { get; }

        /// <summary>8 data bits, even parity, 1 stop bit: M-Bus and DL/T 645.</summary>
        public static SerialSettings Create8E1(int baudRate)
        {
            return new SerialSettings(baudRate, 8, SerialParity.Even, 1);
        }

        /// <summary>Time of a number of bits, rounded up, in microseconds.</summary>
        public long BitsUs(int bits)
        {
            return ((bits * MicrosecondsPerSecond) + BaudRate - 1) / BaudRate;
        }

        /// <summary>Time of a number of bytes one after another, rounded up, in microseconds.</summary>
        public long BytesUs(int count)
        {
            return BitsUs(count * BitsPerByte);
        }

        /// <summary>Whether both mean the same line.</summary>
        public bool Same(SerialSettings other)
        {
            return other == this || (other != null && BaudRate == other.BaudRate && DataBits == other.DataBits
                && Parity == other.Parity && StopBits == other.StopBits);
        }
    }
}
