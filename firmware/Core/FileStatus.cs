namespace Gateway.Core
{
    /// <summary>Result of a call to <see cref="IFileStore"/>.</summary>
    public enum FileStatus
    {
        /// <summary>Done and durable.</summary>
        Ok = 0,

        /// <summary>No such file.</summary>
        NotFound,

        /// <summary>No space left.</summary>
        Full,

        /// <summary>The device reported an error, or is not there.</summary>
        Failed,
    }
}
