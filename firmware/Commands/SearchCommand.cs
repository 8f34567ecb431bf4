using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>search</c>: finds the meters of a line. Answered twice: when it has begun, and with what
    /// was found.</summary>
    public sealed class SearchCommand : LineCommand
    {
        // One entry, and what stands behind the last one.
        private const int EntryBytes = 100;
        private const int TailBytes = 60;

        private readonly SearchRequest _request = new SearchRequest();
        private string _parity;

        /// <summary>The command.</summary>
        public SearchCommand(ILineService lines)
            : base(lines, "search", true, false, new string[] { "port", "what", "baud", "parity" })
        {
        }

        /// <inheritdoc/>
        public override bool AnswersBegin
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            _request.Id = request.Id;
            _request.ExpiresMs = request.ExpiresMs;
            Ticket.Reset();
            Lines.Search(_request, Ticket);
            return Step(nowUs);
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            IFoundMeters found = Ticket.Found;
            if (part == 0)
            {
                json.Name("found");
                json.BeginArray();
            }

            if (part < found.FoundCount && json.Free > EntryBytes + TailBytes)
            {
                json.BeginObject();
                found.WriteFound(json, part);
                json.EndObject();
                return true;
            }

            json.EndArray();
            json.Name("more");
            json.Number(found.FoundCount - part + found.Lost);
            return false;
        }

        /// <inheritdoc/>
        protected override void SetDefaults()
        {
            _request.Port = null;
            _request.What = "addresses";
            _request.BaudRate = 0;
            _parity = "even";
        }

        /// <inheritdoc/>
        protected override void ReadMember(ConfigCursor body, int key)
        {
            if (key == 0)
            {
                body.Text("port", 1, MaxNameChars, ref _request.Port);
            }
            else if (key == 1)
            {
                body.Text("what", 1, MaxNameChars, ref _request.What);
            }
            else if (key == 2)
            {
                body.Int("baud", 300, 38400, ref _request.BaudRate);
            }
            else
            {
                body.Text("parity", 1, MaxNameChars, ref _parity);
            }
        }

        /// <inheritdoc/>
        protected override void CheckMembers(ConfigCursor body)
        {
            Require(body, _request.Port, "port");
            _request.Parity = _parity == "none" ? 1 : _parity == "odd" ? 2 : 0;
            body.Check(
                _request.Parity != 0 || _parity == "even", "parity",
                "must be \"even\", \"odd\" or \"none\"");
            string what = _request.What;
            body.Check(
                what == "addresses" || what == "primary" || what == "digits", "what",
                "must be \"addresses\", \"primary\" or \"digits\"");
        }
    }
}
