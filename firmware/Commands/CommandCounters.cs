namespace Gateway.Commands
{
    /// <summary>What happened to commands since start.</summary>
    public sealed class CommandCounters
    {
        /// <summary>Messages on command topics.</summary>
        public int Received;

        /// <summary>Messages that were too long, or came while the inbox was full.</summary>
        public int Dropped;

        /// <summary>Commands begun.</summary>
        public int Begun;

        /// <summary>Commands refused, with an answer that says why.</summary>
        public int Refused;

        /// <summary>Repeats of a known id.</summary>
        public int Repeated;

        /// <summary>Answers that gave way to newer ones before a connection took them.</summary>
        public int AnswersDropped;
    }
}
