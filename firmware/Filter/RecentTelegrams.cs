using Gateway.Core;
using Gateway.Link;

namespace Gateway.Filter
{
    /// <summary>The telegrams heard last, for showing them. Allocates at construction only.</summary>
    public sealed class RecentTelegrams
    {
        /// <summary>Telegrams that are kept; a power of two.</summary>
        public const int Capacity = 16;

        private readonly long[] _keys = new long[Capacity];
        private readonly long[] _heardUs = new long[Capacity];
        private readonly byte[] _modes = new byte[Capacity];
        private readonly short[] _rssiDbm = new short[Capacity];
        private readonly short[] _lengths = new short[Capacity];
        private int _next;

        /// <summary>Telegrams kept.</summary>
        public int Count { get; private set; }

        /// <summary>A telegram was heard.</summary>
        public void Note(long key, Telegram telegram)
        {
            int at = _next;
            _keys[at] = key;
            _heardUs[at] = telegram.ReceivedUs;
            _modes[at] = (byte)telegram.Mode;
            _rssiDbm[at] = (short)telegram.RssiDbm;
            _lengths[at] = (short)telegram.Length;
            _next = (at + 1) & (Capacity - 1);
            Count = Count < Capacity ? Count + 1 : Capacity;
        }

        /// <summary>Address as <see cref="MeterTable.KeyOf"/> has it.</summary>
        /// <param name="index">0 .. <see cref="Count"/> − 1, the last one first.</param>
        public long KeyAt(int index)
        {
            return _keys[PlaceOf(index)];
        }

        /// <summary>Microseconds since boot at which it came.</summary>
        public long HeardUsAt(int index)
        {
            return _heardUs[PlaceOf(index)];
        }

        /// <summary>Link mode.</summary>
        public LinkMode ModeAt(int index)
        {
            return (LinkMode)_modes[PlaceOf(index)];
        }

        /// <summary>Received power in dBm.</summary>
        public int RssiDbmAt(int index)
        {
            return _rssiDbm[PlaceOf(index)];
        }

        /// <summary>Bytes of the telegram.</summary>
        public int LengthAt(int index)
        {
            return _lengths[PlaceOf(index)];
        }

        private int PlaceOf(int index)
        {
            return (_next - 1 - index) & (Capacity - 1);
        }
    }
}
