using Gateway.Commands;
using Gateway.Core;
using Gateway.Schedule;

namespace Gateway.App.Readout
{
    /// <summary>Shows and changes when jobs run.</summary>
    public sealed class ScheduleService : IScheduleService, IJob
    {
        private readonly IWorker _worker;
        private readonly LineStage[] _lines;
        private readonly ScheduleFile _file;
        private readonly WallClock _clock;
        private readonly IClock _time;
        private readonly string _gatewayId;
        private readonly int _offsetMinutes;
        private readonly string[] _configured; // times of the configuration, of all jobs
        private LineStage _line;
        private int _job;
        private LineStage _setLine;
        private int _setJob;
        private int _setIndex;
        private string _at;
        private long _nowMs; // 0 = nobody knows
        private CronExpression _expression;

        /// <summary>Joins lines and file.</summary>
        /// <param name="board">Has files and worker.</param>
        /// <param name="setup">Says what H hashes, and the local time.</param>
        /// <param name="wired">Has the lines.</param>
        /// <param name="clock">Tells when a job is next due.</param>
        public ScheduleService(IBoard board, ConcentratorSetup setup, WiredStage wired, WallClock clock)
        {
            _worker = board.FileWorker;
            _lines = wired.Lines;
            _clock = clock;
            _time = board.Clock;
            _gatewayId = setup.GatewayId;
            _offsetMinutes = setup.OffsetMinutes;
            int count = 0;
            foreach (LineStage line in _lines)
            {
                count += line.JobCount;
            }

            _file = new ScheduleFile(board.Files, count);
            _configured = new string[count];
            for (int i = 0; i < count; i++)
            {
                _configured[i] = Find(i).Text;
            }
        }

        /// <inheritdoc/>
        public int Count
        {
            get { return _configured.Length; }
        }

        /// <inheritdoc/>
        public bool IsBusy { get; private set; }

        /// <inheritdoc/>
        public string Problem { get; private set; }

        /// <summary>Takes over the times that were changed before this start. Blocks: at start
        /// only.</summary>
        public void Load()
        {
            _file.Load();
            for (int i = 0; i < _configured.Length; i++)
            {
                ScheduledJob job = Find(i);
                string at = _file.Find(_line.Name, job.Name, _configured[i]);
                CronExpression expression;
                string error;
                if (at != null && CronExpression.TryParse(
                    at, _gatewayId, _offsetMinutes, out expression, out error))
                {
                    Take(_line, _job, at, expression, 0);
                }
            }

            _file.Drop();
        }

        /// <inheritdoc/>
        public bool TrySet(string port, string job, string at)
        {
            if (IsBusy)
            {
                return false;
            }

            Problem = "body.port: there is no " + port;
            for (int i = 0; i < _configured.Length; i++)
            {
                ScheduledJob one = Find(i);
                if (_line.Name == port)
                {
                    Problem = "body.job: there is no " + job;
                }

                if (_line.Name == port && one.Name == job)
                {
                    Problem = null;
                    return TryStart(i, at);
                }
            }

            return true;
        }

        /// <inheritdoc/>
        public void WriteJob(JsonWriter json, int index)
        {
            ScheduledJob job = Find(index);
            json.Name("port");
            json.Word(_line.Name);
            json.Name("job");
            json.Word(job.Name);
            json.Name("at");
            json.String(job.Text);
            json.Name("missed");
            json.Word(job.Missed == MissedRun.Once ? "once" : "skip");
            json.Name("runs");
            json.Number(job.Runs);
            json.Name("missed_runs");
            json.Number(job.MissedRuns);
            long nextMs = job.NextRunMs;
            if (_clock.Quality == TimeQuality.None || nextMs == 0)
            {
                return;
            }

            bool isOver = nextMs == CronExpression.Never;
            json.Name(isOver ? "over" : "next");
            if (isOver)
            {
                json.Bool(true);
            }
            else
            {
                json.Number(nextMs);
            }
        }

        /// <inheritdoc/>
        public void Run()
        {
            string error;
            ScheduledJob job = _setLine.JobAt(_setJob);
            if (!CronExpression.TryParse(_at, _gatewayId, _offsetMinutes, out _expression, out error))
            {
                Problem = "body.at: " + error;
                return;
            }

            if (_expression.NextAfter(_nowMs) == CronExpression.Never)
            {
                Problem = "body.at: its last time has passed";
                return;
            }

            _file.Load();
            if (!_file.TryStore(_setLine.Name, job.Name, _configured[_setIndex], _at))
            {
                Problem = "the flash could not be written";
            }

            _file.Drop();
        }

        /// <inheritdoc/>
        public void Completed(long nowUs, bool faulted)
        {
            IsBusy = false;
            Problem = faulted ? "the schedule could not be changed" : Problem;
            if (Problem == null)
            {
                Take(_setLine, _setJob, _at, _expression, _nowMs);
            }

            _expression = null;
        }

        private bool TryStart(int index, string at)
        {
            _setIndex = index;
            _setLine = _line;
            _setJob = _job;
            _at = at;
            _nowMs = _clock.Quality == TimeQuality.None ? 0 : _clock.ToUnixMs(_time.NowUs);
            IsBusy = true;
            if (!_worker.TryStart(this))
            {
                IsBusy = false;
                return false;
            }

            return true;
        }

        private static void Take(
            LineStage line, int number, string at, CronExpression expression, long fromMs)
        {
            ScheduledJob job = line.JobAt(number);
            ScheduledJob changed = new ScheduledJob(job.Name, expression, job.Missed);
            changed.Text = at;
            line.Reschedule(number, changed, fromMs);
        }

        // The job of a number over all lines; leaves its line and its number there.
        private ScheduledJob Find(int index)
        {
            int line = 0;
            while (index >= _lines[line].JobCount)
            {
                index -= _lines[line].JobCount;
                line++;
            }

            _line = _lines[line];
            _job = index;
            return _line.JobAt(index);
        }
    }
}
