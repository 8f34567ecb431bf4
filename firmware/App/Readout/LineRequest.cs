using Gateway.Commands;

namespace Gateway.App.Readout
{
    /// <summary>A command's request that waits for the line or is on it.</summary>
    internal sealed class LineRequest
    {
        /// <summary>Whose it is; null when there is none.</summary>
        public LineTicket Ticket;

        /// <summary>Meter it is about.</summary>
        public int Meter;

        /// <summary>Control: the request; the command's, which keeps it until the ticket has ended.</summary>
        public ControlRequest Control;

        /// <summary>Whether it is on the line.</summary>
        public bool IsRunning;

        private CommandStatus _status;
        private string _reason;

        /// <summary>Whether it has left the line for good, and its ticket does not say so yet.</summary>
        public bool HasEnded { get; private set; }

        /// <summary>Whether it waits.</summary>
        public bool IsWaiting
        {
            get { return Ticket != null && !IsRunning && !HasEnded; }
        }

        /// <summary>Takes a request.</summary>
        public void Wait(LineTicket ticket, int meter)
        {
            Ticket = ticket;
            Meter = meter;
            IsRunning = false;
        }

        /// <summary>It has left the line; <see cref="Close"/> ends it.</summary>
        public void Finish(CommandStatus status, string reason)
        {
            IsRunning = false;
            HasEnded = true;
            _status = status;
            _reason = reason;
        }

        /// <summary>Ends what has finished.</summary>
        public void Close()
        {
            HasEnded = false;
            End(_status, _reason);
        }

        /// <summary>Ends it.</summary>
        public void End(CommandStatus status, string reason)
        {
            LineTicket ticket = Ticket;
            Ticket = null;
            IsRunning = false;
            ticket.End(status, reason);
        }
    }
}
