namespace Gateway.Wired
{
    /// <summary>What happens with a control command; each is told once for the audit.</summary>
    public enum ControlStep
    {
        /// <summary>Its time was over: it was not sent.</summary>
        Expired = 0,

        /// <summary>The meter's edition has no such command: it was not sent.</summary>
        Unsupported = 1,

        /// <summary>The meter could not be reached: it was not sent.</summary>
        NotReached = 2,

        /// <summary>Handed over to the line. DL/T 645: it is never sent again; M-Bus repeats it with the same
        /// frame count bit until it is acknowledged, which a slave carries out once.</summary>
        Sent = 3,

        /// <summary>The meter has accepted it.</summary>
        Accepted = 4,

        /// <summary>The meter refuses, with an error word.</summary>
        Refused = 5,

        /// <summary>No answer: whether it was carried out, only the state tells.</summary>
        NoAnswer = 6,

        /// <summary>The state was read.</summary>
        StateRead = 7,

        /// <summary>The state could not be read.</summary>
        StateUnknown = 8,

        /// <summary>The state is what the command asked for.</summary>
        Confirmed = 9,

        /// <summary>The state is not what the command asked for.</summary>
        NotConfirmed = 10,
    }
}
