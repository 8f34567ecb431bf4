// What the meter table has no room for, of the meters heard last: a small cache. A meter has one place, found
// by its address; whoever is heard takes it, unless somebody watches the one that has it.
using Gateway.Core;
using Gateway.Link;

namespace Gateway.Filter
{
    /// <summary>Details of some meters. Allocates at construction only.</summary>
    public sealed class MeterDetails
    {
        /// <summary>No place.</summary>
        public const int None = -1;

        private const byte IsHeard = 1;
        private const byte IsWatched = 2;
        private const byte IsSecret = 4;
        private const int HertzAUnit = 100;
        private const int MaxUnits = 32767;

        private readonly long[] _keys;
        private readonly short[] _offsets;
        private readonly byte[] _modes;
        private readonly byte[] _flags;

        /// <summary>No meter is known.</summary>
        /// <param name="capacity">Places.</param>
        public MeterDetails(int capacity)
        {
            _keys = new long[capacity];
            _offsets = new short[capacity];
            _modes = new byte[capacity];
            _flags = new byte[capacity];
        }

        /// <summary>Places.</summary>
        public int Capacity
        {
            get { return _keys.Length; }
        }

        /// <summary>Whether a place knows a meter that was heard.</summary>
        public bool IsHeardAt(int place)
        {
            return (_flags[place] & IsHeard) != 0;
        }

        /// <summary>A telegram was heard.</summary>
        public void Note(long key, Telegram telegram, TelegramFacts facts)
        {
            int place = PlaceOf(key);
            byte[] flags = _flags;
            int watched = flags[place] & IsWatched;
            if (_keys[place] != key)
            {
                if (watched != 0)
                {
                    return;
                }

                _keys[place] = key;
            }

            flags[place] = (byte)(IsHeard | watched | (facts.IsEncrypted ? IsSecret : 0));
            _modes[place] = (byte)telegram.Mode;
            int units = telegram.FrequencyOffsetHz / HertzAUnit;
            _offsets[place] = (short)(units > MaxUnits ? MaxUnits : units < -MaxUnits ? -MaxUnits : units);
        }

        /// <summary>Keeps a place for a meter that somebody has asked about, until the place is kept for
        /// another one.</summary>
        public void Watch(long key)
        {
            int place = PlaceOf(key);
            if (_keys[place] != key)
            {
                _keys[place] = key;
                _flags[place] = 0;
            }

            _flags[place] |= IsWatched;
        }

        /// <summary>Place of a meter; <see cref="None"/> when nothing is known of it.</summary>
        public int Find(long key)
        {
            int place = PlaceOf(key);
            return _keys[place] == key && (_flags[place] & IsHeard) != 0 ? place : None;
        }

        /// <summary>Sender's carrier minus the receiver's of its last telegram, in hertz, by steps of
        /// 100.</summary>
        public int FrequencyOffsetHz(int place)
        {
            return _offsets[place] * HertzAUnit;
        }

        /// <summary>Link mode of its last telegram.</summary>
        public LinkMode Mode(int place)
        {
            return (LinkMode)_modes[place];
        }

        /// <summary>Whether its last telegram was encrypted.</summary>
        public bool IsEncrypted(int place)
        {
            return (_flags[place] & IsSecret) != 0;
        }

        private int PlaceOf(long key)
        {
            uint hash = (uint)(key ^ (key >> 32)) * 0x9E3779B1;
            return (int)(((ulong)(hash ^ (hash >> 15)) * (uint)_keys.Length) >> 32);
        }
    }
}
