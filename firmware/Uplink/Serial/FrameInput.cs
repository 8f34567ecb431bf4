// Cuts the bytes of the line at the zeros. What is too long to be a frame is skipped up to the next zero, so
// that after any noise the next whole frame is taken. A call takes one frame at most: a slice is bounded.

namespace Gateway.Uplink.Serial
{
    /// <summary>Finds frames in received bytes.</summary>
    public sealed class FrameInput
    {
        private readonly byte[] _frame = new byte[SerialFrame.MaxWireBytes];
        private readonly byte[] _chunk;
        private int _chunkAt;
        private int _chunkCount;
        private int _count;
        private bool _isTooLong;

        /// <summary>An empty input.</summary>
        /// <param name="chunkBytes">Bytes that are taken from the line at a time.</param>
        public FrameInput(int chunkBytes)
        {
            _chunk = new byte[chunkBytes];
        }

        /// <summary>The last frame that was found; good until the next call.</summary>
        public byte[] Frame => _frame;

        /// <summary>Where received bytes go, when <see cref="IsEmpty"/>; then <see cref="Filled"/>.</summary>
        public byte[] Chunk => _chunk;

        /// <summary>Whether all bytes have been looked at.</summary>
        public bool IsEmpty => _chunkAt == _chunkCount;

        /// <summary>What stood between two zeros and was no frame. Wraps.</summary>
        public int Damaged { get; private set; }

        /// <summary>So many bytes were put into the chunk.</summary>
        public void Filled(int count)
        {
            _chunkAt = 0;
            _chunkCount = count;
        }

        /// <summary>Forgets everything.</summary>
        public void Clear()
        {
            _chunkAt = _chunkCount = 0;
            _count = 0;
            _isTooLong = false;
        }

        /// <summary>Looks for the next frame.</summary>
        /// <returns>Bytes of its data; −1 when there is none in what was received.</returns>
        public int Find()
        {
            byte[] chunk = _chunk;
            byte[] frame = _frame;
            int end = _chunkCount;
            int limit = frame.Length;
            int count = _count;
            int at = _chunkAt;
            while (at < end)
            {
                byte one = chunk[at];
                at++;
                if (one != 0)
                {
                    count++;
                    if (count < limit)
                    {
                        frame[count] = one;
                        continue;
                    }

                    count = 0;
                    _isTooLong = true;
                    continue;
                }

                bool isFrame = count > 0 && !_isTooLong;
                bool isDamaged = _isTooLong;
                int dataBytes = isFrame ? SerialFrame.Open(frame, count) : -1;
                count = 0;
                _isTooLong = false;
                if (isDamaged || (isFrame && dataBytes < 0))
                {
                    Damaged++;
                }
                else if (isFrame)
                {
                    _chunkAt = at;
                    _count = 0;
                    return dataBytes;
                }
            }

            _chunkAt = at;
            _count = count;
            return -1;
        }
    }
}
