// When a meter was heard, how often it sends, and how much of that is heard: 12 bits for the interval and 16
// for the counts, so everything is coarse. The interval is a number of ticks with five digits of binary
// (within 3 %); it follows what is heard by one step a telegram, falls to any shorter one at once, and rises
// when fifteen in a row have come at a multiple of it. Copies by a repeater are not shown to it.
namespace Gateway.Filter
{
    /// <content>Times and intervals.</content>
    public sealed partial class MeterTable
    {
        private const int IntervalShift = 20;
        private const int DoubtShift = 28;
        private const int MaxDoubt = 15;
        private const int MaxCount = 255;

        // No age grows beyond this: 12 days.
        private const int MaxAgeTicks = (TickMask + 1) / 2;

        // What comes sooner is part of a burst and says nothing of the interval.
        private const int MinIntervalTicks = 2;
        private const int AgeSlotsAMinute = 16;
        private const int MaxAgeSlots = 128;

        private int _ageSlot;

        /// <summary>Notes a reception that is no copy of another one.</summary>
        /// <returns>Seconds since the one before, up to twelve days and by 2 s too many or too few; 0 right
        /// after <see cref="Add"/>.</returns>
        public int Touch(int slot, int nowTicks, int rssiDbm)
        {
            int heard = _heard[slot];
            int gap = (nowTicks + 1 - heard) & TickMask;
            int stamp = (nowTicks + 1) & TickMask;
            _heard[slot] = (heard & ~TickMask) | (stamp == 0 ? 1 : stamp);
            SetRssi(slot, rssiDbm);
            if (_counts[slot] == 0)
            {
                _counts[slot] = 1;
            }
            else if (gap >= MinIntervalTicks)
            {
                Learn(slot, heard, gap);
            }

            return gap * TickS;
        }

        /// <summary>Notes the power of a copy.</summary>
        public void SetRssi(int slot, int rssiDbm)
        {
            _rssiDbm[slot] = (sbyte)(rssiDbm < -128 ? -128 : rssiDbm > 127 ? 127 : rssiDbm);
        }

        /// <summary>Seconds since the meter was heard, up to twelve days; by 2 s too many or too
        /// few.</summary>
        public int SilentS(int slot, int nowTicks)
        {
            return SilentTicks(slot, nowTicks) * TickS;
        }

        /// <summary>Seconds from one telegram to the next as the meter means it, within 3 %; 0 = not learned
        /// yet.</summary>
        public int IntervalS(int slot)
        {
            return TicksOf((_heard[slot] >> IntervalShift) & 0xFF) * TickS;
        }

        /// <summary>Telegrams received, of the last so many: when this or <see cref="MissedCount"/> would
        /// pass 255, both are halved.</summary>
        public int ReceivedCount(int slot)
        {
            return _counts[slot] & 0xFF;
        }

        /// <summary>Telegrams that were due by the learned interval and did not come, before the last one
        /// that did.</summary>
        public int MissedCount(int slot)
        {
            return _counts[slot] >> 8;
        }

        /// <summary>Received, missed, and what is overdue now by more than half an interval; what was
        /// received while the interval is not known.</summary>
        public int ExpectedCount(int slot, int nowTicks)
        {
            int interval = TicksOf((_heard[slot] >> IntervalShift) & 0xFF);
            int counts = _counts[slot];
            int expected = (counts & 0xFF) + (counts >> 8);
            return interval == 0 ? expected
                : expected + ((SilentTicks(slot, nowTicks) - (interval >> 1)) / interval);
        }

        /// <summary>Keeps ages from coming round to zero, some slots a call; to be called every minute, or
        /// every quarter of an hour at least. 64,000 meters take three days, or six.</summary>
        /// <param name="nowTicks">Ticks since boot.</param>
        /// <param name="minutes">Since the call before.</param>
        public void Age(int nowTicks, int minutes)
        {
            int slot = _ageSlot;
            int slots = minutes * AgeSlotsAMinute;
            slots = slots < MaxAgeSlots ? slots : MaxAgeSlots;
            int end = slot + slots < SlotCount ? slot + slots : SlotCount;
            _ageSlot = end == SlotCount ? 0 : end;
            int[] heard = _heard;
            int oldest = nowTicks + 1 - MaxAgeTicks;
            for (; slot < end; slot++)
            {
                int value = heard[slot];
                if (value != 0 && ((nowTicks + 1 - value) & TickMask) > MaxAgeTicks)
                {
                    int stamp = oldest & TickMask;
                    heard[slot] = (value & ~TickMask) | (stamp == 0 ? 1 : stamp);
                }
            }
        }

        private int SilentTicks(int slot, int nowTicks)
        {
            return (nowTicks + 1 - _heard[slot]) & TickMask;
        }

        private void Stamp(int slot, int nowTicks)
        {
            int stamp = (nowTicks + 1) & TickMask;
            _heard[slot] = stamp == 0 ? 1 : stamp;
        }

        private void Learn(int slot, int heard, int gap)
        {
            int code = (heard >> IntervalShift) & 0xFF;
            int doubt = (heard >> DoubtShift) & MaxDoubt;
            int interval = TicksOf(code);
            int due = 1;
            if (code == 0 || gap * 4 < interval * 3)
            {
                code = CodeOf(gap);
                doubt = 0;
            }
            else
            {
                due = (gap + (interval >> 1)) / interval;
                doubt = due == 1 ? 0 : doubt + 1;
                if (due == 1)
                {
                    code = gap >= TicksOf(code + 1) ? code + 1 : gap <= TicksOf(code - 1) ? code - 1 : code;
                }
                else if (doubt == MaxDoubt)
                {
                    code = CodeOf(gap);
                    doubt = 0;
                    due = 1;
                }
            }

            _heard[slot] = (_heard[slot] & TickMask) | (code << IntervalShift) | (doubt << DoubtShift);
            CountHeard(slot, due - 1);
        }

        private void CountHeard(int slot, int missed)
        {
            _counters.Heard++;
            _counters.Missed += (uint)missed;
            int received = (_counts[slot] & 0xFF) + 1;
            int allMissed = (_counts[slot] >> 8) + (missed > MaxCount ? MaxCount : missed);
            while (received > MaxCount || allMissed > MaxCount)
            {
                received = (received + 1) >> 1;
                allMissed >>= 1;
            }

            _counts[slot] = (ushort)((allMissed << 8) | received);
        }

        // Below 16 the number itself; above, an exponent and four digits behind the leading one.
        private static int TicksOf(int code)
        {
            int exponent = code >> 4;
            return exponent == 0 ? code : (16 | (code & 15)) << (exponent - 1);
        }

        private static int CodeOf(int ticks)
        {
            int rest = ticks;
            int exponent = 0;
            while (rest > 31)
            {
                rest = (rest + 1) >> 1;
                exponent++;
            }

            int code = rest < 16 ? rest : ((exponent + 1) << 4) | (rest & 15);
            return code > 0xFF ? 0xFF : code;
        }
    }
}
