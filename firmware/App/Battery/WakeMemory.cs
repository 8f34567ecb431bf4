// The meters' intervals on file, so that after a restart one telegram of each is enough and a meter that
// sends once a day is not listened for through two days again. When the next telegram comes is not kept:
// nobody knows how long the power was off.

using Gateway.Core;
using Gateway.Radio.Wake;

namespace Gateway.App.Battery
{
    /// <summary>Keeps what the plan of windows has learned in two small files.</summary>
    public sealed class WakeMemory
    {
        private const int Numbers = 5; // of a meter: key, and what its clock saves
        private const int NumberBytes = 8;
        private const int PlaceBytes = Numbers * NumberBytes;

        // The flash wears by each write: a new meter at once, intervals that have moved by more than a 256th
        // once a day.
        private const long PeriodUs = 86400L * 1000000;
        private const int Moved = 256;

        private readonly WakePlan _plan;
        private readonly TwinFile _file;
        private readonly long[] _saved = new long[Numbers - 1];
        private long _writtenUs;

        /// <summary>Gives the plan what is on file. Blocks: at start only.</summary>
        /// <param name="files">Where it is.</param>
        /// <param name="worker">Writes it later on.</param>
        /// <param name="plan">Nothing heard yet.</param>
        public WakeMemory(IFileStore files, IWorker worker, WakePlan plan)
        {
            _plan = plan;
            MeterClock[] clocks = plan.Clocks;
            _file = new TwinFile(files, worker, "wake-0", "wake-1", clocks.Length * PlaceBytes);
            for (int i = 0; i < clocks.Length; i++)
            {
                long key = Get(i, 0);
                if (key != 0 && Get(i, 1) >= MeterClock.MinIntervalUs)
                {
                    clocks[i].Take(key);
                    clocks[i].Restore(Get(i, 1), Get(i, 2), Get(i, 3), Get(i, 4));
                }
            }
        }

        /// <summary>Starts to write when there is something new; to be called now and then.</summary>
        public void Look(long nowUs)
        {
            MeterClock[] clocks = _plan.Clocks;
            bool isPeriodOver = nowUs - _writtenUs >= PeriodUs;
            bool isNew = false;
            for (int i = 0; i < clocks.Length; i++)
            {
                MeterClock clock = clocks[i];
                isNew |= clock.IsTaken && clock.IsKnown
                    && (clock.Key != Get(i, 0) || (isPeriodOver && HasMoved(clock, i)));
            }

            if (isNew)
            {
                Fill();
                _writtenUs = nowUs;
                _file.Change();
            }

            _file.Step();
        }

        private bool HasMoved(MeterClock clock, int place)
        {
            clock.Save(_saved, 0);
            long apartUs = _saved[0] - Get(place, 1);
            apartUs = apartUs < 0 ? -apartUs : apartUs;
            return apartUs > _saved[0] / Moved || (_saved[2] == 0) != (Get(place, 3) == 0);
        }

        private void Fill()
        {
            MeterClock[] clocks = _plan.Clocks;
            for (int i = 0; i < clocks.Length; i++)
            {
                MeterClock clock = clocks[i];
                if (!clock.IsTaken || clock.IntervalUs == 0)
                {
                    Put(i, 0, 0);
                    continue;
                }

                clock.Save(_saved, 0);
                Put(i, 0, clock.Key);
                for (int number = 1; number < Numbers; number++)
                {
                    Put(i, number, _saved[number - 1]);
                }
            }
        }

        private long Get(int place, int number)
        {
            return LittleEndian.Get64(_file.Content, (place * PlaceBytes) + (number * NumberBytes));
        }

        private void Put(int place, int number, long value)
        {
            LittleEndian.Put64(_file.Content, (place * PlaceBytes) + (number * NumberBytes), value);
        }
    }
}
