// Finding and placing: see MeterTable.cs. The occupied slots of a bucket are always its first ones: a slot
// that a move vacates is filled at once and nothing else vacates one. So one look at the last slot tells a
// full bucket.
namespace Gateway.Filter
{
    public sealed partial class MeterTable
    {
        // Their columns go with the slots; null = none.
        internal TenantRules[] Tenants;

        /// <summary>Slot of the meter, or <see cref="None"/>.</summary>
        public int Find(long key)
        {
            Locate(key);
            int slot = FindIn(_bucketA, key);
            return slot >= 0 ? slot : FindIn(_bucketB, key);
        }

        /// <summary>First slot of a range whose meter has these digits at the end of its identification
        /// number, or <see cref="None"/>.</summary>
        public int FindDigits(uint digits, uint mask, int start, int end)
        {
            long[] keys = _keys;
            int[] heard = _heard;
            for (int i = start; i < end; i++)
            {
                if (((uint)(keys[i] >> 16) & mask) == digits && heard[i] != 0)
                {
                    return i;
                }
            }

            return None;
        }

        /// <summary>Whether a slot has a meter.</summary>
        public bool IsUsed(int slot)
        {
            return _heard[slot] != 0;
        }

        /// <summary>Address of a slot's meter, as <see cref="KeyOf"/> has it.</summary>
        public long KeyAt(int slot)
        {
            return _keys[slot];
        }

        /// <summary>First slots of the two buckets that may hold the meter, in the order in which they are
        /// read.</summary>
        public void BucketsOf(long key, out int first, out int second)
        {
            Locate(key);
            first = _bucketA;
            second = _bucketB;
        }

        /// <summary>Enters a meter that <see cref="Find"/> did not find. With both of its buckets full the
        /// one unheard for longest is forgotten, meters that nobody wants first; one that nobody wants
        /// displaces no wanted one.</summary>
        /// <param name="key">The meter.</param>
        /// <param name="nowTicks">Ticks since boot.</param>
        /// <param name="isWanted">A rule lets its telegrams on.</param>
        /// <returns>Its slot, or <see cref="None"/>.</returns>
        public int Add(long key, int nowTicks, bool isWanted)
        {
            Locate(key);
            int a = _bucketA;
            int b = _bucketB;
            int freeA = CountFree(a);
            int freeB = CountFree(b);
            int slot;
            if (freeA != 0 || freeB != 0)
            {
                slot = FreeIn(freeA >= freeB ? a : b);
            }
            else
            {
                LongAdds++;
                slot = MakeRoom(a, b);
            }

            if (slot < 0)
            {
                slot = VictimIn(a, b, nowTicks, isWanted);
                if (slot < 0)
                {
                    _counters.NotTracked++;
                    return None;
                }

                _counters.Evicted++;
                Count--;
            }

            Count++;
            _keys[slot] = key;
            _heard[slot] = 0;
            Stamp(slot, nowTicks);
            _rules[slot] = 0;
            _counts[slot] = 0;
            _intervals[slot] = 0;
            _statuses[slot] = 0;
            _rssiDbm[slot] = 0;
            _firstLengths[slot] = 0;
            _secondLengths[slot] = 0;
            _lengthDays[slot] = 0;
            for (int i = 0; Tenants != null && i < Tenants.Length; i++)
            {
                Tenants[i].Clear(slot);
            }

            return slot;
        }

        private void Locate(long key)
        {
            ulong z = ((ulong)key ^ _seed) * 0x9E3779B97F4A7C15UL;
            z ^= z >> 32;
            z *= 0xD6E8FEB86659FD93UL;
            z ^= z >> 32;
            uint a = (uint)(((z & 0xFFFFFFFF) * _bucketCount) >> 32);
            uint b = (uint)(((z >> 32) * _bucketCount) >> 32);
            if (a == b)
            {
                b = a + 1 == _bucketCount ? 0 : a + 1;
            }

            _bucketA = (int)a * BucketSlots;
            _bucketB = (int)b * BucketSlots;
        }

        private int FindIn(int first, long key)
        {
            long[] keys = _keys;
            int end = first + BucketSlots;
            for (int i = first; i < end; i++)
            {
                if (keys[i] == key && _heard[i] != 0)
                {
                    return i;
                }
            }

            return None;
        }

        private int FreeIn(int first)
        {
            if (_heard[first + BucketSlots - 1] != 0)
            {
                return None;
            }

            for (int i = first; i < first + BucketSlots; i++)
            {
                if (_heard[i] == 0)
                {
                    return i;
                }
            }

            return None;
        }

        private int CountFree(int first)
        {
            int free = 0;
            for (int i = first; i < first + BucketSlots; i++)
            {
                if (_heard[i] == 0)
                {
                    free++;
                }
            }

            return free;
        }

        // Vacates a slot of one of two full buckets by one move, or by two: at most 32 moves are tried. With
        // one move only, a full site loses a meter under a few seeds of a hundred; with two under none of a
        // thousand. In a table with hardly a free slot a second move is not worth its time.
        private int MakeRoom(int a, int b)
        {
            int slot = Relocate(a);
            slot = slot >= 0 ? slot : Relocate(b);
            if (slot >= 0 || Count >= SlotCount - (SlotCount >> FewFreeShift))
            {
                return slot;
            }

            slot = RelocateTwice(a);
            return slot >= 0 ? slot : RelocateTwice(b);
        }

        // Moves one occupant of a full bucket to its other bucket; gives the slot it left. All but the
        // last try fail, so a try calls nothing but the hash.
        private int Relocate(int bucket)
        {
            long[] keys = _keys;
            int[] heard = _heard;
            int end = bucket + BucketSlots;
            for (int i = bucket; i < end; i++)
            {
                Locate(keys[i]);
                int other = _bucketA;
                if (other == bucket)
                {
                    other = _bucketB;
                }

                if (heard[other + BucketSlots - 1] == 0)
                {
                    Move(i, FreeIn(other));
                    return i;
                }
            }

            return None;
        }

        // Moves the first occupant to its other bucket after making room there.
        private int RelocateTwice(int bucket)
        {
            int to = Relocate(OtherBucketOf(bucket, bucket));
            if (to < 0)
            {
                return None;
            }

            Move(bucket, to);
            return bucket;
        }

        private int OtherBucketOf(int slot, int bucket)
        {
            Locate(_keys[slot]);
            return _bucketA == bucket ? _bucketB : _bucketA;
        }

        private void Move(int from, int to)
        {
            _keys[to] = _keys[from];
            _heard[to] = _heard[from];
            _rules[to] = from < _clearedSlots ? _rules[from] : (short)0;
            _counts[to] = _counts[from];
            _intervals[to] = _intervals[from];
            _statuses[to] = _statuses[from];
            _rssiDbm[to] = _rssiDbm[from];
            _firstLengths[to] = _firstLengths[from];
            _secondLengths[to] = _secondLengths[from];
            _lengthDays[to] = _lengthDays[from];
            for (int i = 0; Tenants != null && i < Tenants.Length; i++)
            {
                Tenants[i].Move(from, to);
            }

            _counters.Relocated++;
        }

        // Unwanted before wanted, then the longest unheard. Rules not matched yet count as wanted.
        private int VictimIn(int a, int b, int nowTicks, bool isWanted)
        {
            short[] rules = _rules;
            int[] heard = _heard;
            int nowStamp = nowTicks + 1;
            int victim = None;
            int victimAge = -1;
            int slot = a;
            for (int i = 0; i < 2 * BucketSlots; i++, slot++)
            {
                if (i == BucketSlots)
                {
                    slot = b;
                }

                int age = (nowStamp - heard[slot]) & TickMask; // as SilentTicks has it
                if (rules[slot] < 0)
                {
                    age += TickMask + 1;
                }
                else if (!isWanted)
                {
                    continue;
                }

                if (age > victimAge)
                {
                    victim = slot;
                    victimAge = age;
                }
            }

            return victim;
        }
    }
}
