// The meters heard so far, 22 bytes a slot in parallel arrays. Every meter has two buckets of eight slots and
// sits in one of them, so a look-up reads at most 16 slots whatever the number of meters and whoever chose
// their addresses (two-choice hashing; Mitzenmacher, "The Power of Two Choices", 2001). When both are full,
// one occupant moves to its other bucket if that has room; if none can, the meter unheard for longest in the
// two is forgotten. Arithmetic: README.md. A slot number is valid until the next Add. Finding and placing are
// in MeterTable.Buckets.cs.
using System;

namespace Gateway.Filter
{
    /// <summary>What is remembered of each meter. Allocates at construction only.</summary>
    public sealed partial class MeterTable
    {
        /// <summary>Slots of a bucket: a look-up reads two buckets at most.</summary>
        public const int BucketSlots = 8;

        /// <summary>Bytes of RAM of one slot.</summary>
        public const int BytesPerSlot = 22;

        /// <summary>No slot.</summary>
        public const int None = -1;

        /// <summary>Value of <see cref="RuleOf"/> before <see cref="SetRule"/>.</summary>
        public const int RuleNotMatched = int.MinValue;

        /// <summary>Highest rule index that <see cref="SetRule"/> can keep.</summary>
        public const int MaxRuleIndex = short.MaxValue - 2;

        /// <summary>Unit of the table's times, in microseconds.</summary>
        public const int TickUs = TickS * 1000000;

        /// <summary>Unit of the table's times, in seconds.</summary>
        public const int TickS = 2;

        /// <summary>What comes sooner, in seconds, is part of a burst.</summary>
        public const int LeastIntervalS = MinIntervalTicks * TickS;

        /// <summary>Ticks of an hour.</summary>
        public const int TicksAnHour = 3600 / TickS;

        // Ticks since boot + 1 (0 = free slot), modulo 2^20: 24 days, and no age grows beyond the half of it
        // (Age). Behind it the learned interval, 8 bits, and the doubt about it, 4 bits
        // (MeterTable.Intervals.cs).
        private const int TickMask = (1 << 20) - 1;

        private const int SpareSlotsDividend = 17;
        private const int SpareSlotsDivisor = 125;
        private const int MinBuckets = 8;
        private const int FewFreeShift = 4; // one slot in 16: more meters than it was made for
        private const int ClearSlots = 1024;
        private const int SecondsPerDay = 86400;

        private readonly long[] _keys;
        private readonly int[] _heard;
        private readonly short[] _rules;
        private readonly ushort[] _counts;
        private readonly byte[] _intervals;
        private readonly byte[] _statuses;
        private readonly sbyte[] _rssiDbm;
        private readonly byte[] _firstLengths;
        private readonly byte[] _secondLengths;
        private readonly byte[] _lengthDays;
        private readonly uint _bucketCount;
        private readonly ulong _seed;
        private readonly FilterCounters _counters;
        private int _clearedSlots; // rules of slots from here on are of an earlier list
        private int _bucketA;
        private int _bucketB;

        /// <summary>Creates an empty table.</summary>
        /// <param name="meterCapacity">Meters it holds without forgetting any.</param>
        /// <param name="seed">Any number, best different for each gateway: addresses chosen to collide in one
        /// gateway's table are spread in another's.</param>
        /// <param name="counters">Receives Evicted, NotTracked and Relocated.</param>
        public MeterTable(int meterCapacity, uint seed, FilterCounters counters)
        {
            _counters = counters;
            _seed = (seed * 0x9E3779B97F4A7C15UL) ^ 0x6A09E667F3BCC908UL;
            SlotCount = SlotCountFor(meterCapacity);
            _clearedSlots = SlotCount;
            _bucketCount = (uint)(SlotCount / BucketSlots);
            _keys = new long[SlotCount];
            _heard = new int[SlotCount];
            _rules = new short[SlotCount];
            _counts = new ushort[SlotCount];
            _intervals = new byte[SlotCount];
            _statuses = new byte[SlotCount];
            _rssiDbm = new sbyte[SlotCount];
            _firstLengths = new byte[SlotCount];
            _secondLengths = new byte[SlotCount];
            _lengthDays = new byte[SlotCount];
        }

        /// <summary>Slots allocated.</summary>
        public int SlotCount { get; private set; }

        /// <summary>Meters in the table.</summary>
        public int Count { get; private set; }

        /// <summary>Meters for which <see cref="Add"/> had to make room: some thousands of IL operations. The
        /// others cost some 300.</summary>
        public uint LongAdds { get; private set; }

        /// <summary>Slots for that many meters: 8.8 % more, in whole buckets, at least eight
        /// buckets.</summary>
        public static int SlotCountFor(int meterCapacity)
        {
            int buckets = ((meterCapacity * SpareSlotsDividend) + SpareSlotsDivisor - 1) / SpareSlotsDivisor;
            return (buckets < MinBuckets ? MinBuckets : buckets) * BucketSlots;
        }

        /// <summary>Packs a meter address: the whole of the M- and A-field. Bit 15 of the manufacturer, which
        /// tells whether the address is unique world-wide, is left out.</summary>
        public static long KeyOf(ushort manufacturer, uint identificationNumber, byte version,
            byte deviceType)
        {
            return ((long)(manufacturer & 0x7FFF) << 48) | ((long)identificationNumber << 16)
                | ((long)version << 8) | deviceType;
        }

        /// <summary>Received power of its last telegram, in dBm.</summary>
        public int RssiDbm(int slot)
        {
            return _rssiDbm[slot];
        }

        /// <summary>Rule kept for the meter: an index, −1 = none matches, or <see
        /// cref="RuleNotMatched"/>.</summary>
        public int RuleOf(int slot)
        {
            int rule = slot < _clearedSlots ? _rules[slot] : 0;
            return rule == 0 ? RuleNotMatched : (rule > 0 ? rule : -rule) - 2;
        }

        /// <summary>Keeps the rule that matches the meter's address.</summary>
        /// <param name="slot">Slot.</param>
        /// <param name="ruleIndex">−1 .. <see cref="MaxRuleIndex"/>.</param>
        /// <param name="isWanted">It lets telegrams on: the meter is not displaced by one that nobody
        /// wants.</param>
        public void SetRule(int slot, int ruleIndex, bool isWanted)
        {
            _rules[slot] = (short)(isWanted ? ruleIndex + 2 : -(ruleIndex + 2));
        }

        /// <summary>Forgets the rules of all meters: the list has changed. It counts at once; the work, 7 ms
        /// with 64,000 meters, is done by <see cref="StepClear"/>.</summary>
        public void ClearRules()
        {
            _clearedSlots = Count == 0 ? SlotCount : 0;
        }

        /// <summary>Does some of the work that <see cref="ClearRules"/> has left, some 300 IL operations;
        /// what <see cref="SetRule"/> has set meanwhile may be forgotten again.</summary>
        public void StepClear()
        {
            int from = _clearedSlots;
            int count = SlotCount - from < ClearSlots ? SlotCount - from : ClearSlots;
            Array.Clear(_rules, from, count);
            _clearedSlots = from + count;
        }

        /// <summary>Whether <see cref="StepClear"/> has something to do.</summary>
        public bool IsClearing
        {
            get { return _clearedSlots < SlotCount; }
        }

        /// <summary>Status byte of the last telegram that had one; 0 before.</summary>
        public int StatusOf(int slot)
        {
            return _statuses[slot];
        }

        /// <summary>Sets the status byte.</summary>
        public void SetStatus(int slot, byte status)
        {
            _statuses[slot] = status;
        }

        /// <summary>Mark of the interval in which the last telegram passed: 1 .. 255, 0 = none did.</summary>
        public int IntervalMark(int slot)
        {
            return _intervals[slot];
        }

        /// <summary>Sets the mark of the interval, 0 .. 255.</summary>
        public void SetIntervalMark(int slot, int mark)
        {
            _intervals[slot] = (byte)mark;
        }

        /// <summary>Notes a telegram length and tells whether it is the first of this length on this day. Two
        /// lengths a day are kept exactly, further ones share four bits, dealt anew each day: so a third
        /// length is exact, and of more than three two may shadow each other for a day but not for
        /// good.</summary>
        /// <param name="slot">Slot.</param>
        /// <param name="lField">L-field, 1 .. 255.</param>
        /// <param name="day">Number of the day.</param>
        /// <param name="silentS">Answer of <see cref="Touch"/>.</param>
        public bool IsNewLength(int slot, int lField, int day, int silentS)
        {
            int state = _lengthDays[slot];
            if ((state & 15) != (day & 15) || silentS > SecondsPerDay)
            {
                state = day & 15;
                _firstLengths[slot] = 0;
                _secondLengths[slot] = 0;
            }

            bool isNew = false;
            if (_firstLengths[slot] == 0)
            {
                _firstLengths[slot] = (byte)lField;
                isNew = true;
            }
            else if (_firstLengths[slot] != lField && _secondLengths[slot] == 0)
            {
                _secondLengths[slot] = (byte)lField;
                isNew = true;
            }
            else if (_firstLengths[slot] != lField && _secondLengths[slot] != lField)
            {
                uint mixed = ((uint)lField * 0x85EBCA6B) ^ ((uint)day * 0xC2B2AE35);
                mixed ^= mixed >> 13;
                int bit = 16 << (int)((mixed * 0x9E3779B1) >> 30);
                isNew = (state & bit) == 0;
                state |= bit;
            }

            _lengthDays[slot] = (byte)state;
            return isNew;
        }
    }
}
