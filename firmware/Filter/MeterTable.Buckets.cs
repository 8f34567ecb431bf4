// Finding and placing: see MeterTable.cs.
namespace Gateway.Filter
{
    public sealed partial class MeterTable
    {
        /// <summary>Slot of the meter, or <see cref="None"/>.</summary>
        public int Find(long key)
        {
            Locate(key);
            int slot = FindIn(_bucketA, key);
            return slot >= 0 ? slot : FindIn(_bucketB, key);
        }

        /// <summary>Slots that <see cref="Find"/> reads for this key: 1 .. 16.</summary>
        public int ProbesOf(long key)
        {
            int slot = Find(key);
            int inA = slot - _bucketA;
            if (slot >= 0 && inA >= 0 && inA < BucketSlots)
            {
                return inA + 1;
            }

            return BucketSlots + (slot < 0 ? BucketSlots : slot - _bucketB + 1);
        }

        /// <summary>Enters a meter that <see cref="Find"/> did not find. With both of its buckets full the one unheard
        /// for longest is forgotten, meters that nobody wants first; one that nobody wants displaces no wanted one.
        /// </summary>
        /// <param name="key">The meter.</param>
        /// <param name="nowMinutes">Minutes since boot.</param>
        /// <param name="isWanted">A rule lets its telegrams on.</param>
        /// <returns>Its slot, or <see cref="None"/>.</returns>
        public int Add(long key, int nowMinutes, bool isWanted)
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
                slot = Relocate(a);
                if (slot < 0)
                {
                    slot = Relocate(b);
                }
            }

            if (slot < 0)
            {
                slot = VictimIn(a, b, nowMinutes, isWanted);
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
            Stamp(slot, nowMinutes);
            _rules[slot] = 0;
            _counts[slot] = 0;
            _intervals[slot] = 0;
            _statuses[slot] = 0;
            _rssiDbm[slot] = 0;
            _firstLengths[slot] = 0;
            _secondLengths[slot] = 0;
            _lengthDays[slot] = 0;
            return slot;
        }

        private void Stamp(int slot, int nowMinutes)
        {
            int stamp = (nowMinutes + 1) & MinutesMask;
            _heard[slot] = (_heard[slot] & ~MinutesMask) | (stamp == 0 ? 1 : stamp);
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

        // Moves one occupant of a full bucket to its other bucket; gives the slot it left.
        private int Relocate(int first)
        {
            for (int i = first; i < first + BucketSlots; i++)
            {
                Locate(_keys[i]);
                int to = FreeIn(_bucketA == first ? _bucketB : _bucketA);
                if (to >= 0)
                {
                    _keys[to] = _keys[i];
                    _heard[to] = _heard[i];
                    _rules[to] = _rules[i];
                    _counts[to] = _counts[i];
                    _intervals[to] = _intervals[i];
                    _statuses[to] = _statuses[i];
                    _rssiDbm[to] = _rssiDbm[i];
                    _firstLengths[to] = _firstLengths[i];
                    _secondLengths[to] = _secondLengths[i];
                    _lengthDays[to] = _lengthDays[i];
                    _counters.Relocated++;
                    return i;
                }
            }

            return None;
        }

        // Unwanted before wanted, then the longest unheard. Rules not matched yet count as wanted.
        private int VictimIn(int a, int b, int nowMinutes, bool isWanted)
        {
            int victim = None;
            int victimAge = -1;
            for (int i = 0; i < 2 * BucketSlots; i++)
            {
                int slot = i < BucketSlots ? a + i : b + i - BucketSlots;
                bool isSlotWanted = _rules[slot] >= 0;
                if (isSlotWanted && !isWanted)
                {
                    continue;
                }

                int age = SilentMinutes(slot, nowMinutes) + (isSlotWanted ? 0 : MinutesMask + 1);
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
