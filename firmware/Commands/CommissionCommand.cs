// A meter's speed, parity and edition are found by trying all of them; that takes long, so the command is
// answered twice, like a search. As it can give a meter another address it is authenticated, and every step
// of it is an event record.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>commission</c>: finds out how a meter talks, and gives it a primary address.</summary>
    public sealed class CommissionCommand : LineCommand
    {
        private const int MaxPrimary = 250;

        private readonly string[] _keys = { "port", "meter", "who", "address" };

        private readonly CommissionRequest _request = new CommissionRequest();
        private readonly RefusalLog _refusals;

        /// <summary>The command.</summary>
        /// <param name="lines">The lines.</param>
        /// <param name="refusals">Gets refusals, and the audit.</param>
        public CommissionCommand(ILineService lines, RefusalLog refusals)
            : base(lines, "commission", true, true)
        {
            _refusals = refusals;
        }

        /// <inheritdoc/>
        public override bool AnswersBegin
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            uint seen = 0;
            int key;
            _request.Port = null;
            _request.Meter = null;
            _request.Who = null;
            _request.NewAddress = 0;
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
                    body.Int("address", 1, MaxPrimary, ref _request.NewAddress);
                }
            }

            Require(body, _request.Port, "port");
            Require(body, _request.Meter, "meter");
            Require(body, _request.Who, "who");
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _request.Id = request.Id;
            _request.ExpiresMs = request.ExpiresMs;
            Ticket.Reset();
            Audit("accepted", false, nowUs);
            Lines.Commission(_request, Ticket);
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
        public override bool WriteResult(JsonWriter json, int part)
        {
            Ticket.Settings.WriteSettings(json);
            return false;
        }

        /// <inheritdoc/>
        public override void Refused(CommandRequest request, CommandStatus status, string reason, long nowUs)
        {
            _refusals.Add(Name, request, status, reason, nowUs);
        }

        private void Audit(string step, bool hasSettings, long nowUs)
        {
            JsonWriter json = _refusals.Events.Begin("commission");
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
            if (_request.NewAddress != 0)
            {
                json.Name("new_address");
                json.Number(_request.NewAddress);
            }

            if (hasSettings)
            {
                Ticket.Settings.WriteSettings(json);
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
