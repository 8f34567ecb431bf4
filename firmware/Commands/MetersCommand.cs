// The meters on the air: the list that says whose telegrams are wanted (query, add, remove, replace), and
// what is heard of one meter, or of the worst (find, worst). A change is on file before it is used, and used
// as a whole or not at all. What changes the list is authenticated; looking is not.
using Gateway.Core;
using Gateway.Filter;

namespace Gateway.Commands
{
    /// <summary><c>meters</c>.</summary>
    public sealed partial class MetersCommand : Command
    {
        private const int TailBytes = 40;

        private readonly IMeterService _meters;
        private readonly RefusalLog _refusals;
        private readonly MeterRule _rule = new MeterRule();
        private MeterLookup _lookup;
        private WorstMeters _worst;
        private string[] _rules;
        private string _verb;
        private string _digits;
        private string _who;
        private string _id;
        private int _at;
        private int _from;
        private int _written;
        private int _hours; // of worst; 0 = lately
        private MeterReport _report; // of worst with hours: the next one, which is complete
        private bool _hasMore;
        private bool _isAsked;
        private long _nowUs;

        /// <summary>The command.</summary>
        /// <param name="meters">The meters.</param>
        /// <param name="refusals">Gets refusals, and the audit.</param>
        public MetersCommand(IMeterService meters, RefusalLog refusals)
            : base("meters", false, false)
        {
            _meters = meters;
            _refusals = refusals;
        }

        /// <inheritdoc/>
        public override bool IsChange
        {
            get { return _verb == "add" || _verb == "remove" || _verb == "replace"; }
        }

        /// <inheritdoc/>
        public override bool IsRemembered
        {
            get { return IsChange; }
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _id = request.Id;
            if (_verb == "worst")
            {
                _worst = new WorstMeters(_meters.Filter);
                _worst.Begin(_hours);
            }

            return Step(nowUs);
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            _nowUs = nowUs;
            if (IsChange)
            {
                return StepChange(nowUs);
            }

            if (_verb == "find")
            {
                _lookup.Step();
                return _lookup.IsRunning ? CommandStatus.Running : CommandStatus.Ok;
            }

            if (_verb == "worst")
            {
                _worst.Step(nowUs);
                return _worst.IsRunning ? CommandStatus.Running : CommandStatus.Ok;
            }

            return CommandStatus.Ok;
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            if (IsChange)
            {
                WriteCount(json);
                return false;
            }

            if (part == 0)
            {
                WriteCount(json);
                if (_verb == "find")
                {
                    MeterWriter.Number(json, "found", _lookup.Found);
                }
                else if (_hours > 0)
                {
                    MeterWriter.Number(json, "hours", _hours);
                    MeterWriter.Number(json, "known", _meters.Filter.Hours.Count);
                }

                json.Name(_verb == "query" ? "rules" : "meters");
                json.BeginArray();
                return true;
            }

            if (_hours > 0 && _report == null && _written < _worst.Kept)
            {
                // A slice of its own: it counts the hours of a day.
                _report = _worst.Read(_written, _nowUs);
                _meters.Filter.ReadHours(_nowUs, _report);
                return true;
            }

            bool goesOn = _verb == "query" ? WriteRule(json) : WriteMeter(json);
            if (goesOn)
            {
                _written++;
                return true;
            }

            json.EndArray();
            if (_verb == "query" && _from + _written < _meters.Filter.Rules.Count)
            {
                MeterWriter.Number(json, "next", _from + _written);
            }

            return false;
        }

        /// <inheritdoc/>
        public override void Refused(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            // A look that was refused changes nothing and is nobody's business.
            if (IsChange)
            {
                _refusals.Add(Name, request, status, reason, nowUs);
            }
        }

        private CommandStatus StepChange(long nowUs)
        {
            MeterListEditor editor = _meters.Editor;
            if (!_isAsked)
            {
                _isAsked = _verb == "add" ? editor.TryAdd(_rules, _at, _hasMore)
                    : _verb == "remove" ? editor.TryRemove(_rules) : editor.TryReplace(_rules, _hasMore);
                return CommandStatus.Running;
            }

            if (editor.IsBusy)
            {
                return CommandStatus.Running;
            }

            Reason = editor.Problem;
            Audit(nowUs);
            return Reason == null ? CommandStatus.Ok : CommandStatus.Failed;
        }

        private void Audit(long nowUs)
        {
            JsonWriter json = _refusals.Events.Begin(Name);
            json.Name("step");
            json.Word(Reason != null ? "failed" : _hasMore ? "staged" : "done");
            json.Name("id");
            json.String(_id);
            json.Name("do");
            json.Word(_verb);
            json.Name("who");
            json.String(_who);
            MeterWriter.Number(json, "rules", _rules.Length);
            WriteCount(json);
            if (Reason != null)
            {
                json.Name("reason");
                json.String(Reason);
            }

            _refusals.Events.End(nowUs);
        }

        private void WriteCount(JsonWriter json)
        {
            MeterWriter.Number(json, "count", _meters.Filter.Rules.Count);
            if (_hasMore)
            {
                MeterWriter.Number(json, "staged", _meters.Editor.StagedCount);
            }
        }

        private bool WriteRule(JsonWriter json)
        {
            bool fits = json.Free > Limits.MaxRuleChars + TailBytes;
            if (!fits || !_meters.Filter.Rules.TryGet(_from + _written, _rule))
            {
                return false;
            }

            json.String(_rule.ToText());
            return true;
        }

        private bool WriteMeter(JsonWriter json)
        {
            int kept = _verb == "find" ? _lookup.Kept : _worst.Kept;
            int bytes = MeterWriter.MaxBytes + TailBytes + (_hours > 0 ? MeterWriter.HoursBytes : 0);
            if (_written >= kept || json.Free < bytes)
            {
                return false;
            }

            MeterReport report = _report;
            _report = null;
            if (_verb == "find")
            {
                report = new MeterReport();
                _lookup.Read(_written, _nowUs, report);
            }
            else if (report == null)
            {
                report = _worst.Read(_written, _nowUs);
            }

            MeterWriter.Write(json, report, _meters.NoiseFloorDbm, _hours);
            return true;
        }
    }
}
