using Gateway.Config;

namespace Gateway.Commands
{
    /// <summary>What the commands to wired lines have in common: a ticket that says how far it is, and a body
    /// that is read member by member.</summary>
    public abstract class LineCommand : Command
    {
        /// <summary>Most characters of a port's, a job's or a meter's name.</summary>
        public const int MaxNameChars = 32;

        private readonly string[] _keys;
        private uint _seen;
        private bool _isParsing;

        /// <summary>A command.</summary>
        protected LineCommand(
            ILineService lines, string name, bool needsExpiry, bool needsMac, string[] keys)
            : base(name, needsExpiry, needsMac)
        {
            Lines = lines;
            _keys = keys;
        }

        /// <summary>The lines.</summary>
        protected ILineService Lines { get; private set; }

        /// <summary>What a line does for the command.</summary>
        protected LineTicket Ticket { get; } = new LineTicket();

        /// <inheritdoc/>
        public override void Parse(ConfigCursor body)
        {
            while (ParseOn(body))
            {
            }
        }

        /// <inheritdoc/>
        public override bool ParseOn(ConfigCursor body)
        {
            if (!_isParsing)
            {
                _isParsing = true;
                _seen = 0;
                SetDefaults();
            }

            int key = body.NextKey(string.Empty, _keys, ref _seen);
            if (key >= 0)
            {
                ReadMember(body, key);
                return true;
            }

            _isParsing = false;
            CheckMembers(body);
            return false;
        }

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            Reason = Ticket.Reason;
            return Ticket.Status;
        }

        /// <summary>Forgets the last request.</summary>
        protected abstract void SetDefaults();

        /// <summary>Reads a member.</summary>
        /// <param name="body">Before its value.</param>
        /// <param name="key">Which of the keys.</param>
        protected abstract void ReadMember(ConfigCursor body, int key);

        /// <summary>Refuses what is missing or does not go together; all members are read.</summary>
        protected abstract void CheckMembers(ConfigCursor body);

        /// <summary>A member that is missing.</summary>
        protected static void Require(ConfigCursor body, string value, string path)
        {
            body.Check(value != null, path, "is missing");
        }
    }
}
