// A meter's speed, parity and edition are found by trying all of them; that takes long, so the command is
// answered twice, like a search.
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>commission</c>: finds out how a meter talks, and gives it a primary address.</summary>
    public sealed class CommissionCommand : MeterCommand
    {
        private const int MaxPrimary = 250;

        private readonly CommissionRequest _request;

        /// <summary>The command.</summary>
        /// <param name="lines">The lines.</param>
        /// <param name="refusals">Gets refusals, and the audit.</param>
        public CommissionCommand(ILineService lines, RefusalLog refusals)
            : this(lines, refusals, new CommissionRequest())
        {
        }

        private CommissionCommand(ILineService lines, RefusalLog refusals, CommissionRequest request)
            : base(lines, refusals, "commission", new string[] { "address" }, request)
        {
            _request = request;
        }

        /// <inheritdoc/>
        public override bool AnswersBegin
        {
            get { return IsUnderWay; }
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            Ticket.Settings.WriteSettings(json);
            return false;
        }

        /// <inheritdoc/>
        protected override void ClearOwn()
        {
            _request.NewAddress = 0;
        }

        /// <inheritdoc/>
        protected override void ParseOwn(ConfigCursor body, int key)
        {
            body.Int("address", 1, MaxPrimary, ref _request.NewAddress);
        }

        /// <inheritdoc/>
        protected override void Ask()
        {
            Lines.Commission(_request, Ticket);
        }

        /// <inheritdoc/>
        protected override void WriteOwn(JsonWriter json, bool isDone)
        {
            if (_request.NewAddress != 0)
            {
                json.Name("new_address");
                json.Number(_request.NewAddress);
            }

            if (isDone)
            {
                Ticket.Settings.WriteSettings(json);
            }
        }
    }
}
