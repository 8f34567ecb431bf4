using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>control</c>: works a meter's valve or breaker and reads its state back.</summary>
    public sealed class ControlCommand : MeterCommand
    {
        private const int MaxActionChars = 16;

        private readonly ControlRequest _request;

        /// <summary>The command.</summary>
        /// <param name="lines">The lines.</param>
        /// <param name="refusals">Gets refusals, and the audit.</param>
        public ControlCommand(ILineService lines, RefusalLog refusals)
            : this(lines, refusals, new ControlRequest())
        {
        }

        private ControlCommand(ILineService lines, RefusalLog refusals, ControlRequest request)
            : base(lines, refusals, "control", "action", request)
        {
            _request = request;
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            WriteState(json);
            return false;
        }

        /// <inheritdoc/>
        protected override void ClearOwn()
        {
            _request.Action = null;
        }

        /// <inheritdoc/>
        protected override void ParseOwn(ConfigCursor body)
        {
            body.Text("action", 1, MaxActionChars, ref _request.Action);
        }

        /// <inheritdoc/>
        protected override void RequireOwn(ConfigCursor body)
        {
            Require(body, _request.Action, "action");
        }

        /// <inheritdoc/>
        protected override void Ask()
        {
            Lines.Control(_request, Ticket);
        }

        /// <inheritdoc/>
        protected override void WriteOwn(JsonWriter json, bool isDone)
        {
            json.Name("action");
            json.String(_request.Action);
            WriteState(json);
        }

        private void WriteState(JsonWriter json)
        {
            if (Ticket.State != null)
            {
                json.Name("state");
                json.String(Ticket.State);
            }
        }
    }
}
