namespace Gateway.Wired.Dlt645
{
    /// <summary>What happens with a control command; each is told once for the audit.</summary>
    public enum ControlStep
    {
        /// <summary>Its time was over: it was not sent.</summary>
        Expired = 0,

        /// <summary>The meter's edition has no such command: it was not sent.</summary>
        Unsupported = 1,

        /// <summary>Handed over to the line. It is never sent again.</summary>
        Sent = 2,

        /// <summary>The meter has accepted it.</summary>
        Accepted = 3,

        /// <summary>The meter refuses, with an error word.</summary>
        Refused = 4,

        /// <summary>No answer: whether it was carried out, only the state tells.</summary>
        NoAnswer = 5,

        /// <summary>The status word was read.</summary>
        StateRead = 6,

        /// <summary>The status word could not be read.</summary>
        StateUnknown = 7,

        /// <summary>The state is what the command asked for.</summary>
        Confirmed = 8,

        /// <summary>The state is not what the command asked for.</summary>
        NotConfirmed = 9,
    }
}
