// What a bridge is told about radios and lines, until the line has time for it (SPEC.md, "Trace"). An item
// that finds no room is dropped and counted: whoever listens shall not hold up what is listened to.
using System;

namespace Gateway.Uplink.Serial
{
    /// <summary>Items of a trace that wait for the line.</summary>
    public sealed class TraceRing
    {
        /// <summary>Most bytes that <see cref="AddRadio"/> puts before a frame, and <see cref="AddBus"/>
        /// without the name.</summary>
        public const int MaxHeadBytes = 18;

        /// <summary>Item: a frame at a radio.</summary>
        public const byte Radio = (byte)'R';

        /// <summary>Item: bytes on a wired line.</summary>
        public const byte Bus = (byte)'B';

        /// <summary>Bytes of a trace frame before those of the item.</summary>
        public const int FrameHeadBytes = 3;

        /// <summary>Flag of a frame: an item begins.</summary>
        public const byte First = 1;

        /// <summary>Flag of a frame: the item ends.</summary>
        public const byte Last = 2;

        private const int LengthBytes = 2;
        private const int MostInFrame = SerialFrame.MaxDataBytes - FrameHeadBytes;

        private readonly byte[] _bytes;
        private readonly byte[] _head = new byte[MaxHeadBytes];
        private int _first;
        private int _count;
        private int _left; // bytes of the item that is being sent; 0: none
        private int _filled; // bytes of it in the frame that was filled last
        private bool _isBegun;

        /// <summary>An empty ring.</summary>
        /// <param name="bytes">What it holds.</param>
        public TraceRing(int bytes)
        {
            _bytes = new byte[bytes];
        }

        /// <summary>Whether nothing waits.</summary>
        public bool IsEmpty
        {
            get { return _count == 0; }
        }

        /// <summary>Items that found no room. Wraps.</summary>
        public ushort Dropped { get; private set; }

        /// <summary>A frame at a radio.</summary>
        /// <param name="timeUs">Microseconds since boot of its sync word.</param>
        /// <param name="radio">Index of the radio.</param>
        /// <param name="kind">1 T1, 2 C1 A, 3 C1 B, 4 S1, 5 linkIQ-style.</param>
        /// <param name="status">0 good, 1 damaged behind its first block, 2 damaged in it.</param>
        /// <param name="rssiDbm">Received power in dBm.</param>
        /// <param name="lqi">Link quality, 0 .. 255; 0 = not known.</param>
        /// <param name="offsetHz">Sender's carrier minus the receiver's.</param>
        /// <param name="bytes">The telegram without CRCs; copied.</param>
        /// <param name="count">Bytes of it.</param>
        public void AddRadio(
            long timeUs, int radio, int kind, int status, int rssiDbm, int lqi, int offsetHz, byte[] bytes,
            int count)
        {
            if (!HasRoom(MaxHeadBytes + count))
            {
                return;
            }

            byte[] head = Head(Radio, timeUs);
            head[9] = (byte)radio;
            head[10] = (byte)kind;
            head[11] = (byte)status;
            head[12] = (byte)rssiDbm;
            head[13] = (byte)lqi;
            SerialFrame.Put32(head, 14, (uint)offsetHz);
            Put16(18 + count);
            Append(head, 0, 18);
            Append(bytes, 0, count);
        }

        /// <summary>Bytes on a wired line.</summary>
        /// <param name="timeUs">Microseconds since boot at which they were handed over.</param>
        /// <param name="isFromMeter">Else from the gateway.</param>
        /// <param name="name">Name of the line, UTF-8, at most 255 bytes; kept by nobody.</param>
        /// <param name="bytes">The bytes, from <paramref name="offset"/> on; copied.</param>
        /// <param name="offset">The first.</param>
        /// <param name="count">How many.</param>
        public void AddBus(long timeUs, bool isFromMeter, byte[] name, byte[] bytes, int offset, int count)
        {
            if (!HasRoom(MaxHeadBytes + name.Length + count))
            {
                return;
            }

            byte[] head = Head(Bus, timeUs);
            head[9] = isFromMeter ? (byte)1 : (byte)0;
            head[10] = (byte)name.Length;
            Put16(11 + name.Length + count);
            Append(head, 0, 11);
            Append(name, 0, name.Length);
            Append(bytes, offset, count);
        }

        /// <summary>Puts what comes next into a frame, from <see cref="SerialFrame.DataAt"/> on; there is
        /// something. It stays in the ring until <see cref="Sent"/>.</summary>
        /// <returns>Bytes of data.</returns>
        public int Fill(byte[] frame)
        {
            if (_left == 0)
            {
                _left = (_bytes[_first] << 8) | _bytes[Behind(1)];
                Take(LengthBytes);
                _isBegun = false;
            }

            int at = SerialFrame.DataAt;
            _filled = _left < MostInFrame ? _left : MostInFrame;
            frame[at] = (byte)((_isBegun ? 0 : First) | (_filled == _left ? Last : 0));
            frame[at + 1] = (byte)(Dropped >> 8);
            frame[at + 2] = (byte)Dropped;
            int straight = _bytes.Length - _first;
            straight = straight < _filled ? straight : _filled;
            Array.Copy(_bytes, _first, frame, at + FrameHeadBytes, straight);
            Array.Copy(_bytes, 0, frame, at + FrameHeadBytes + straight, _filled - straight);
            return FrameHeadBytes + _filled;
        }

        /// <summary>The frame of the last <see cref="Fill"/> was handed to the line.</summary>
        public void Sent()
        {
            _isBegun = true;
            Take(_filled);
            _left -= _filled;
        }

        private bool HasRoom(int bytes)
        {
            if (_count + LengthBytes + bytes <= _bytes.Length)
            {
                return true;
            }

            Dropped++;
            return false;
        }

        private byte[] Head(byte kind, long timeUs)
        {
            byte[] head = _head;
            head[0] = kind;
            SerialFrame.Put32(head, 1, (uint)(timeUs >> 32));
            SerialFrame.Put32(head, 5, (uint)timeUs);
            return head;
        }

        private void Put16(int value)
        {
            _bytes[Behind(_count)] = (byte)(value >> 8);
            _bytes[Behind(_count + 1)] = (byte)value;
            _count += LengthBytes;
        }

        private void Append(byte[] bytes, int offset, int count)
        {
            int at = Behind(_count);
            int straight = _bytes.Length - at;
            straight = straight < count ? straight : count;
            Array.Copy(bytes, offset, _bytes, at, straight);
            Array.Copy(bytes, offset + straight, _bytes, 0, count - straight);
            _count += count;
        }

        private void Take(int bytes)
        {
            _first = Behind(bytes);
            _count -= bytes;
        }

        private int Behind(int bytes)
        {
            int at = _first + bytes;
            return at >= _bytes.Length ? at - _bytes.Length : at;
        }
    }
}
