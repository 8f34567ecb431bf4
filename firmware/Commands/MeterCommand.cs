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
        private const int CommonKeys = 3;

        private readonly string[] _keys;
        private readonly MeterRequest _request;
        private readonly RefusalLog _refusals;

        /// <summary>A command.</summary>
        /// <param name="lines">The lines.</param>
        /// <param name="refusals">Gets refusals, and the audit.</param>
        /// <param name="name">Its name, and its event's.</param>
        /// <param name="ownKeys">The members that only this command has.</param>
        /// <param name="request">What it fills.</param>
        protected MeterCommand(
            ILineService lines, RefusalLog refusals, string name, string[] ownKeys, MeterRequest request)
            : base(lines, name, true, true)
        {
            _refusals = refusals;
            _request = request;
            _keys = new string[CommonKeys + ownKeys.Length];
            _keys[0] = "port";
            _keys[1] = "meter";
            _keys[2] = "who";
            for (int i = 0; i < ownKeys.Length; i++)
            {
                _keys[CommonKeys + i] = ownKeys[i];
            }
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            int key;
            _request.Port = null;
            _request.Meter = null;
            _request.Who = null;
            ClearOwn();
            while ((key = body.NextKey(string.Empty, _keys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    body.Text("port", 1, MaxNameChars, ref _request.Port);
                }
                else if (key == 1)
                {
                    body.Text("meter", 1, MaxNameChars, ref _request.Meter);
                }
                else if (key == 2)
                {
                    body.Text("who", 1, MaxNameChars, ref _request.Who);
                }
                else
                {
                    ParseOwn(body, key - CommonKeys);
                }
            }

            Require(body, _request.Port, "port");
            Require(body, _request.Meter, "meter");
            Require(body, _request.Who, "who");
            RequireOwn(body);
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _request.Id = request.Id;
            _request.ExpiresMs = request.ExpiresMs;
            Ticket.Reset();
            Audit("accepted", false, nowUs);
            Ask();
            return Step(nowUs);
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            CommandStatus status = base.Step(nowUs);
            if (status != CommandStatus.Running)
            {
                bool isOk = status == CommandStatus.Ok;
                Audit(isOk ? "done" : "failed", isOk, nowUs);
            }

            return status;
        }

        /// <inheritdoc/>
        public override void Refused(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            _refusals.Add(Name, request, status, reason, nowUs);
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

        private void Audit(string step, bool isDone, long nowUs)
        {
            JsonWriter json = _refusals.Events.Begin(Name);
            json.Name("step");
            json.Word(step);
            json.Name("id");
            json.String(_request.Id);
            json.Name("port");
            json.String(_request.Port);
            json.Name("meter");
            json.String(_request.Meter);
            json.Name("who");
            json.String(_request.Who);
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
