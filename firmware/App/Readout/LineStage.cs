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
    public sealed partial class LineStage : IStage, ILineListener, IReadSink
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
            _meters = meters;
            _meters.Sink = this;
            _line = new WiredLine(port, options, this);
            _plan = new ReadPlan(maxJobs, meters.Count);
            _jobs = new ScheduledJob[maxJobs];
            _isPriority = new bool[maxJobs];
            _store = log.Store;
            _clock = log.Clock;
            _events = log.Events;
        }

        /// <summary>Name.</summary>
        public string Name { get; private set; }

        /// <summary>What the line did.</summary>
        public LineCounters Counters
        {
            get { return _line.Counters; }
        }

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
                long lineUs = _line.NextWakeUs;
                return _jobCount == 0 || lineUs < _pollUs ? lineUs : _pollUs;
            }
        }

        /// <summary>Adds a job. At start.</summary>
        /// <param name="job">When it runs.</param>
        /// <param name="isPriority">Goes before all that are not.</param>
        /// <param name="members">Bit m % 8 of byte m / 8: meter m belongs to it.</param>
        public bool AddJob(ScheduledJob job, bool isPriority, byte[] members)
        {
            int number = _plan.AddJob(isPriority, members);
            if (number < 0)
            {
                return false;
            }

            _jobs[number] = job;
            _isPriority[number] = isPriority;
            _jobCount++;
            return true;
        }

        /// <inheritdoc/>
        public void Step(long nowUs)
        {
            if (_line.NextWakeUs <= nowUs)
            {
                // Taking a task and ending an exchange are little work; what the task makes of it goes with
                // it, so that the pause between two frames is not spent on passes of the loop.
                bool wasFree = _line.Current == null;
                int exchanges = _line.Counters.Exchanges;
                _line.Step(nowUs);
                if ((wasFree && _line.Current != null) || exchanges != _line.Counters.Exchanges)
                {
                    _line.Step(nowUs);
                }
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

        /// <inheritdoc/>
        public void Frame(int part, byte[] frame, int offset, int count, long nowUs)
        {
            string job = _job < 0 ? null : _jobs[_job].Name;
            LogRecord record = _record;
            int length = WiredPayload.Write(
                record.Payload, _meters.Quality, part, Name, job, _meters.NameOf(_meter), frame, offset,
                count);
            record.PayloadLength = length;
            record.TimeMs = _clock.ToUnixMs(nowUs);
            record.Quality = _clock.Quality;
            record.Class = _job >= 0 && _isPriority[_job] ? RecordClass.Priority : RecordClass.Regular;
            record.Protocol = _meters.Protocol;
            record.Mode = LinkMode.None;
            record.RssiDbm = -128;
            record.Lqi = 255;
            record.FrequencyOffsetHz = 0;
            record.IsBacklog = false;
            if (length >= 0 && _store.Append(record))
            {
                Records++;
                _frames++;
            }
            else
            {
                StoreRefused++;
            }
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

            _nextJob = job + 1 < _jobCount ? job + 1 : 0;
            _pollUs = _nextJob == 0 ? nowUs + PollUs : nowUs;
        }

        private void StartSweep(int job, long nowUs)
        {
            int late = _plan.StartSweep(job);
            if (late > 0)
            {
                JsonWriter json = _events.Begin("reads_late");
                json.Name("port");
                json.Word(Name);
                json.Name("job");
                json.Word(_jobs[job].Name);
                json.Name("reads");
                json.Number(late);
                _events.End(nowUs);
            }

            if (_line.IsIdle)
            {
                StartNext(nowUs);
            }
        }

        private void StartNext(long nowUs)
        {
            if (!_line.IsIdle || StartRequest(nowUs))
            {
                return;
            }

            int job;
            int meter;
            if (_plan.TryNext(out job, out meter))
            {
                StartRead(job, meter);
            }
        }

        private void StartRead(int job, int meter)
        {
            _job = job;
            _meter = meter;
            _frames = 0;
            _line.TryEnqueue(_meters.Read(meter, job));
        }

        private void EndRead(long nowUs)
        {
            bool isOk = _meters.IsOk;
            if (_job >= 0)
            {
                _plan.End(isOk);
            }
            else
            {
                _plan.CountEnd(isOk);
            }

            if (!isOk)
            {
                JsonWriter json = _events.Begin("read_failed");
                json.Name("port");
                json.Word(Name);
                if (_job >= 0)
                {
                    json.Name("job");
                    json.Word(_jobs[_job].Name);
                }

                json.Name("meter");
                json.Word(_meters.NameOf(_meter));
                json.Name("reason");
                json.Word(_meters.Reason);
                json.Name("frames");
                json.Number(_frames);
                _events.End(nowUs);
            }

            if (_job < 0)
            {
                EndReadRequest(isOk);
            }
        }
    }
}
