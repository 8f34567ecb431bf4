// The last telegram of the running interval, for the meters of bounded lists. An entry is due as soon as the
// clock is in another interval than the entry's, later or (clock set back) earlier: a clock that jumps
// releases, never loses.
using System;
using Gateway.Core;
using Gateway.Link;

namespace Gateway.Filter
{
    /// <summary>Keeps the last telegram before an interval's end. Filled at start; allocates nothing
    /// later.</summary>
    public sealed class HeldTelegrams
    {
        private readonly Telegram[] _telegrams;
        private readonly long[] _keys;
        private readonly long[] _intervals;
        private readonly int[] _intervalS;
        private readonly byte[] _classes;
        private long _lastClockS;
        private long _nextDueS;

        /// <summary>Creates an empty store.</summary>
        /// <param name="capacity">Meters; 0 = nothing can be held.</param>
        public HeldTelegrams(int capacity)
        {
            _telegrams = new Telegram[capacity];
            for (int i = 0; i < capacity; i++)
            {
                _telegrams[i] = new Telegram();
            }

            _keys = new long[capacity];
            _intervals = new long[capacity];
            _intervalS = new int[capacity];
            _classes = new byte[capacity];
            _nextDueS = long.MaxValue;
        }

        /// <summary>Telegrams held.</summary>
        public int Count; // a field: the loop looks at each pass

        /// <summary>Clock, in seconds, at which the next one is due if the clock is not set; long.MaxValue
        /// without any.</summary>
        public long NextDueS
        {
            get { return Count == 0 ? long.MaxValue : _nextDueS; }
        }

        /// <summary>Keeps a copy of the telegram as the last of its interval.</summary>
        /// <param name="key">The meter.</param>
        /// <param name="telegram">Copied.</param>
        /// <param name="clockS">Clock in seconds.</param>
        /// <param name="intervalS">Length of the interval in seconds, ≥ 1.</param>
        /// <param name="recordClass">Class to give it back with.</param>
        public HoldResult Hold(long key, Telegram telegram, long clockS, int intervalS,
            RecordClass recordClass)
        {
            long interval = clockS / intervalS;
            int free = -1;
            for (int i = 0; i < _telegrams.Length; i++)
            {
                if (_intervalS[i] == 0)
                {
                    free = i;
                }
                else if (_keys[i] == key && _intervals[i] == interval && _intervalS[i] == intervalS)
                {
                    Copy(telegram, _telegrams[i]);
                    _classes[i] = (byte)recordClass;
                    return HoldResult.Superseded;
                }
            }

            if (free < 0)
            {
                return HoldResult.Full;
            }

            Copy(telegram, _telegrams[free]);
            _keys[free] = key;
            _intervals[free] = interval;
            _intervalS[free] = intervalS;
            _classes[free] = (byte)recordClass;
            long endS = (interval + 1) * intervalS;
            if (Count == 0 || endS < _nextDueS)
            {
                _nextDueS = endS;
            }

            Count++;
            return HoldResult.Held;
        }

        /// <summary>Gives back one telegram whose interval is over and forgets it.</summary>
        /// <param name="clockS">Clock in seconds.</param>
        /// <param name="into">Receives the telegram.</param>
        /// <param name="recordClass">Its class.</param>
        /// <returns>false when none is due.</returns>
        public bool TryTakeDue(long clockS, Telegram into, out RecordClass recordClass)
        {
            recordClass = RecordClass.Regular;
            bool isSetBack = clockS < _lastClockS;
            if (Count == 0 || (!isSetBack && clockS < _nextDueS))
            {
                _lastClockS = clockS;
                return false;
            }

            long nextDueS = long.MaxValue;
            for (int i = 0; i < _telegrams.Length; i++)
            {
                if (_intervalS[i] == 0)
                {
                    continue;
                }

                if (clockS / _intervalS[i] != _intervals[i])
                {
                    // _lastClockS and _nextDueS stay: the next call looks for the next one.
                    Copy(_telegrams[i], into);
                    recordClass = (RecordClass)_classes[i];
                    _intervalS[i] = 0;
                    Count--;
                    return true;
                }

                long endS = (_intervals[i] + 1) * _intervalS[i];
                if (endS < nextDueS)
                {
                    nextDueS = endS;
                }
            }

            _lastClockS = clockS;
            _nextDueS = nextDueS;
            return false;
        }

        private static void Copy(Telegram from, Telegram to)
        {
            Array.Copy(from.Bytes, to.Bytes, from.Length);
            to.Length = from.Length;
            to.Mode = from.Mode;
            to.Format = from.Format;
            to.PacketKey = from.PacketKey;
            to.ReceivedUs = from.ReceivedUs;
            to.RadioIndex = from.RadioIndex;
            to.RssiDbm = from.RssiDbm;
            to.SecondRssiDbm = from.SecondRssiDbm;
            to.Lqi = from.Lqi;
            to.FrequencyOffsetHz = from.FrequencyOffsetHz;
        }
    }
}
