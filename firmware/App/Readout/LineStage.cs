// One wired line from schedule to log: jobs that come due fill the read plan, the plan's reads and the
// requests of commands take turns on the line, frames become records, and a read that gives nothing becomes
// an event. Requests go before scheduled reads, never between the exchanges of one.
using Gateway.Commands;
using Gateway.Core;
using Gateway.Schedule;
using Gateway.Store;
using Gateway.Wired;

namespace Gateway.App.Readout
{
    /// <summary>A line with its meters and jobs.</summary>
    public sealed partial class LineStage : IStage, ILineListener, IReadSink, IControlAudit
    {
        /// <summary>Most bytes of frames in one record.</summary>
        public const int MaxFrameBytes = LogRecord.MaxPayloadBytes - WiredPayload.MaxHeadBytes;

        // The wall clock is looked at this often: a clock that was set backward is noticed, and the start
        // of a run is late by this at most.
        private const long PollUs = 250000;

        private readonly LineMeters _meters;
        private readonly WiredLine _line;
        private readonly ReadPlan _plan;
        private readonly ScheduledJob[] _jobs;
        private readonly bool[] _isPriority;
        private readonly int[] _slots;
        private readonly JobMemory _memory;
        private readonly LogStore _store;
        private readonly WallClock _clock;
        private readonly IEventLog _events;
        private readonly LogRecord _record = new LogRecord();
        private readonly TransparentTask _transparent = new TransparentTask();
        private int _jobCount;
        private int _nextJob;
        private long _pollUs;
        private int _job = -1;
        private int _meter = -1;

        /// <summary>A line without jobs.</summary>
        /// <param name="name">In records, events and commands.</param>
        /// <param name="port">The line's port.</param>
        /// <param name="options">What is special about it.</param>
        /// <param name="meters">Its meters, all of them.</param>
        /// <param name="maxJobs">Jobs at most.</param>
        /// <param name="log">Where records go, and their time.</param>
        public LineStage(
            string name, ISerialPort port, LineOptions options, LineMeters meters, int maxJobs, LineLog log)
        {
            Name = name;
            _portMember = System.Text.Encoding.UTF8.GetBytes("\"port\":\"" + name + "\"");
            _meters = meters;
            _meters.Sink = this;
            _meters.Audit = this;
            _line = new WiredLine(port, options, this);
            _plan = new ReadPlan(maxJobs, meters.Count);
            _jobs = new ScheduledJob[maxJobs];
            _isPriority = new bool[maxJobs];
            _slots = new int[maxJobs];
            _late = new int[maxJobs];
            _memory = log.Jobs;
            _store = log.Store;
            _clock = log.Clock;
            _events = log.Events;
        }

        /// <summary>Name.</summary>
        public string Name { get; private set; }

        /// <summary>Its port; whoever listens to the line stands before it.</summary>
        public ISerialPort Port
        {
            get { return _line.Port; }
            set { _line.Port = value; }
        }

        /// <summary>What the line did.</summary>
        public LineCounters Counters
        {
            get { return _line.Counters; }
        }

        /// <summary>Steps of the line, each a slice.</summary>
        public uint LineSteps { get; private set; }

        /// <summary>Whether nothing is due or under way.</summary>
        public bool IsIdle
        {
            get { return _line.IsIdle && _plan.Left == 0; }
        }

        /// <summary>What was due and what came of it.</summary>
        public ReadPlan Plan
        {
            get { return _plan; }
        }

        /// <summary>Its meters.</summary>
        public LineMeters Meters
        {
            get { return _meters; }
        }

        /// <summary>Frames that became records.</summary>
        public uint Records { get; private set; }

        /// <summary>Frames that the log refused; it counts the reasons.</summary>
        public uint StoreRefused { get; private set; }

        /// <inheritdoc/>
        public long NextWakeUs
        {
            get
            {
                if (_failedMeter >= 0 || _lateJobs > 0 || _mustStart || HasSearchNews || HasAudit)
                {
                    return 0;
                }

                long lineUs = _line.NextWakeUs;
                return _jobCount == 0 || lineUs < _pollUs ? lineUs : _pollUs;
            }
        }

        /// <summary>Adds a job. At start.</summary>
        /// <param name="job">When it runs.</param>
        /// <param name="isPriority">Goes before all that are not.</param>
        /// <param name="members">Bit m % 8 of byte m / 8: meter m belongs to it.</param>
        /// <param name="slot">Where <see cref="JobMemory"/> keeps it; −1 = nowhere.</param>
        public bool AddJob(ScheduledJob job, bool isPriority, byte[] members, int slot)
        {
            int number = _plan.AddJob(isPriority, members);
            if (number < 0)
            {
                return false;
            }

            _jobs[number] = job;
            _isPriority[number] = isPriority;
            _slots[number] = slot;
            _jobCount++;
            return true;
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            // A failure is told before the next meter is asked, which may fail at once.
            bool mustTell = _failedMeter >= 0 && _line.Current == null;
            if (_line.NextWakeUs <= nowUs && !mustTell)
            {
                LineSteps++;
                _line.Step(nowUs);
            }
            else if (_failedMeter >= 0)
            {
                TellFailure();
            }
            else if (_lateJobs > 0)
            {
                TellLate(nowUs);
            }
            else if (_mustStart)
            {
                // Making a search was a slice of its own.
                _mustStart = false;
                StartNext(nowUs);
            }
            else if (HasAudit)
            {
                TellAudit();
            }
            else if (HasSearchNews)
            {
                TellSearch(nowUs);
            }
            else if (_jobCount > 0 && nowUs >= _pollUs)
            {
                PollJobs(nowUs);
            }
        }

        /// <inheritdoc/>
        public void TaskEnded(WiredLine line, ILineTask task, long nowUs)
        {
            if (task == _transparent)
            {
                EndTransparent();
            }
            else if (_search.IsRunning)
            {
                EndSearchTurn();
            }
            else if (_commission.IsRunning)
            {
                EndCommissionTurn();
            }
            else if (_control.IsRunning)
            {
                EndControl();
            }
            else
            {
                EndRead(nowUs);
            }

            StartNext(nowUs);
        }

        // One job a slice: looking for its next run takes some hundred IL operations.
        private void PollJobs(long nowUs)
        {
            if (_clock.Quality == TimeQuality.None)
            {
                _pollUs = nowUs + PollUs;
                return;
            }

            int job = _nextJob;
            if (_jobs[job].Poll(_clock.ToUnixMs(nowUs)))
            {
                StartSweep(job, nowUs);
            }

            if (_slots[job] >= 0)
            {
                _memory.Set(_slots[job], _jobs[job].SettledMs);
                _memory.Step();
            }

            _nextJob = job + 1 < _jobCount ? job + 1 : 0;
            _pollUs = _nextJob == 0 ? nowUs + PollUs : nowUs;
        }

        private void StartSweep(int job, long nowUs)
        {
            int late = _plan.StartSweep(job);
            _lateJobs += late > 0 && _late[job] == 0 ? 1 : 0;
            _late[job] += late;
            if (_line.IsIdle)
            {
                StartNext(nowUs);
            }
        }

        private void StartNext(long nowUs)
        {
            if (!_line.IsIdle || StartRequest(nowUs) || (!_turnYields && StartTurn(nowUs)))
            {
                return;
            }

            int job;
            int meter;
            _turnYields = false;
            if (_plan.TryNext(out job, out meter))
            {
                StartRead(job, meter);
            }
            else
            {
                StartTurn(nowUs);
            }
        }

        // What takes long goes in turns, and a read that is due goes between two of them.
        private bool StartTurn(long nowUs)
        {
            return StartCommissionTurn(nowUs) || StartSearchTurn(nowUs);
        }

        private void StartRead(int job, int meter)
        {
            _job = job;
            _meter = meter;
            _frames = 0;
            _line.TryEnqueue(_meters.Read(meter, job));
        }
    }
}
