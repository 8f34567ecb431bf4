// Writes CBOR (RFC 8949) in its deterministic form (4.2.1) as far as a writer alone can: every length and
// number in its shortest head, definite lengths only. The order of keys in maps is the caller's. Like
// JsonWriter it allocates nothing, never throws, and writes no part of an item: what does not fit sets
// Overflow and everything after it is ignored until Reset or Restore.
using System;

namespace Gateway.Core
{
    /// <summary>Bounded CBOR writer.</summary>
    public sealed class CborWriter
    {
        /// <summary>First byte of a map of no pairs; others are this plus their number, up to 23.</summary>
        public const int MapHead = 0xA0;

        /// <summary>First byte of an array of no items; others are this plus their number, up to
        /// 23.</summary>
        public const int ArrayHead = 0x80;

        private const int NegativeHead = 0x20;
        private const int BytesHead = 0x40;
        private const int TextHead = 0x60;
        private const byte NullItem = 0xF6;
        private const int MaxHeadBytes = 9;

        private readonly byte[] _buffer;
        private int _limit;
        private int _length;
        private bool _overflow;

        /// <summary>A writer over a buffer that it keeps.</summary>
        public CborWriter(byte[] buffer)
        {
            _buffer = buffer;
            _limit = buffer.Length;
        }

        /// <summary>Bytes written; a place to come back to with <see cref="Restore"/>.</summary>
        public int Length => _length;

        /// <summary>Whether something did not fit.</summary>
        public bool Overflow => _overflow;

        /// <summary>Starts anew.</summary>
        public void Reset()
        {
            _length = 0;
            _overflow = false;
        }

        /// <summary>Takes back everything behind <paramref name="length"/>, an overflow too.</summary>
        public void Restore(int length)
        {
            _length = length;
            _overflow = false;
        }

        /// <summary>A copy of what was written; allocates it.</summary>
        public byte[] ToArray()
        {
            byte[] copy = new byte[_length];
            Array.Copy(_buffer, 0, copy, 0, _length);
            return copy;
        }

        /// <summary>Head of an array; its items follow.</summary>
        public void BeginArray(int count)
        {
            Head(ArrayHead, count, 0);
        }

        /// <summary>Head of a map; its keys and values follow, keys in rising order of their bytes.</summary>
        public void BeginMap(int count)
        {
            Head(MapHead, count, 0);
        }

        /// <summary>An integer.</summary>
        public void Number(long value)
        {
            if (value < 0)
            {
                Head(NegativeHead, -1 - value, 0);
            }
            else
            {
                Head(0, value, 0);
            }
        }

        /// <summary>null.</summary>
        public void Null()
        {
            if (_overflow || _length == _limit)
            {
                _overflow = true;
                return;
            }

            _buffer[_length++] = NullItem;
        }

        /// <summary>A byte string: bytes [offset, offset + count).</summary>
        public void Bytes(byte[] bytes, int offset, int count)
        {
            Copy(BytesHead, bytes, offset, count);
        }

        /// <summary>A text string that is UTF-8 already: bytes [offset, offset + count).</summary>
        public void Text(byte[] bytes, int offset, int count)
        {
            Copy(TextHead, bytes, offset, count);
        }

        /// <summary>Items as they stand. The caller answers for them.</summary>
        public void Raw(byte[] items)
        {
            Copy(-1, items, 0, items.Length);
        }

        /// <summary>Replaces the head of an array or map that was written with 23 items or fewer.</summary>
        /// <param name="at">Where it is.</param>
        /// <param name="head"><see cref="ArrayHead"/> or <see cref="MapHead"/>.</param>
        /// <param name="count">0 .. 23.</param>
        public void Patch(int at, int head, int count)
        {
            _buffer[at] = (byte)(head + count);
        }

        private void Copy(int head, byte[] bytes, int offset, int count)
        {
            if (head >= 0)
            {
                Head(head, count, count);
            }

            if (_overflow || count > _limit - _length)
            {
                _overflow = true;
                return;
            }

            Array.Copy(bytes, offset, _buffer, _length, count);
            _length += count;
        }

        private void Head(int major, long value, int following)
        {
            int at = _length;
            int room = _limit - at - following;
            if (_overflow || (room < MaxHeadBytes && room < HeadBytes(value)))
            {
                _overflow = true;
                return;
            }

            if (value < 24)
            {
                _buffer[at] = (byte)(major + (int)value);
                _length = at + 1;
                return;
            }

            int count = HeadBytes(value) - 1;
            _buffer[at] = (byte)(major + (count == 1 ? 24 : count == 2 ? 25 : count == 4 ? 26 : 27));
            for (int shift = (count - 1) * 8; shift >= 0; shift -= 8)
            {
                at++;
                _buffer[at] = (byte)(value >> shift);
            }

            _length = at + 1;
        }

        private static int HeadBytes(long value)
        {
            return value < 24 ? 1 : value < 0x100 ? 2 : value < 0x10000 ? 3 : value < 0x100000000L ? 5 : 9;
        }
    }
}
