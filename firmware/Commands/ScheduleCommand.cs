// When the jobs of the wired lines run. A change is on file before it counts; looking needs no right.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>schedule</c>: query, set.</summary>
    public sealed class ScheduleCommand : Command
    {
        private const int MaxNameChars = 32;
        private const int MaxAtChars = 120;
        private const int JobBytes = 310;
        private const int TailBytes = 40;

        private readonly string[] _keys = { "do", "port", "job", "at", "who", "from" };

        private readonly IScheduleService _schedule;
        private readonly RefusalLog _refusals;
        private string _verb = "query";
        private string _port;
        private string _job;
        private string _at;
        private string _who;
        private string _id;
        private int _from;
        private int _written;
        private bool _isAsked;

        /// <summary>The command.</summary>
        /// <param name="schedule">The schedules.</param>
        /// <param name="refusals">Gets refusals, and the audit.</param>
        public ScheduleCommand(IScheduleService schedule, RefusalLog refusals)
            : base("schedule", false, false)
        {
            _schedule = schedule;
            _refusals = refusals;
        }

        /// <inheritdoc/>
        public override bool IsChange
        {
            get { return _verb == "set"; }
        }

        /// <inheritdoc/>
        public override bool IsRemembered
        {
            get { return IsChange; }
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            int key;
            while ((key = body.NextKey(string.Empty, _keys, ref seen)) >= 0)
            {
                switch (key)
                {
                    case 0:
                        body.Text("do", 1, 8, ref _verb);
                        break;
                    case 1:
                        body.Text("port", 1, MaxNameChars, ref _port);
                        break;
                    case 2:
                        body.Text("job", 1, MaxNameChars, ref _job);
                        break;
                    case 3:
                        body.Text("at", 1, MaxAtChars, ref _at);
                        break;
                    case 4:
                        body.Text("who", 1, MaxNameChars, ref _who);
                        break;
                    default:
                        body.Int("from", 0, short.MaxValue, ref _from);
                        break;
                }
            }

            body.Check(IsChange || _verb == "query", "do", "must be query or set");
            body.Check(!IsChange || _port != null, "port", "is missing");
            body.Check(!IsChange || _job != null, "job", "is missing");
            body.Check(!IsChange || _at != null, "at", "is missing");
            body.Check(!IsChange || _who != null, "who", "is missing");
            body.Check(IsChange || (_port == null && _job == null && _at == null), "do", "must be set");
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _id = request.Id;
            return Step(nowUs);
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            if (!IsChange)
            {
                return CommandStatus.Ok;
            }

            if (!_isAsked)
            {
                _isAsked = _schedule.TrySet(_port, _job, _at);
                return CommandStatus.Running;
            }

            if (_schedule.IsBusy)
            {
                return CommandStatus.Running;
            }

            Reason = _schedule.Problem;
            Audit(nowUs);
            return Reason == null ? CommandStatus.Ok
                : Reason.StartsWith("body.") ? CommandStatus.BadRequest : CommandStatus.Failed;
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            if (part == 0)
            {
                MeterWriter.Number(json, "count", _schedule.Count);
                if (IsChange)
                {
                    return false;
                }

                json.Name("jobs");
                json.BeginArray();
                return true;
            }

            int index = _from + _written;
            if (index < _schedule.Count && json.Free > JobBytes + TailBytes)
            {
                json.BeginObject();
                _schedule.WriteJob(json, index);
                json.EndObject();
                _written++;
                return true;
            }

            json.EndArray();
            if (index < _schedule.Count)
            {
                MeterWriter.Number(json, "next", index);
            }

            return false;
        }

        /// <inheritdoc/>
        public override void Refused(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            if (IsChange)
            {
                _refusals.Add(Name, request, status, reason, nowUs);
            }
        }

        private void Audit(long nowUs)
        {
            JsonWriter json = _refusals.Events.Begin(Name);
            json.Name("step");
            json.Word(Reason == null ? "done" : "failed");
            json.Name("id");
            json.String(_id);
            json.Name("port");
            json.String(_port);
            json.Name("job");
            json.String(_job);
            json.Name("at");
            json.String(_at);
            json.Name("who");
            json.String(_who);
            if (Reason != null)
            {
                json.Name("reason");
                json.String(Reason);
            }

            _refusals.Events.End(nowUs);
        }
    }
}
