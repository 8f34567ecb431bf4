using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>control</c>: works a meter's valve or breaker and reads its state back, or changes what
    /// the meter has stored.</summary>
    public sealed class ControlCommand : MeterCommand
    {
        private const int MaxActionChars = 16;
        private const int RegisterChars = 8;
        private const int MaxValueChars = 64;
        private const int RegisterKey = 1;

        private readonly ControlRequest _request;

        /// <summary>The command.</summary>
        /// <param name="lines">The lines.</param>
        /// <param name="refusals">Gets refusals, and the audit.</param>
        public ControlCommand(ILineService lines, RefusalLog refusals)
            : this(lines, refusals, new ControlRequest())
        {
        }

        private ControlCommand(ILineService lines, RefusalLog refusals, ControlRequest request)
            : base(lines, refusals, "control", new string[] { "action", "register", "value" }, request)
        {
            _request = request;
        }

        /// <inheritdoc/>
        public override string Lane
        {
            get { return _request.Port; }
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
            _request.Register = null;
            _request.Value = null;
        }

        /// <inheritdoc/>
        protected override void ParseOwn(ConfigCursor body, int key)
        {
            if (key < RegisterKey)
            {
                body.Text("action", 1, MaxActionChars, ref _request.Action);
            }
            else if (key == RegisterKey)
            {
                body.Text("register", RegisterChars, RegisterChars, ref _request.Register);
                CheckDigits(body, _request.Register, "register");
            }
            else
            {
                body.Text("value", 1, MaxValueChars, ref _request.Value);
                CheckDigits(body, _request.Value, "value");
            }
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
            if (_request.Register != null)
            {
                json.Name("register");
                json.String(_request.Register);
            }

            if (_request.Value != null && !_request.IsSecret)
            {
                json.Name("value");
                json.String(_request.Value);
            }

            WriteState(json);
        }

        private static void CheckDigits(ConfigCursor body, string text, string path)
        {
            for (int i = 0; text != null && i < text.Length; i++)
            {
                body.Check(HexText.Digit(text[i]) >= 0, path, "must be hexadecimal digits");
            }
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
