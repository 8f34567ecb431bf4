namespace System
{
    /// <summary>nanoFramework's view on a part of a byte array.</summary>
    public readonly struct SpanByte
    {
        private readonly byte[] _array;
        private readonly int _start;
        private readonly int _length;

        /// <summary>The whole array.</summary>
        public SpanByte(byte[] array)
            : this(array, 0, array == null ? 0 : array.Length)
        {
        }

        /// <summary>[start, start + length) of an array.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The range is not within the array.</exception>
        public SpanByte(byte[] array, int start, int length)
        {
            var size = array == null ? 0 : array.Length;
            if (start < 0 || length < 0 || start > size - length)
            {
                throw new ArgumentOutOfRangeException(nameof(length));
            }

            _array = array;
            _start = start;
            _length = length;
        }

        /// <summary>A view on nothing.</summary>
        public static SpanByte Empty => default;

        /// <summary>Number of bytes.</summary>
        public int Length => _length;

        /// <summary>Whether there is no byte.</summary>
        public bool IsEmpty => _length == 0;

        /// <summary>One byte.</summary>
        public byte this[int index]
        {
            get => _array[Checked(index)];
            set => _array[Checked(index)] = value;
        }

        /// <summary>The whole array, without a copy.</summary>
        public static implicit operator SpanByte(byte[] array) => new SpanByte(array);

        /// <summary>Copies to a view of at least this length.</summary>
        public void CopyTo(SpanByte destination)
        {
            if (destination._length < _length)
            {
                throw new ArgumentException("the destination is shorter", nameof(destination));
            }

            if (_length > 0)
            {
                Array.Copy(_array, _start, destination._array, destination._start, _length);
            }
        }

        /// <summary>From a position to the end.</summary>
        public SpanByte Slice(int start) => Slice(start, _length - start);

        /// <summary>A part of the view.</summary>
        public SpanByte Slice(int start, int length)
        {
            if (start < 0 || length < 0 || start > _length - length)
            {
                throw new ArgumentOutOfRangeException(nameof(length));
            }

            return new SpanByte(_array, _start + start, length);
        }

        /// <summary>A copy.</summary>
        public byte[] ToArray()
        {
            var copy = new byte[_length];
            CopyTo(copy);
            return copy;
        }

        private int Checked(int index)
        {
            return (uint)index < (uint)_length ? _start + index : throw new IndexOutOfRangeException();
        }
    }
}
