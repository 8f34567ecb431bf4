namespace Gateway.Config
{
    /// <summary>What became of the last attempt at another configuration; written to files.</summary>
    public enum ConfigVerdict
    {
        /// <summary>There was none.</summary>
        None = 0,

        /// <summary>It proved itself and is in use.</summary>
        Applied = 1,

        /// <summary>It did not, and the one before is in use again.</summary>
        RolledBack = 2,

        /// <summary>It could not be started at all, and the one before is in use.</summary>
        Refused = 3,
    }
}
