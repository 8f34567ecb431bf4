// Puts messages together from segments in order: what is out of order is not kept, the sender goes back. The
// array of a message is made when its first segment tells the length; a message that is too long is taken
// off the line, counted and dropped. Bytes have passed a CRC-32; whatever they say, nothing throws.

using System;

namespace Gateway.Uplink.Serial
{
    /// <summary>The receiving half of a session.</summary>
    public sealed class SegmentReceiver
    {
        private const int LengthBytes = 2;

        private readonly int _maxBytes;
        private byte[] _message;
        private int _have;
        private int _expected;
        private bool _isToldOfGap;

        /// <summary>A receiver at rest.</summary>
        /// <param name="maxBytes">Longest message.</param>
        public SegmentReceiver(int maxBytes)
        {
            _maxBytes = maxBytes;
        }

        /// <summary>The number that is wanted next.</summary>
        public byte Wanted { get; private set; }

        /// <summary>Whether an acknowledge is owed, and whether it has to tell of a gap.</summary>
        public bool OwesAck { get; private set; }

        /// <summary>See <see cref="OwesAck"/>.</summary>
        public bool OwesGap { get; private set; }

        /// <summary>Messages that were too long or made no sense. Wraps.</summary>
        public int Dropped { get; private set; }

        /// <summary>A session begins.</summary>
        public void Restart()
        {
            Wanted = 0;
            _message = null;
            _have = _expected = 0;
            OwesAck = OwesGap = _isToldOfGap = false;
        }

        /// <summary>The acknowledge was sent.</summary>
        public void AckSent()
        {
            OwesAck = OwesGap = false;
        }

        /// <summary>Takes a segment.</summary>
        /// <param name="frame">An open frame.</param>
        /// <param name="dataBytes">Bytes of its data.</param>
        /// <returns>The message when this was its last segment; otherwise null.</returns>
        public byte[] Take(byte[] frame, int dataBytes)
        {
            OwesAck = true;
            if (SerialFrame.NumberOf(frame) != Wanted)
            {
                bool isAhead = (byte)(SerialFrame.NumberOf(frame) - Wanted) < 128;
                OwesGap |= isAhead && !_isToldOfGap;
                _isToldOfGap |= isAhead;
                return null;
            }

            Wanted++;
            _isToldOfGap = false;
            return SerialFrame.KindOf(frame) == SerialFrame.First ? Begin(frame, dataBytes)
                : Continue(frame, SerialFrame.DataAt, dataBytes);
        }

        private byte[] Begin(byte[] frame, int dataBytes)
        {
            Dropped += _expected > 0 ? 1 : 0;
            _message = null;
            _expected = _have = 0;
            if (dataBytes <= LengthBytes)
            {
                Dropped++;
                return null;
            }

            _expected = (frame[SerialFrame.DataAt] << 8) | frame[SerialFrame.DataAt + 1];
            if (_expected <= _maxBytes)
            {
                _message = new byte[_expected];
            }

            return Continue(frame, SerialFrame.DataAt + LengthBytes, dataBytes - LengthBytes);
        }

        private byte[] Continue(byte[] frame, int from, int count)
        {
            bool fits = count <= _expected - _have;
            if (fits && _message != null)
            {
                Array.Copy(frame, from, _message, _have, count);
            }

            _have += count;
            if (fits && _have < _expected)
            {
                return null;
            }

            byte[] message = fits ? _message : null;
            Dropped += message == null ? 1 : 0;
            _message = null;
            _expected = _have = 0;
            return message;
        }
    }
}
