namespace Gateway.Config
{
    /// <summary>What the worker does for a <see cref="ConfigChange"/>.</summary>
    internal enum ConfigAction
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>Makes room for a document.</summary>
        Begin,

        /// <summary>Writes a piece of it.</summary>
        Put,

        /// <summary>Checks it and arms its trial.</summary>
        Apply,

        /// <summary>Both for a document that is there as a whole.</summary>
        Whole,

        /// <summary>Gives it up.</summary>
        Cancel,

        /// <summary>Writes the configuration in use without its secrets.</summary>
        Export,

        /// <summary>The trial ended well.</summary>
        Commit,

        /// <summary>It did not.</summary>
        RollBack,

        /// <summary>The installer's file has proven itself.</summary>
        Adopt,

        /// <summary>The log has the verdict.</summary>
        Told,
    }
}
