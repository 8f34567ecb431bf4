// ISerialPort over System.IO.Ports. The board's Write returns when the bytes are on the wire, which at 2400
// baud takes far longer than the loop may wait, so a worker of the port's own calls it.
using System;
using System.IO.Ports;
using Gateway.Core;

namespace Gateway.Boards
{
    /// <summary>A UART of the board.</summary>
    public sealed class SerialDevicePort : ISerialPort, IJob
    {
        private const int BufferBytes = 1024;
        private const int WiredReceiveBytes = 512;
        private const int DropBytes = 64;

        // Of every frame of M-Bus and DL/T 645.
        private const char LastByte = (char)0x16;

        private readonly string _name;
        private readonly IWorker _worker;
        private readonly int _receiveBytes;
        private readonly object _lock = new object();
        private readonly byte[] _pending = new byte[BufferBytes];
        private readonly byte[] _sending = new byte[BufferBytes];
        private readonly byte[] _dropped = new byte[DropBytes];
        private SerialPort _port;
        private int _pendingCount;

        /// <summary>A closed port.</summary>
        /// <param name="name">COM2 and so on.</param>
        /// <param name="worker">Of this port alone.</param>
        public SerialDevicePort(string name, IWorker worker)
            : this(name, worker, WiredReceiveBytes)
        {
        }

        /// <summary>A closed port.</summary>
        /// <param name="name">COM2 and so on.</param>
        /// <param name="worker">Of this port alone.</param>
        /// <param name="receiveBytes">Received bytes that wait while the loop is elsewhere.</param>
        public SerialDevicePort(string name, IWorker worker, int receiveBytes)
        {
            _name = name;
            _worker = worker;
            _receiveBytes = receiveBytes;
        }

        /// <summary>Calls of the port that ended with an exception.</summary>
        public uint Faults { get; private set; }

        /// <inheritdoc/>
        public bool Configure(SerialSettings settings)
        {
            // UNVERIFIED-HW: whether a UART takes another parity while it is open; it is closed to be sure.
            try
            {
                if (_port == null)
                {
                    _port = new SerialPort(_name);
                    _port.ReadBufferSize = _receiveBytes;
                }

                if (_port.IsOpen)
                {
                    _port.Close();
                }

                _port.BaudRate = settings.BaudRate;
                _port.DataBits = settings.DataBits;
                _port.Parity = settings.Parity == SerialParity.Even ? Parity.Even
                    : settings.Parity == SerialParity.Odd ? Parity.Odd : Parity.None;
                _port.StopBits = settings.StopBits == 2 ? StopBits.Two : StopBits.One;
                _port.Open();

                // UNVERIFIED-HW: the ESP32's driver hands over what it has at this byte; without it, only
                // after 10 byte times of quiet.
                _port.WatchChar = LastByte;
                return true;
            }
            catch (Exception)
            {
                Faults++;
                return false;
            }
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int count)
        {
            Resume();
            try
            {
                int there = _port == null ? 0 : _port.BytesToRead;
                int taken = there < count ? there : count;
                return taken > 0 ? _port.Read(buffer, offset, taken) : 0;
            }
            catch (Exception)
            {
                Faults++;
                return 0;
            }
        }

        /// <inheritdoc/>
        public bool Write(byte[] buffer, int offset, int count)
        {
            if (_port == null)
            {
                return false;
            }

            bool fits;
            lock (_lock)
            {
                fits = _pendingCount + count <= BufferBytes;
                if (fits)
                {
                    Array.Copy(buffer, offset, _pending, _pendingCount, count);
                    _pendingCount += count;
                }
            }

            Resume();
            return fits;
        }

        /// <inheritdoc/>
        public void Discard()
        {
            while (Read(_dropped, 0, DropBytes) > 0)
            {
            }
        }

        /// <inheritdoc/>
        public void Run()
        {
            for (; ; )
            {
                int count;
                lock (_lock)
                {
                    count = _pendingCount;
                    Array.Copy(_pending, 0, _sending, 0, count);
                    _pendingCount = 0;
                }

                if (count == 0)
                {
                    return;
                }

                _port.Write(_sending, 0, count);
            }
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            Faults += faulted ? 1U : 0U;
        }

        // The worker is the port's own: nobody else delivers the end of its job, nor what came in behind it.
        private void Resume()
        {
            _worker.Step(0);
            if (_pendingCount > 0)
            {
                _worker.TryStart(this);
            }
        }
    }
}
