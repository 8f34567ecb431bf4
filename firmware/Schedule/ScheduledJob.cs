// One job's place in time. The wall clock may be unknown, jump either way and be set for the first time;
// the job only ever compares the wall clock with what it settled last, so no one has to tell it about a
// jump.

namespace Gateway.Schedule
{
    /// <summary>When one job runs.</summary>
    public sealed class ScheduledJob
    {
        /// <summary>A run that starts no later than this after its time is not a missed one.</summary>
        public const long GraceMs = 60000;

        /// <summary>A clock set back by no more than this does not repeat what was run already; one set
        /// back further was wrong before, and what it settled does not count. A job of every hour goes on by
        /// the new time as soon as it is set back by more than <see cref="GraceMs"/>: hours without a
        /// reading are worse than a reading twice.</summary>
        public const long SetBackMs = 3 * 3600 * 1000;

        // A look may take some of the loop: a month with every special day form costs some 1,500 IL
        // operations.
        private const int MonthsALook = 2;

        private readonly CronExpression _expression;
        private readonly MissedRun _missedRun;
        private bool _hasStarted;
        private bool _isRun;

        /// <summary>Makes a job that has never run.</summary>
        /// <param name="name">As configured.</param>
        /// <param name="expression">When it runs.</param>
        /// <param name="missedRun">What a missed run means.</param>
        public ScheduledJob(string name, CronExpression expression, MissedRun missedRun)
        {
            Name = name;
            _expression = expression;
            _missedRun = missedRun;
            WakeMs = long.MinValue;
        }

        /// <summary>As configured.</summary>
        public string Name { get; private set; }

        /// <summary>What a missed run means.</summary>
        public MissedRun Missed
        {
            get { return _missedRun; }
        }

        /// <summary>Text of the expression, for showing it.</summary>
        public string Text { get; set; }

        /// <summary>Wall-clock time at which <see cref="Poll"/> has something to do, in milliseconds since
        /// 1970-01-01 UTC; <see cref="CronExpression.Never"/> when never again.</summary>
        public long WakeMs { get; private set; }

        /// <summary>When it runs next, in milliseconds since 1970-01-01 UTC;
        /// <see cref="CronExpression.Never"/> when never again; 0 when it is not known yet.</summary>
        public long NextRunMs
        {
            get { return _isRun || WakeMs == CronExpression.Never ? WakeMs : 0; }
        }

        /// <summary>Everything due up to this time has been run or left out, in milliseconds since
        /// 1970-01-01 UTC; 0 when nothing is known. To be kept over a restart and set before the first
        /// <see cref="Poll"/>.</summary>
        public long SettledMs { get; set; }

        /// <summary>Runs started.</summary>
        public uint Runs { get; private set; }

        /// <summary>Times that one or more runs were missed.</summary>
        public uint MissedRuns { get; private set; }

        /// <summary>Says whether a run is to start now. Call it at <see cref="WakeMs"/> at the latest and,
        /// to notice a clock that is set back, at least once a minute; never before the wall clock is
        /// known.</summary>
        /// <param name="nowMs">Wall-clock time, milliseconds since 1970-01-01 UTC.</param>
        public bool Poll(long nowMs)
        {
            if (SettledMs - nowMs > (_expression.IsOfEveryHour ? GraceMs : SetBackMs))
            {
                SettledMs = nowMs;
                _hasStarted = false;
            }

            if (!_hasStarted)
            {
                _hasStarted = true;
                SettledMs = SettledMs == 0 ? nowMs : SettledMs;
                _isRun = _expression.TryNextAfter(SettledMs, MonthsALook, out long firstMs);
                WakeMs = firstMs;
                return false;
            }

            if (nowMs < WakeMs || WakeMs == CronExpression.Never)
            {
                return false;
            }

            // Of several occurrences that have passed only the first is looked at: the others are missed
            // with it.
            bool isLate = nowMs - WakeMs > GraceMs;
            bool wasRun = _isRun;
            long fromMs = _isRun ? nowMs : WakeMs;
            _isRun = _expression.TryNextAfter(fromMs, MonthsALook, out long nextMs);
            WakeMs = nextMs;
            if (!wasRun)
            {
                return false;
            }

            SettledMs = nowMs;
            MissedRuns += isLate ? 1U : 0U;
            if (isLate && _missedRun == MissedRun.Skip)
            {
                return false;
            }

            Runs++;
            return true;
        }
    }
}
