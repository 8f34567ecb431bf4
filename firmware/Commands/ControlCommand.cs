// Valve and breaker. Authenticated, expiring, executed at most once (ReplayGuard holds that over restarts),
// and every step is an event record, so that the log tells who did what to which meter and what the meter
// said.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>control</c>: works a meter's valve or breaker and reads its state back.</summary>
    public sealed class ControlCommand : LineCommand
    {
        private const int MaxActionChars = 16;

        private readonly string[] _keys = { "port", "meter", "action", "who" };

        private readonly RefusalLog _refusals;
        private readonly ControlRequest _request = new ControlRequest();

        /// <summary>The command.</summary>
        /// <param name="lines">The lines.</param>
        /// <param name="refusals">Gets refusals, and the audit.</param>
        public ControlCommand(ILineService lines, RefusalLog refusals)
            : base(lines, "control", true, true)
        {
            _refusals = refusals;
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            int key;
            _request.Port = null;
            _request.Meter = null;
            _request.Action = null;
            _request.Who = null;
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
                    body.Text("action", 1, MaxActionChars, ref _request.Action);
                }
                else
                {
                    body.Text("who", 1, MaxNameChars, ref _request.Who);
                }
            }

            Require(body, _request.Port, "port");
            Require(body, _request.Meter, "meter");
            Require(body, _request.Action, "action");
            Require(body, _request.Who, "who");
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _request.Id = request.Id;
            _request.ExpiresMs = request.ExpiresMs;
            Ticket.Reset();
            Audit("accepted", nowUs);
            Lines.Control(_request, Ticket);
            return Step(nowUs);
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            CommandStatus status = base.Step(nowUs);
            if (status != CommandStatus.Running)
            {
                Audit(status == CommandStatus.Ok ? "done" : "failed", nowUs);
            }

            return status;
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            if (Ticket.State != null)
            {
                json.Name("state");
                json.String(Ticket.State);
            }

            return false;
        }

        /// <inheritdoc/>
        public override void Refused(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            _refusals.Add(Name, request, status, reason, nowUs);
        }

        private void Audit(string step, long nowUs)
        {
            JsonWriter json = _refusals.Events.Begin("control");
            json.Name("step");
            json.Word(step);
            json.Name("id");
            json.String(_request.Id);
            json.Name("port");
            json.String(_request.Port);
            json.Name("meter");
            json.String(_request.Meter);
            json.Name("action");
            json.String(_request.Action);
            json.Name("who");
            json.String(_request.Who);
            if (Ticket.State != null)
            {
                json.Name("state");
                json.String(Ticket.State);
            }

            if (Ticket.Reason != null)
            {
                json.Name("reason");
                json.String(Ticket.Reason);
            }

            _refusals.Events.End(nowUs);
        }
    }
}
