// How much of a meter was heard in each of the last 24 hours: a byte an hour, for as many meters as there are
// places. The meter table's 24 bytes a meter have no room for it, 64,000 meters would want another 1.5 MB;
// so a wanted meter gets a place while there is one in its bucket, and loses it when it has been silent for
// a day. Hours are those since boot; what was due follows from the meter's interval and is not stored.
namespace Gateway.Filter
{
    /// <summary>Hourly counts. Allocates at construction only: 36 bytes a place and 2 a bucket.</summary>
    public sealed class HearingHours
    {
        /// <summary>Hours that are remembered.</summary>
        public const int MaxHours = 24;

        /// <summary>Meters that share places: so many are looked at for a telegram.</summary>
        public const int BucketPlaces = 8;

        /// <summary>Bytes of RAM of a bucket.</summary>
        public const int BytesPerBucket = (BucketPlaces * (8 + 2 + 2 + MaxHours)) + 2;

        private const int None = -1;
        private const int SecondsAnHour = 3600;
        private const byte NotKnown = 255;
        private const int MaxUnits = 254;
        private const int PartFlag = 0x8000; // the meter's first hour, of which only a part was seen
        private const int MaxCount = 0x7FFF;

        private readonly long[] _keys;
        private readonly ushort[] _hours; // of the last telegram, + 1; 0 = a free place
        private readonly ushort[] _counts; // telegrams of that hour
        private readonly byte[] _received; // of the hours before it, in units: UnitOf
        private readonly ushort[] _fullHours; // of a bucket: the hour in which no place was free, + 1
        private readonly int _buckets;

        /// <summary>Nobody was heard.</summary>
        /// <param name="places">Meters, in whole buckets.</param>
        public HearingHours(int places)
        {
            _buckets = places / BucketPlaces;
            Capacity = _buckets * BucketPlaces;
            _keys = new long[Capacity];
            _hours = new ushort[Capacity];
            _counts = new ushort[Capacity];
            _received = new byte[Capacity * MaxHours];
            _fullHours = new ushort[_buckets];
        }

        /// <summary>Places.</summary>
        public int Capacity { get; }

        /// <summary>Meters that have had a place.</summary>
        public int Count { get; private set; }

        /// <summary>Telegrams of meters that found no place.</summary>
        public uint Lost { get; private set; }

        /// <summary>A telegram was heard that is no copy and no part of a burst.</summary>
        /// <param name="key">Address.</param>
        /// <param name="hour">Hours since boot.</param>
        /// <param name="intervalS">The meter's interval; 0 = not learned.</param>
        public void Note(long key, int hour, int intervalS)
        {
            // Find, without its call: this is done for each telegram that is wanted.
            int from = BucketOf(key);
            int end = from + BucketPlaces;
            int place = from;
            long[] keys = _keys;
            while (place < end && keys[place] != key)
            {
                place++;
            }

            if (place == end || _hours[place] == 0)
            {
                if (_fullHours[from / BucketPlaces] == (ushort)(hour + 1))
                {
                    Lost++; // places come free at the turn of an hour only
                }
                else
                {
                    Enter(key, from, hour);
                }

                return;
            }

            if (_hours[place] != (ushort)(hour + 1))
            {
                Close(place, hour, intervalS);
            }

            int count = _counts[place];
            _counts[place] = (ushort)((count & MaxCount) < MaxCount ? count + 1 : count);
        }

        /// <summary>Whether a place is in use.</summary>
        public bool IsUsed(int place)
        {
            return _hours[place] != 0;
        }

        /// <summary>Address at a place.</summary>
        public long KeyAt(int place)
        {
            return _keys[place];
        }

        /// <summary>Place of a meter; negative when it has none.</summary>
        public int Find(long key)
        {
            int from = BucketOf(key);
            int end = from + BucketPlaces;
            long[] keys = _keys;
            for (int place = from; place < end; place++)
            {
                if (keys[place] == key && _hours[place] != 0)
                {
                    return place;
                }
            }

            return None;
        }

        /// <summary>Telegrams received in the last whole hours.</summary>
        /// <param name="place">Place of a meter.</param>
        /// <param name="hour">Hours since boot: the one that is not over yet.</param>
        /// <param name="span">1 .. <see cref="MaxHours"/>.</param>
        /// <param name="intervalS">The meter's interval; 0 = not learned: nothing can be told.</param>
        /// <param name="known">Hours of the span of which something is known.</param>
        public int Received(int place, int hour, int span, int intervalS, out int known)
        {
            known = 0;
            if (intervalS == 0)
            {
                return 0;
            }

            // Hours before that of the last telegram, that one, and those in which nothing was heard since.
            int last = hour - Age(place, hour);
            int from = hour - span;
            from = from < 0 ? 0 : from;
            int silent = last < from ? hour - from : hour - last - 1;
            silent = silent < 0 ? 0 : silent;
            int units = 0;
            int oldest = last - MaxHours;
            byte[] ring = _received;
            int start = place * MaxHours;
            int first = from < oldest ? oldest < 0 ? 0 : oldest : from;
            int at = start + (first % MaxHours);
            for (int h = first; h < last; h++)
            {
                int value = ring[at];
                if (value != NotKnown)
                {
                    known++;
                    units += value;
                }

                at = at + 1 == start + MaxHours ? start : at + 1;
            }

            int received = units * UnitOf(intervalS);
            int count = _counts[place];
            if (last >= from && last < hour && (count & PartFlag) == 0)
            {
                known++;
                received += count & MaxCount;
            }

            known += silent;
            return received;
        }

        /// <summary>Telegrams that were due in so many hours.</summary>
        public static int Expected(int hours, int intervalS)
        {
            return intervalS == 0 ? 0 : ((hours * SecondsAnHour) + (intervalS >> 1)) / intervalS;
        }

        // Hours since the last telegram's; the number of the hour comes round after seven years.
        private int Age(int place, int hour)
        {
            return (hour + 1 - _hours[place]) & 0xFFFF;
        }

        private void Enter(long key, int from, int hour)
        {
            for (int place = from; place < from + BucketPlaces; place++)
            {
                bool isFree = _hours[place] == 0;
                if (!isFree && Age(place, hour) <= MaxHours)
                {
                    continue;
                }

                Count += isFree ? 1 : 0;
                _keys[place] = key;
                _hours[place] = (ushort)(hour + 1);
                _counts[place] = PartFlag | 1;
                for (int i = place * MaxHours; i < (place + 1) * MaxHours; i++)
                {
                    _received[i] = NotKnown;
                }

                return;
            }

            _fullHours[from / BucketPlaces] = (ushort)(hour + 1);
            Lost++;
        }

        // The hour of the last telegram is over, and some in which none came may be.
        private void Close(int place, int hour, int intervalS)
        {
            int count = _counts[place];
            int age = Age(place, hour);
            int last = hour - age;
            int units = ((count & MaxCount) + (UnitOf(intervalS) >> 1)) / UnitOf(intervalS);
            bool isKnown = (count & PartFlag) == 0 && intervalS > 0;
            int at = place * MaxHours;
            units = !isKnown ? NotKnown : units < MaxUnits ? units : MaxUnits;
            _received[at + (last % MaxHours)] = (byte)units;
            for (int h = age > MaxHours ? hour - MaxHours : last + 1; h < hour; h++)
            {
                _received[at + (h % MaxHours)] = 0;
            }

            _hours[place] = (ushort)(hour + 1);
            _counts[place] = 0;
        }

        // 254 units hold an hour's telegrams: of a meter that sends every 15 s, 8 s, 4 s.
        private static int UnitOf(int intervalS)
        {
            return intervalS == 0 || intervalS >= 15 ? 1 : intervalS >= 8 ? 2 : 4;
        }

        private int BucketOf(long key)
        {
            uint hash = (uint)(key ^ (key >> 32)) * 0x9E3779B1;
            return (int)(((ulong)(hash ^ (hash >> 15)) * (uint)_buckets) >> 32) * BucketPlaces;
        }
    }
}
