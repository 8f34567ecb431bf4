namespace Gateway.Uplink.Modem
{
    /// <summary>How a command ended.</summary>
    internal enum AtOutcome
    {
        /// <summary>It has not.</summary>
        None = 0,

        /// <summary>OK, and the result that was waited for is 0.</summary>
        Done,

        /// <summary>ERROR, or a result other than 0.</summary>
        Failed,

        /// <summary>No answer in time.</summary>
        TimedOut,
    }
}
