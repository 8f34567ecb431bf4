namespace Gateway.Commands
{
    /// <summary>What commands can ask of the wired lines. Requests are queued between scheduled reads; the
    /// ticket says when they have ended, which may be at once.</summary>
    public interface ILineService
    {
        /// <summary>Reads one meter now.</summary>
        void Read(string port, string meter, LineTicket ticket);

        /// <summary>Starts a job's sweep now; the ticket ends as soon as it is started.</summary>
        void StartJob(string port, string job, LineTicket ticket);

        /// <summary>Sends bytes and waits for an answer.</summary>
        void Transparent(TransparentRequest request, LineTicket ticket);

        /// <summary>Works a valve or a breaker and reads its state back.</summary>
        void Control(ControlRequest request, LineTicket ticket);

        /// <summary>Finds out how a meter talks, in turns between the line's reads.</summary>
        /// <param name="request">Kept until the ticket has ended.</param>
        /// <param name="ticket">Says when it has ended, and what was found out.</param>
        void Commission(CommissionRequest request, LineTicket ticket);

        /// <summary>Searches a line in turns between its reads.</summary>
        /// <param name="request">Kept until the ticket has ended.</param>
        /// <param name="ticket">Says when it has ended, and what was found.</param>
        void Search(SearchRequest request, LineTicket ticket);
    }
}
