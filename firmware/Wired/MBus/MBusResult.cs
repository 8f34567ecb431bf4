namespace Gateway.Wired.MBus
{
    /// <summary>How a task of the M-Bus master ended.</summary>
    public enum MBusResult
    {
        /// <summary>Everything was answered.</summary>
        Ok = 0,

        /// <summary>It runs, waits, or gave the line back before its end (a search in turns).</summary>
        Incomplete = 1,

        /// <summary>No answer, repeats included.</summary>
        Silent = 2,

        /// <summary>Answers, but none that is a frame: noise, wrong settings, or several slaves at
        /// once.</summary>
        Garbled = 3,

        /// <summary>A whole frame from another slave than the one that was asked.</summary>
        WrongSlave = 4,

        /// <summary>No slave acknowledged its selection by secondary address.</summary>
        NotSelectable = 5,

        /// <summary>A whole frame that does not answer the request.</summary>
        Unexpected = 6,

        /// <summary>The slave answered with an application error (CI 70h).</summary>
        ApplicationError = 7,

        /// <summary>The slave has no data of that class (E5h to REQ_UD1).</summary>
        NoData = 8,

        /// <summary>The slave may not be asked yet: it allows few readings.</summary>
        TooEarly = 9,

        /// <summary>What was sent did not come back as it was sent.</summary>
        EchoWrong = 10,

        /// <summary>The port refused.</summary>
        PortFailed = 11,

        /// <summary>Another slave answers at the address that was to be set.</summary>
        AddressTaken = 12,

        /// <summary>Acknowledged, but afterwards the slave was not as it was to be.</summary>
        NotConfirmed = 13,

        /// <summary>Not sent: its time was over before the slave was reached.</summary>
        Expired = 14,
    }
}
