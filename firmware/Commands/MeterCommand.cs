// Commands that change something at one meter. Authenticated, expiring, executed at most once (ReplayGuard
// holds that over restarts), and every step is an event record, so that the log tells who did what to which
// meter and what the meter said.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary>What the commands to one meter of a wired line have in common: their members and their
    /// audit.</summary>
    public abstract class MeterCommand : LineCommand
    {
        // Names without control characters, of three bytes each at most.
        private const int MaxFactsBytes =
            32 + (3 * (CommandRequest.MaxIdLength + MaxNameChars + MaxNameChars));

        private const int CommonKeys = 3;

        private readonly MeterRequest _request;
        private readonly RefusalLog _refusals;
        private byte[] _who;
        private bool _isAccepted;
        private bool _isAsked;
        private bool _isTold;

        /// <summary>A command.</summary>
        /// <param name="lines">The lines.</param>
        /// <param name="refusals">Gets refusals, and the audit.</param>
        /// <param name="name">Its name, and its event's.</param>
        /// <param name="ownKeys">The members that only this command has.</param>
        /// <param name="request">What it fills.</param>
        protected MeterCommand(
            ILineService lines, RefusalLog refusals, string name, string[] ownKeys, MeterRequest request)
            : base(lines, name, true, true, AllKeys(ownKeys))
        {
            _refusals = refusals;
            _request = request;
        }

        /// <summary>Whether the line has taken the request and goes on with it.</summary>
        protected bool IsUnderWay
        {
            get { return _isAsked && Ticket.Status == CommandStatus.Running; }
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _request.Id = request.Id;
            _request.ExpiresMs = request.ExpiresMs;
            Ticket.Reset();
            _isAccepted = false;
            _isAsked = false;
            _isTold = false;
            WriteFacts();
            return CommandStatus.Running;
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            // An event is a slice of its own.
            if (!_isAccepted)
            {
                _isAccepted = true;
                Audit("accepted", false, nowUs);
                return CommandStatus.Running;
            }

            if (!_isAsked)
            {
                _isAsked = true;
                Ask();
                return CommandStatus.Running;
            }

            CommandStatus status = base.Step(nowUs);
            if (status != CommandStatus.Running && !_isTold)
            {
                _isTold = true;
                bool isOk = status == CommandStatus.Ok;
                Audit(isOk ? "done" : "failed", isOk, nowUs);
                return CommandStatus.Running;
            }

            return status;
        }

        /// <inheritdoc/>
        public override void Refused(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            // What was read was authenticated before. The alarm about one without a right is in the same
            // slice.
            bool isKnown = _request.Who != null && status != CommandStatus.Unauthorised;
            _refusals.Add(Name, request, status, reason, isKnown ? _request : null, nowUs);
        }

        /// <inheritdoc/>
        protected override void SetDefaults()
        {
            _request.Port = null;
            _request.Meter = null;
            _request.Who = null;
            ClearOwn();
        }

        /// <inheritdoc/>
        protected override void ReadMember(ConfigCursor body, int key)
        {
            if (key == 0)
            {
                Plain(body, "port", ref _request.Port);
            }
            else if (key == 1)
            {
                Plain(body, "meter", ref _request.Meter);
            }
            else if (key == 2)
            {
                Plain(body, "who", ref _request.Who);
            }
            else
            {
                ParseOwn(body, key - CommonKeys);
            }
        }

        /// <inheritdoc/>
        protected override void CheckMembers(ConfigCursor body)
        {
            Require(body, _request.Port, "port");
            Require(body, _request.Meter, "meter");
            Require(body, _request.Who, "who");
            RequireOwn(body);
        }

        /// <summary>Forgets the own members of the last request.</summary>
        protected abstract void ClearOwn();

        /// <summary>Reads an own member.</summary>
        /// <param name="body">Stands at its value.</param>
        /// <param name="key">Index of the member in the own ones.</param>
        protected abstract void ParseOwn(ConfigCursor body, int key);

        /// <summary>Refuses a body without the own member, where it must be there.</summary>
        protected virtual void RequireOwn(ConfigCursor body)
        {
        }

        /// <summary>Hands the request to the line.</summary>
        protected abstract void Ask();

        /// <summary>Writes the own members, and what is known of the meter.</summary>
        protected abstract void WriteOwn(JsonWriter json, bool isDone);

        private static string[] AllKeys(string[] ownKeys)
        {
            string[] keys = new string[CommonKeys + ownKeys.Length];
            keys[0] = "port";
            keys[1] = "meter";
            keys[2] = "who";
            for (int i = 0; i < ownKeys.Length; i++)
            {
                keys[CommonKeys + i] = ownKeys[i];
            }

            return keys;
        }

        // Control characters would take more room than an event of the audit has.
        private static void Plain(ConfigCursor body, string path, ref string value)
        {
            body.Text(path, 1, MaxNameChars, ref value);
            body.Check(
                value == null || !CommandRequest.HasControl(value), path, "has control characters");
        }

        private void WriteFacts()
        {
            JsonWriter json = new JsonWriter(new byte[MaxFactsBytes]);
            json.Name("who");
            json.String(_request.Who);
            _who = json.ToArray();
            json.Reset();
            json.Name("id");
            json.String(_request.Id);
            json.Name("port");
            json.String(_request.Port);
            json.Name("meter");
            json.String(_request.Meter);
            _request.Facts = json.ToArray();
        }

        private void Audit(string step, bool isDone, long nowUs)
        {
            JsonWriter json = _refusals.Events.Begin(Name);
            json.Name("step");
            json.Word(step);
            json.Raw(_request.Facts, true);
            json.Raw(_who, true);
            WriteOwn(json, isDone);
            if (Ticket.Reason != null)
            {
                json.Name("reason");
                json.String(Ticket.Reason);
            }

            _refusals.Events.End(nowUs);
        }
    }
}
