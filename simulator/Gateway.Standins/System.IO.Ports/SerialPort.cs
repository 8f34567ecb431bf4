using System;
using Gateway.Standins;

namespace System.IO.Ports
{
    /// <summary>Parity bit.</summary>
    public enum Parity
    {
        /// <summary>No parity bit.</summary>
        None = 0,

        /// <summary>Odd.</summary>
        Odd = 1,

        /// <summary>Even.</summary>
        Even = 2,
    }

    /// <summary>Stop bits.</summary>
    public enum StopBits
    {
        /// <summary>One.</summary>
        One = 1,

        /// <summary>Two.</summary>
        Two = 2,

        /// <summary>One and a half.</summary>
        OnePointFive = 3,
    }

    /// <summary>A serial port.</summary>
    public sealed class SerialPort : IDisposable
    {
        private readonly IStandinSerial _serial;
        private int _baudRate;
        private int _dataBits;
        private Parity _parity;
        private StopBits _stopBits;

        /// <summary>A closed port.</summary>
        public SerialPort(
            string portName, int baudRate = 9600, Parity parity = Parity.None, int dataBits = 8,
            StopBits stopBits = StopBits.One)
        {
            PortName = portName;
            _baudRate = baudRate;
            _parity = parity;
            _dataBits = dataBits;
            _stopBits = stopBits;
            _serial = StandinHost.Required.OpenSerial(portName);
        }

        /// <summary>Name: COM1 and so on.</summary>
        public string PortName { get; }

        /// <summary>Whether it is open.</summary>
        public bool IsOpen { get; private set; }

        /// <summary>Bits a second.</summary>
        public int BaudRate
        {
            get { return _baudRate; }
            set { Set(ref _baudRate, value); }
        }

        /// <summary>Data bits.</summary>
        public int DataBits
        {
            get { return _dataBits; }
            set { Set(ref _dataBits, value); }
        }

        /// <summary>Parity bit.</summary>
        public Parity Parity
        {
            get { return _parity; }
            set { Set(ref _parity, value); }
        }

        /// <summary>Stop bits.</summary>
        public StopBits StopBits
        {
            get { return _stopBits; }
            set { Set(ref _stopBits, value); }
        }

        /// <summary>Has no effect: these ports hand over each byte at once.</summary>
        public char WatchChar { get; set; }

        /// <summary>Bytes that the driver keeps; only while closed.</summary>
        public int ReadBufferSize { get; set; } = 256;

        /// <summary>Bytes that were received and not read.</summary>
        public int BytesToRead => IsOpen ? _serial.BytesToRead : throw Closed();

        /// <summary>Opens it.</summary>
        public void Open()
        {
            IsOpen = true;
            Configure();
        }

        /// <summary>Closes it.</summary>
        public void Close() => IsOpen = false;

        /// <summary>Reads.</summary>
        public int Read(byte[] buffer, int offset, int count) =>
            IsOpen ? _serial.Read(buffer, offset, count) : throw Closed();

        /// <summary>Writes; on the board it returns when the bytes are sent.</summary>
        public void Write(byte[] buffer, int offset, int count)
        {
            if (!IsOpen)
            {
                throw Closed();
            }

            _serial.Write(buffer, offset, count);
        }

        /// <summary>Closes it.</summary>
        public void Dispose() => Close();

        private static InvalidOperationException Closed() => new InvalidOperationException("the port is closed");

        private void Set<T>(ref T field, T value)
        {
            field = value;
            if (IsOpen)
            {
                Configure();
            }
        }

        private void Configure() => _serial.Configure(_baudRate, _dataBits, (int)_parity, (int)_stopBits);
    }
}
