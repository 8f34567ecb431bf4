// Which part of the time a battery's radio listens: the windows of all meters, merged, and searches for those
// whose window is not known. A search draws on a store of listening time that fills slowly, so that a meter
// which is gone for good cannot empty the battery. ADR 0016 has the reasons. Nothing here touches the chip.

namespace Gateway.Radio.Wake
{
    /// <summary>Says when to listen. Whoever drives the radio calls <see cref="Turn"/> at the time that it
    /// has named, and <see cref="Heard"/> for each telegram of a meter on the list.</summary>
    public sealed class WakePlan
    {
        // Shorter sleep does not pay: the way back into receive mode takes some milliseconds.
        private const long MergeUs = 60000;

        private readonly WakeOptions _options;
        private readonly MeterClock[] _clocks;
        private int _listed;
        private long _creditUs;
        private long _creditNowUs; // until which it has been reckoned
        private long _wantedUs; // credit with which the next search begins
        private uint _dice = 0x2545F491;

        /// <summary>A plan that has heard nothing.</summary>
        /// <param name="capacity">Meters at most.</param>
        /// <param name="options">What a search may take; kept.</param>
        public WakePlan(int capacity, WakeOptions options)
        {
            _options = options;
            _clocks = new MeterClock[capacity];
            for (int i = 0; i < capacity; i++)
            {
                _clocks[i] = new MeterClock();
            }
        }

        /// <summary>The meters' clocks, taken and free ones.</summary>
        public MeterClock[] Clocks => _clocks;

        /// <summary>Whether the radio shall listen now, as the last <see cref="Turn"/> found.</summary>
        public bool ShouldListen { get; private set; }

        /// <summary>Whether it listens for meters whose window is not known.</summary>
        public bool IsSearching { get; private set; }

        /// <summary>Windows that were over without their meter, since boot.</summary>
        public uint Missed { get; private set; }

        /// <summary>Windows in which the meter was heard, since boot.</summary>
        public uint Met { get; private set; }

        /// <summary>Searches begun since boot.</summary>
        public uint Searches { get; private set; }

        /// <summary>Meters whose next window is known.</summary>
        public int KnownCount
        {
            get
            {
                int count = 0;
                foreach (MeterClock clock in _clocks)
                {
                    count += clock.IsTaken && clock.IsKnown ? 1 : 0;
                }

                return count;
            }
        }

        /// <summary>Meters that are wanted.</summary>
        public int Listed => _listed;

        /// <summary>Begins with a search.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        public void Start(long nowUs)
        {
            _creditUs = _options.FirstSearchUs;
            _creditNowUs = nowUs;
            _wantedUs = 0;
        }

        /// <summary>Sets how many meters are wanted. What is no longer on the list loses its clock when it
        /// is heard (<see cref="Forget"/>) or lost.</summary>
        public void SetListed(int count)
        {
            _listed = count > _clocks.Length ? _clocks.Length : count;
        }

        /// <summary>A meter of the list was heard.</summary>
        /// <param name="key">The meter.</param>
        /// <param name="receivedUs">Time of the sync word, in microseconds since boot.</param>
        /// <param name="access">Access number, or <see cref="MeterClock.NoAccess"/>.</param>
        /// <param name="isSynchronous">Whether it says that it sends synchronously.</param>
        /// <returns>Whether it has a clock; without one it is heard by chance only.</returns>
        public bool Heard(long key, long receivedUs, int access, bool isSynchronous)
        {
            MeterClock clock = Find(key) ?? FindRoom();
            if (clock == null)
            {
                return false;
            }

            if (!clock.IsTaken || clock.Key != key)
            {
                clock.Take(key);
            }

            if (clock.IsKnown && receivedUs >= clock.OpenUs)
            {
                Met++;
            }

            clock.Heard(receivedUs, access, isSynchronous);
            return true;
        }

        /// <summary>Whether a meter has a clock.</summary>
        public bool Has(long key) => Find(key) != null;

        /// <summary>A meter is not on the list any more.</summary>
        public void Forget(long key)
        {
            MeterClock clock = Find(key);
            if (clock != null)
            {
                clock.Free();
            }
        }

        /// <summary>Decides anew.</summary>
        /// <param name="nowUs">Microseconds since boot.</param>
        /// <returns>When to decide again, in microseconds since boot.</returns>
        public long Turn(long nowUs)
        {
            long nextUs = long.MaxValue;
            bool listens = false;
            int known = 0;
            int taken = FreeLost();
            foreach (MeterClock clock in _clocks)
            {
                if (!clock.IsTaken)
                {
                    continue;
                }

                while (clock.IsKnown && nowUs >= clock.CloseUs)
                {
                    clock.Miss();
                    Missed++;
                }

                if (!clock.IsKnown)
                {
                    continue;
                }

                known++;
                bool isOpen = clock.OpenUs - nowUs <= MergeUs;
                listens |= isOpen;
                long turnUs = isOpen ? clock.CloseUs : clock.OpenUs;
                nextUs = turnUs < nextUs ? turnUs : nextUs;
            }

            int wanted = _listed > taken ? _listed : taken;
            long searchUs = Search(wanted - known, nowUs);
            ShouldListen = listens || IsSearching;
            return searchUs < nextUs ? searchUs : nextUs;
        }

        // Those without a window beyond the number on the list are of meters that left it.
        private int FreeLost()
        {
            int taken = 0;
            foreach (MeterClock clock in _clocks)
            {
                taken += clock.IsTaken ? 1 : 0;
            }

            foreach (MeterClock clock in _clocks)
            {
                if (taken > _listed && clock.IsTaken && !clock.IsKnown)
                {
                    clock.Free();
                    taken--;
                }
            }

            return taken;
        }

        // Begins or ends a search, keeps the accounts, and says when that changes.
        private long Search(int missing, long nowUs)
        {
            long passedUs = nowUs - _creditNowUs;
            _creditNowUs = nowUs;
            if (IsSearching)
            {
                _creditUs -= passedUs;
            }
            else if (_creditUs < _options.LongestSearchUs)
            {
                _creditUs += passedUs / 1000 * _options.SearchPerMille;
                _creditUs = _creditUs < _options.LongestSearchUs ? _creditUs : _options.LongestSearchUs;
            }

            if (missing == 0)
            {
                IsSearching = false;
                _wantedUs = 0;
                return long.MaxValue;
            }

            if (IsSearching && _creditUs <= 0)
            {
                IsSearching = false;
                _wantedUs = NextWantedUs();
            }

            if (IsSearching)
            {
                return nowUs + _creditUs;
            }

            if (_wantedUs == 0)
            {
                _wantedUs = NeededUs();
            }

            if (_creditUs < _wantedUs)
            {
                return nowUs + ((_wantedUs - _creditUs) / _options.SearchPerMille * 1000) + 1000;
            }

            IsSearching = true;
            Searches++;
            return nowUs + _creditUs;
        }

        // An interval and a quarter of the lost meter with the shortest one finds that; of one that was never
        // heard nothing is known.
        private long NeededUs()
        {
            long neededUs = _options.LongestSearchUs;
            foreach (MeterClock clock in _clocks)
            {
                long intervalUs = clock.IsTaken && !clock.IsKnown ? clock.IntervalUs : 0;
                if (intervalUs > 0 && intervalUs + (intervalUs / 4) < neededUs)
                {
                    neededUs = intervalUs + (intervalUs / 4);
                }
            }

            return neededUs;
        }

        // Between one and two halves of what may be saved: at another time of the day than the last one.
        private long NextWantedUs()
        {
            _dice ^= _dice << 13;
            _dice ^= _dice >> 17;
            _dice ^= _dice << 5;
            long halfUs = NeededUs() / 2;
            return halfUs + (halfUs / 256 * (_dice & 0xFF));
        }

        private MeterClock Find(long key)
        {
            foreach (MeterClock clock in _clocks)
            {
                if (clock.IsTaken && clock.Key == key)
                {
                    return clock;
                }
            }

            return null;
        }

        // A free clock; otherwise that of a meter which is lost: it was replaced.
        private MeterClock FindRoom()
        {
            MeterClock lost = null;
            foreach (MeterClock clock in _clocks)
            {
                if (!clock.IsTaken)
                {
                    return clock;
                }

                lost = clock.IsKnown ? lost : clock;
            }

            return lost;
        }
    }
}
