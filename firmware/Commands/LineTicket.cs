namespace Gateway.Commands
{
    /// <summary>What a line does for a command, and what came of it. Owned and reused by the command;
    /// filled by <see cref="ILineService"/>.</summary>
    public sealed class LineTicket
    {
        /// <summary>Running until it has ended.</summary>
        public CommandStatus Status;

        /// <summary>Why it did not end Ok.</summary>
        public string Reason;

        /// <summary>Frames that became records.</summary>
        public int Frames;

        /// <summary>State of valve or breaker that the meter reported afterwards; null when there is
        /// none.</summary>
        public string State;

        /// <summary>Answer bytes, [0, <see cref="ReplyCount"/>); the line's, until the next
        /// request.</summary>
        public byte[] Reply;

        /// <summary>Number of answer bytes.</summary>
        public int ReplyCount;

        /// <summary>What ended the answer: pause, timeout or full; null when there is none.</summary>
        public string ReplyEnd;

        /// <summary>From request to answer, in microseconds.</summary>
        public long AnswerUs;

        /// <summary>What a search found; the line's, until the next search.</summary>
        public IFoundMeters Found;

        /// <summary>What commissioning found out; the line's, until the next one.</summary>
        public IMeterSettings Settings;

        /// <summary>Begins anew.</summary>
        public void Reset()
        {
            Status = CommandStatus.Running;
            Reason = null;
            Frames = 0;
            State = null;
            Reply = null;
            ReplyCount = 0;
            ReplyEnd = null;
            AnswerUs = 0;
            Found = null;
            Settings = null;
        }

        /// <summary>Ends it.</summary>
        public void End(CommandStatus status, string reason)
        {
            Status = status;
            Reason = reason;
        }
    }
}
