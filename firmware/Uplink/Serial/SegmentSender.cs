// Sends one message at a time in numbered segments: go back n. The message stays where it is until all of it
// is acknowledged, so that sending again costs no memory. Time is a parameter; nothing blocks.

using System;

namespace Gateway.Uplink.Serial
{
    /// <summary>The sending half of a session.</summary>
    public sealed class SegmentSender
    {
        private const int LengthBytes = 2;

        private readonly int _retryUs;
        private readonly int _retryCapUs;
        private byte[] _head;
        private int _headBytes;
        private byte[] _payload;
        private int _totalBytes;
        private int _segments;
        private int _acknowledged;
        private int _next;
        private int _reached;
        private byte _number;
        private int _waitUs;
        private long _dueUs;

        /// <summary>A sender at rest.</summary>
        /// <param name="retryUs">Wait for an acknowledge before segments are sent again; doubled each
        /// time.</param>
        /// <param name="retryCapUs">Longest wait.</param>
        public SegmentSender(int retryUs, int retryCapUs)
        {
            _retryUs = retryUs;
            _retryCapUs = retryCapUs;
        }

        /// <summary>Segments that may be out, as the other end has it.</summary>
        public int Window { get; set; } = 1;

        /// <summary>Whether a message is on its way.</summary>
        public bool IsBusy => _segments > 0;

        /// <summary>Segments that were sent again. Wraps.</summary>
        public int Repeats { get; private set; }

        /// <summary>When segments are sent again; <see cref="long.MaxValue"/> = nothing is out.</summary>
        public long DueUs => _next > _acknowledged ? _dueUs : long.MaxValue;

        /// <summary>Whether a segment can be sent.</summary>
        public bool HasSegment => _next < _segments && _next - _acknowledged < Window;

        /// <summary>A session begins: numbers start at 0, nothing is on its way.</summary>
        public void Restart()
        {
            _number = 0;
            End();
        }

        /// <summary>Begins a message: first <paramref name="head"/>, then the payload.</summary>
        /// <param name="head">2 bytes that are filled in here, then what begins the message; kept until the
        /// message is over.</param>
        /// <param name="headBytes">Bytes of it, the 2 included.</param>
        /// <param name="payload">The rest, or null; kept until the message is over.</param>
        public void Begin(byte[] head, int headBytes, byte[] payload)
        {
            _head = head;
            _headBytes = headBytes;
            _payload = payload;
            _totalBytes = headBytes + (payload == null ? 0 : payload.Length);
            int length = _totalBytes - LengthBytes;
            head[0] = (byte)(length >> 8);
            head[1] = (byte)length;
            _segments = (_totalBytes + SerialFrame.MaxDataBytes - 1) / SerialFrame.MaxDataBytes;
            _acknowledged = 0;
            _next = 0;
            _reached = 0;
            _waitUs = _retryUs;
        }

        /// <summary>Makes the frame of the next segment.</summary>
        /// <param name="frame">At least <see cref="SerialFrame.MaxWireBytes"/> bytes.</param>
        /// <param name="session">The session.</param>
        /// <returns>Bytes to send.</returns>
        public int Fill(byte[] frame, uint session)
        {
            int from = _next * SerialFrame.MaxDataBytes;
            int count = _totalBytes - from;
            count = count < SerialFrame.MaxDataBytes ? count : SerialFrame.MaxDataBytes;
            int headLeft = _headBytes - from;
            int ofHead = headLeft <= 0 ? 0 : headLeft < count ? headLeft : count;
            if (ofHead > 0)
            {
                Array.Copy(_head, from, frame, SerialFrame.DataAt, ofHead);
            }

            if (count > ofHead)
            {
                Array.Copy(
                    _payload, from + ofHead - _headBytes, frame, SerialFrame.DataAt + ofHead, count - ofHead);
            }

            byte kind = _next == 0 ? SerialFrame.First : SerialFrame.Next;
            return SerialFrame.Seal(frame, kind, session, (byte)(_number + _next), count);
        }

        /// <summary>The frame of the last <see cref="Fill"/> was handed to the line.</summary>
        public void Sent(long nowUs)
        {
            if (_next == _acknowledged)
            {
                _dueUs = nowUs + _waitUs;
            }

            _next++;
            _reached = _next > _reached ? _next : _reached;
        }

        /// <summary>The other end has everything before a number.</summary>
        /// <param name="wanted">The number that it wants next.</param>
        /// <param name="isGap">What came behind that had a gap.</param>
        /// <param name="nowUs">Now.</param>
        /// <returns>true when the message has arrived whole: it is over.</returns>
        public bool Acknowledge(byte wanted, bool isGap, long nowUs)
        {
            int gained = (byte)(wanted - (byte)(_number + _acknowledged));
            if (gained > _reached - _acknowledged)
            {
                // Of long ago.
                return false;
            }

            if (gained > 0)
            {
                _acknowledged += gained;
                _next = _next < _acknowledged ? _acknowledged : _next;
                _waitUs = _retryUs;
                _dueUs = nowUs + _waitUs;
                if (_acknowledged == _segments)
                {
                    Complete();
                    return true;
                }
            }

            if (isGap)
            {
                GoBack();
            }

            return false;
        }

        /// <summary>The answer to the message is here before the acknowledge of its last segment: it has
        /// arrived whole.</summary>
        public void Complete()
        {
            _number = (byte)(_number + _segments);
            End();
        }

        /// <summary>Sends again when no acknowledge came in time.</summary>
        public void Check(long nowUs)
        {
            if (nowUs >= DueUs)
            {
                _waitUs = _waitUs > _retryCapUs / 2 ? _retryCapUs : _waitUs * 2;
                GoBack();
            }
        }

        private void GoBack()
        {
            Repeats += _next - _acknowledged;
            _next = _acknowledged;
        }

        private void End()
        {
            _head = null;
            _payload = null;
            _segments = 0;
            _acknowledged = 0;
            _next = 0;
            _reached = 0;
        }
    }
}
