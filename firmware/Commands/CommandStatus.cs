namespace Gateway.Commands
{
    /// <summary>Where a command stands. The answer's <c>code</c> is <see cref="CommandCodes"/>'s word for
    /// it.</summary>
    public enum CommandStatus
    {
        /// <summary>Done; the answer has a result.</summary>
        Ok = 0,

        /// <summary>It goes on.</summary>
        Running = 1,

        /// <summary>The text or a value in it is wrong; nothing was changed.</summary>
        BadRequest = 2,

        /// <summary>There is no such command.</summary>
        Unknown = 3,

        /// <summary>It came too late; nothing was done.</summary>
        Expired = 4,

        /// <summary>The authentication tag is missing or wrong, or the command is one of the past; nothing
        /// was done.</summary>
        Unauthorised = 5,

        /// <summary>The gateway does the same for somebody else; nothing was done.</summary>
        Busy = 6,

        /// <summary>The gateway does not know the time, so it cannot tell whether the command has expired;
        /// nothing was done.</summary>
        NoClock = 7,

        /// <summary>It was tried and did not work.</summary>
        Failed = 8,
    }
}
