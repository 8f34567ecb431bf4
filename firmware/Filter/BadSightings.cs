// Frames whose CRC was wrong, by the address that they seem to have: what tells an installer that a meter is
// there but too weak. Nothing vouches for the address of a frame whose first block is damaged; it is kept all
// the same, and marked. Two places an address; the older one gives way.
using Gateway.Link;

namespace Gateway.Filter
{
    /// <summary>Addresses seen in damaged frames. Allocates at construction only.</summary>
    public sealed class BadSightings : IBadFrameSink
    {
        /// <summary>No place.</summary>
        public const int None = -1;

        private const int AddressOffset = 2;
        private const int MaxCount = 127;
        private const int SoundBit = 128;

        private readonly long[] _keys;
        private readonly int[] _ticks;
        private readonly byte[] _counts; // and whether an address is sound; 0 = a free place
        private readonly sbyte[] _rssiDbm;
        private readonly MeterAddress _address = new MeterAddress();

        /// <summary>Nothing was seen.</summary>
        /// <param name="capacity">Places, an even number.</param>
        public BadSightings(int capacity)
        {
            _keys = new long[capacity];
            _ticks = new int[capacity];
            _counts = new byte[capacity];
            _rssiDbm = new sbyte[capacity];
        }

        /// <summary>Places.</summary>
        public int Capacity
        {
            get { return _keys.Length; }
        }

        /// <summary>A survey that gets them too; null = none runs.</summary>
        public AirSurvey Survey { get; set; }

        /// <inheritdoc/>
        public void OnBadFrame(FrameKind kind, bool isAddressSound, byte[] bytes, int rssiDbm, long nowUs)
        {
            _address.ReadLink(bytes, AddressOffset);
            long key = MeterTable.KeyOf((ushort)_address.Manufacturer, _address.IdentificationNumber,
                (byte)_address.Version, (byte)_address.DeviceType);
            int nowTicks = (int)(nowUs / MeterTable.TickUs);
            int place = PlaceFor(key);
            if (_keys[place] != key)
            {
                _keys[place] = key;
                _counts[place] = 0;
            }

            int count = _counts[place] & MaxCount;
            count = count < MaxCount ? count + 1 : count;
            _counts[place] = (byte)(count | (_counts[place] & SoundBit) | (isAddressSound ? SoundBit : 0));
            _ticks[place] = nowTicks;
            _rssiDbm[place] = (sbyte)(rssiDbm < -128 ? -128 : rssiDbm > 127 ? 127 : rssiDbm);
            Survey?.AddBad(key, kind, rssiDbm, isAddressSound, nowUs);
        }

        /// <summary>Place of an address; <see cref="None"/> when it was not seen.</summary>
        public int Find(long key)
        {
            int first = FirstOf(key);
            return _keys[first] == key && _counts[first] != 0 ? first
                : _keys[first + 1] == key && _counts[first + 1] != 0 ? first + 1 : None;
        }

        /// <summary>Key of a place, as <see cref="MeterTable.KeyOf"/> has it.</summary>
        public long KeyAt(int place)
        {
            return _keys[place];
        }

        /// <summary>Damaged frames with that address, up to 127; 0 = a free place.</summary>
        public int CountAt(int place)
        {
            return _counts[place] & MaxCount;
        }

        /// <summary>Whether a CRC covers the address in one of them at least; else it may be anybody's or
        /// nobody's.</summary>
        public bool IsSoundAt(int place)
        {
            return (_counts[place] & SoundBit) != 0;
        }

        /// <summary>Power of the last one, in dBm.</summary>
        public int RssiDbmAt(int place)
        {
            return _rssiDbm[place];
        }

        /// <summary>Seconds since the last one.</summary>
        public int SilentSAt(int place, int nowTicks)
        {
            return (nowTicks - _ticks[place]) * MeterTable.TickS;
        }

        private int PlaceFor(long key)
        {
            int first = FirstOf(key);
            if (_keys[first] == key || _counts[first] == 0)
            {
                return first;
            }

            int second = first + 1;
            return _keys[second] == key || _counts[second] == 0 || _ticks[second] < _ticks[first]
                ? second : first;
        }

        private int FirstOf(long key)
        {
            uint hash = (uint)(key ^ (key >> 32)) * 0x9E3779B1;
            return (int)(((ulong)(hash ^ (hash >> 15)) * (uint)(_keys.Length >> 1)) >> 32) << 1;
        }
    }
}
