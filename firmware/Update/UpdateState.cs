namespace Gateway.Update
{
    /// <summary>Where updates stand; <see cref="FieldUpdate.WriteState"/> has the words.</summary>
    public enum UpdateState
    {
        /// <summary>The board cannot be updated in the field.</summary>
        Unavailable = 0,

        /// <summary>The running version is confirmed.</summary>
        Confirmed,

        /// <summary>It is, and a new one was tried and gave way to it.</summary>
        Returned,

        /// <summary>An image is being loaded.</summary>
        Loading,

        /// <summary>An image is there in full and waits for the start.</summary>
        Loaded,

        /// <summary>The board is about to restart.</summary>
        Starting,

        /// <summary>The running version has yet to prove itself.</summary>
        Trial,
    }
}
