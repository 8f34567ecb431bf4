namespace Gateway.Update
{
    /// <summary>Where an image stands; names and values of the vendor's UpdateStatus.</summary>
    public enum UpdaterStatus
    {
        /// <summary>The running image is confirmed and no swap is pending.</summary>
        Confirmed = 0,

        /// <summary>The running image is on trial.</summary>
        Testing = 1,

        /// <summary>The next restart begins a trial.</summary>
        TestPending = 2,

        /// <summary>The next restart swaps, without a trial.</summary>
        PermanentPending = 3,

        /// <summary>The next restart brings the image before back.</summary>
        RollbackPending = 4,

        /// <summary>It cannot be told; also: there is no second slot.</summary>
        Unknown = 255,
    }
}
