// Which meter of a line is read next. Jobs that are due share the line read by read: priority jobs first,
// then the others in turn. It hands out one read at a time and knows nothing of frames, so that nothing can
// come between the exchanges of a read.

namespace Gateway.Schedule
{
    /// <summary>The reads that are due on one line. All memory is taken when jobs are added.</summary>
    public sealed class ReadPlan
    {
        private readonly int _meterCount;
        private readonly byte[][] _members;
        private readonly int[] _memberCount;
        private readonly byte[] _isPriority;

        // Meter to read next in the job's sweep.
        private readonly int[] _next;
        private readonly int[] _left;
        private int _jobCount;
        private readonly int[] _turns = new int[2]; // of regular and of priority jobs
        private int _running = -1;

        /// <summary>A plan without jobs.</summary>
        /// <param name="maxJobs">Jobs it can hold.</param>
        /// <param name="meterCount">Meters of the line.</param>
        public ReadPlan(int maxJobs, int meterCount)
        {
            _meterCount = meterCount;
            _members = new byte[maxJobs][];
            _memberCount = new int[maxJobs];
            _isPriority = new byte[maxJobs];
            _next = new int[maxJobs];
            _left = new int[maxJobs];
        }

        /// <summary>Reads that came due.</summary>
        public uint ReadsDue { get; private set; }

        /// <summary>Reads that gave a value.</summary>
        public uint ReadsOk { get; private set; }

        /// <summary>Reads that were tried and gave none.</summary>
        public uint ReadsFailed { get; private set; }

        /// <summary>Reads that were not even tried before their job came due again: the line has more to do
        /// than fits.</summary>
        public uint ReadsLate { get; private set; }

        /// <summary>Reads that are due and not tried yet, the one under way included.</summary>
        public int Left
        {
            get
            {
                int left = _running >= 0 ? 1 : 0;
                for (int i = 0; i < _jobCount; i++)
                {
                    left += _left[i];
                }

                return left;
            }
        }

        /// <summary>Adds a job.</summary>
        /// <param name="isPriority">Goes before all that are not.</param>
        /// <param name="members">Bit m % 8 of byte m / 8: meter m belongs to it; kept, not
        /// copied.</param>
        /// <returns>Its number from 0; −1 when there is no room.</returns>
        public int AddJob(bool isPriority, byte[] members)
        {
            if (_jobCount == _members.Length)
            {
                return -1;
            }

            _members[_jobCount] = members;
            _isPriority[_jobCount] = (byte)(isPriority ? 1 : 0);
            _next[_jobCount] = _meterCount;
            for (int i = NextMember(_jobCount, 0); i < _meterCount; i = NextMember(_jobCount, i + 1))
            {
                _memberCount[_jobCount]++;
            }

            return _jobCount++;
        }

        /// <summary>A job's time has come: all its meters are due.</summary>
        /// <returns>Reads of its last sweep that were not tried; they are given up, so that a line that
        /// cannot keep up does not fall behind for ever. The new sweep begins with them: else the last meters
        /// of such a line were never read.</returns>
        public int StartSweep(int job)
        {
            int late = _left[job];
            ReadsLate += (uint)late;
            ReadsDue += (uint)_memberCount[job];
            _left[job] = _memberCount[job];
            _next[job] = late > 0 ? _next[job] : NextMember(job, 0);
            return late;
        }

        /// <summary>A single read out of turn is due as well, for the counters.</summary>
        public void AddDue()
        {
            ReadsDue++;
        }

        /// <summary>A single read out of turn has ended.</summary>
        public void CountEnd(bool isOk)
        {
            ReadsOk += isOk ? 1U : 0U;
            ReadsFailed += isOk ? 0U : 1U;
        }

        /// <summary>Hands out the next read; the one before must have ended.</summary>
        /// <param name="job">Whose it is.</param>
        /// <param name="meter">0 .. meter count − 1.</param>
        /// <returns>False when none is due or one is under way.</returns>
        public bool TryNext(out int job, out int meter)
        {
            job = -1;
            meter = -1;
            if (_running >= 0)
            {
                return false;
            }

            for (int kind = 1; kind >= 0 && job < 0; kind--)
            {
                job = NextJob(kind);
            }

            if (job < 0)
            {
                return false;
            }

            meter = _next[job];
            int next = NextMember(job, meter + 1);
            _next[job] = next < _meterCount ? next : NextMember(job, 0);
            _left[job]--;
            _turns[_isPriority[job]] = job + 1;
            _running = job;
            return true;
        }

        /// <summary>The read handed out has ended.</summary>
        public void End(bool isOk)
        {
            _running = -1;
            CountEnd(isOk);
        }

        /// <summary>The read handed out could not be started: it stays due.</summary>
        public void PutBack(int job, int meter)
        {
            _running = -1;
            _next[job] = meter;
            _left[job]++;
        }

        // Each kind has a turn of its own: what goes first does not move on the turn of those behind it.
        private int NextJob(int kind)
        {
            for (int i = 0; i < _jobCount; i++)
            {
                int candidate = (_turns[kind] + i) % _jobCount;
                if (_isPriority[candidate] == kind && _left[candidate] > 0)
                {
                    return candidate;
                }
            }

            return -1;
        }

        private int NextMember(int job, int from)
        {
            byte[] members = _members[job];
            int meter = from;
            while (meter < _meterCount)
            {
                int rest = members[meter >> 3] >> (meter & 7);
                if ((rest & 1) != 0)
                {
                    return meter;
                }

                meter = rest == 0 ? (meter | 7) + 1 : meter + 1;
            }

            return _meterCount;
        }
    }
}
