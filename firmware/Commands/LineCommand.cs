using Gateway.Config;

namespace Gateway.Commands
{
    /// <summary>What the commands to wired lines have in common: a ticket that says how far it
    /// is.</summary>
    public abstract class LineCommand : Command
    {
        /// <summary>Most characters of a port's, a job's or a meter's name.</summary>
        public const int MaxNameChars = 32;

        /// <summary>A command.</summary>
        protected LineCommand(ILineService lines, string name, bool needsExpiry, bool needsMac)
            : base(name, needsExpiry, needsMac)
        {
            Lines = lines;
        }

        /// <summary>The lines.</summary>
        protected ILineService Lines { get; private set; }

        /// <summary>What a line does for the command.</summary>
        protected LineTicket Ticket { get; } = new LineTicket();

        /// <inheritdoc/>
        public override CommandStatus Step(long nowUs)
        {
            Reason = Ticket.Reason;
            return Ticket.Status;
        }

        /// <summary>A member that is missing.</summary>
        protected static void Require(ConfigCursor body, string value, string path)
        {
            body.Check(value != null, path, "is missing");
        }
    }
}
