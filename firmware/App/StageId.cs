namespace Gateway.App
{
    /// <summary>The stages in the order in which the loop runs them.</summary>
    public enum StageId
    {
        /// <summary>The receiver: always first.</summary>
        Radio = 0,

        /// <summary>Header, filter, append.</summary>
        Telegrams,

        /// <summary>The log.</summary>
        Store,

        /// <summary>The way to the broker.</summary>
        Uplink,

        /// <summary>Clock and counters.</summary>
        Housekeeping,

        /// <summary>Wired lines.</summary>
        Wired,

        /// <summary>Commands and their answers.</summary>
        Commands,

        /// <summary>Configuration and restarts.</summary>
        Upkeep,

        /// <summary>New firmware; few boards have it.</summary>
        Update,

        /// <summary>The installer's page and console; for boards with a code.</summary>
        Installer,

        /// <summary>Network sessions of a gateway on a battery; last, for all others.</summary>
        Session,
    }
}
