namespace Gateway.Config
{
    /// <summary>What an adoption does next.</summary>
    internal enum AdoptionPart
    {
        /// <summary>Reads the installer's file.</summary>
        Read = 0,

        /// <summary>Adds a block to its hash.</summary>
        Hash,

        /// <summary>Sees whether it is still the file that has proven itself.</summary>
        Compare,

        /// <summary>Makes room for a set.</summary>
        Begin,

        /// <summary>Writes the document.</summary>
        Put,

        /// <summary>Writes the set's header.</summary>
        End,

        /// <summary>Notes that the set is the one in use.</summary>
        Record,

        /// <summary>Nothing is left to do.</summary>
        Done,
    }
}
