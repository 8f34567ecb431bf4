using Gateway.Config;
using Gateway.Core;

namespace Gateway.Commands
{
    /// <summary><c>read</c>: one wired meter, or all meters of a job, now. The readings come as
    /// records.</summary>
    public sealed class ReadCommand : LineCommand
    {
        private string _port;
        private string _meter;
        private string _job;

        /// <summary>The command.</summary>
        public ReadCommand(ILineService lines)
            : base(lines, "read", false, false, new string[] { "port", "meter", "job" })
        {
        }

        /// <inheritdoc/>
        public override string Lane
        {
            get { return _port; }
        }

        /// <inheritdoc/>
        public override CommandStatus Begin(CommandRequest request, long nowUs)
        {
            Ticket.Reset();
            if (_job != null)
            {
                Lines.StartJob(_port, _job, Ticket);
            }
            else
            {
                Lines.Read(_port, _meter, Ticket);
            }

            return Step(nowUs);
        }

        /// <inheritdoc/>
        public override bool WriteResult(JsonWriter json, int part)
        {
            json.Name(_job == null ? "frames" : "reads_due");
            json.Number(Ticket.Frames);
            return false;
        }

        /// <inheritdoc/>
        protected override void SetDefaults()
        {
            _port = null;
            _meter = null;
            _job = null;
        }

        /// <inheritdoc/>
        protected override void ReadMember(ConfigCursor body, int key)
        {
            if (key == 0)
            {
                body.Text("port", 1, MaxNameChars, ref _port);
            }
            else if (key == 1)
            {
                body.Text("meter", 1, MaxNameChars, ref _meter);
            }
            else
            {
                body.Text("job", 1, MaxNameChars, ref _job);
            }
        }

        /// <inheritdoc/>
        protected override void CheckMembers(ConfigCursor body)
        {
            Require(body, _port, "port");
            body.Check((_meter == null) != (_job == null), "meter", "give either meter or job");
        }
    }
}
