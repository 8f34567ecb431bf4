// "Does this box hear meter 67211530?" The whole table is looked through for identification numbers that end
// in the digits, some slots a step, then the damaged frames. A meter that moves in the table meanwhile may be
// missed: ask again. What is found is watched, so that its details are kept when it is heard next.
using Gateway.Core;

namespace Gateway.Filter
{
    /// <summary>Finds meters by the last digits of their identification number.</summary>
    public sealed class MeterLookup
    {
        /// <summary>Meters that are kept; more are counted.</summary>
        public const int MaxKept = 8;

        /// <summary>Most digits.</summary>
        public const int MaxDigits = 8;

        private const int SlotsAStep = 160;
        private const int SightingsAStep = 64;

        private readonly TelegramFilter _filter;
        private readonly long[] _keys = new long[MaxKept];
        private uint _digits;
        private uint _mask;
        private int _slot;
        private int _sighting;

        /// <summary>Looks into what a filter knows.</summary>
        public MeterLookup(TelegramFilter filter)
        {
            _filter = filter;
        }

        /// <summary>Whether <see cref="Step"/> has more to do.</summary>
        public bool IsRunning { get; private set; }

        /// <summary>Meters found.</summary>
        public int Found { get; private set; }

        /// <summary>Meters found that can be read.</summary>
        public int Kept
        {
            get { return Found < MaxKept ? Found : MaxKept; }
        }

        /// <summary>Begins.</summary>
        /// <param name="digits">The last digits, 1 .. 8; A .. F happen.</param>
        /// <returns>False when they are no digits.</returns>
        public bool TryBegin(string digits)
        {
            _digits = 0;
            _mask = 0;
            IsRunning = digits.Length > 0 && digits.Length <= MaxDigits;
            for (int i = 0; i < digits.Length && IsRunning; i++)
            {
                int digit = HexText.Digit(digits[i]);
                IsRunning = digit >= 0;
                _digits = (_digits << 4) | (uint)digit;
                _mask = (_mask << 4) | 15;
            }

            _slot = 0;
            _sighting = 0;
            Found = 0;
            return IsRunning;
        }

        /// <summary>Goes on: a slice of some 4,000 IL operations.</summary>
        public void Step()
        {
            MeterTable meters = _filter.Meters;
            if (_slot < meters.SlotCount)
            {
                int end = _slot + SlotsAStep;
                end = end < meters.SlotCount ? end : meters.SlotCount;
                int slot = meters.FindDigits(_digits, _mask, _slot, end);
                _slot = slot < 0 ? end : slot + 1;
                if (slot >= 0)
                {
                    Keep(meters.KeyAt(slot));
                }

                return;
            }

            StepSightings();
        }

        /// <summary>Tells what was found.</summary>
        /// <param name="index">0 .. <see cref="Kept"/> − 1.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <param name="into">Filled.</param>
        public void Read(int index, long nowUs, MeterReport into)
        {
            _filter.ReadMeter(_keys[index], nowUs, into);
        }

        private void StepSightings()
        {
            BadSightings bad = _filter.Sightings;
            int end = _sighting + SightingsAStep;
            end = end < bad.Capacity ? end : bad.Capacity;
            for (; _sighting < end; _sighting++)
            {
                long key = bad.KeyAt(_sighting);
                if (bad.CountAt(_sighting) > 0 && ((uint)(key >> 16) & _mask) == _digits
                    && _filter.Meters.Find(key) < 0)
                {
                    _sighting++;
                    Keep(key);
                    return;
                }
            }

            IsRunning = _sighting < bad.Capacity;
        }

        private void Keep(long key)
        {
            if (Found < MaxKept)
            {
                _keys[Found] = key;
                _filter.Details.Watch(key);
            }

            Found++;
        }
    }
}
