namespace Gateway.Update
{
    /// <summary>
    /// The image slots of a board and its boot loader, in the shape of nanoFramework's
    /// nanoFramework.Runtime.InFieldUpdate.UpdateManager for the image Deployment: what runs is in the
    /// primary slot, a new image is written to the secondary one in order, the boot loader swaps the two at a
    /// restart, and swaps back at the next one unless the new image was confirmed.
    /// All calls block: jobs of a worker, except <see cref="Status"/>. None throws.
    /// </summary>
    public interface IUpdater
    {
        /// <summary>Where the running image stands (GetStatus).</summary>
        UpdaterStatus Status { get; }

        /// <summary>Where the next byte goes in the open session.</summary>
        int NextOffset { get; }

        /// <summary>Erases the secondary slot and opens a session (StartUpdateSession).</summary>
        /// <param name="totalBytes">Size of the whole image.</param>
        UpdaterResult Start(int totalBytes);

        /// <summary>Opens a session on what a session before a restart has left (ResumeUpdateSession);
        /// <see cref="NextOffset"/> says how much of it is good, at the start of an erasable block.</summary>
        /// <param name="totalBytes">Size of the whole image.</param>
        /// <param name="head">First bytes of the image that is expected there.</param>
        /// <param name="headBytes">How many, at most 32.</param>
        UpdaterResult Resume(int totalBytes, byte[] head, int headBytes);

        /// <summary>Writes at <see cref="NextOffset"/> and moves it on (StoreImageChunk).</summary>
        UpdaterResult Write(byte[] buffer, int offset, int count);

        /// <summary>Checks the whole image by itself and marks it for a trial at the next restart
        /// (CompleteUpdateSession).</summary>
        UpdaterResult Complete();

        /// <summary>Gives the session up (AbortUpdateSession).</summary>
        /// <param name="erase">Whether the secondary slot is erased as well.</param>
        UpdaterResult Abort(bool erase);

        /// <summary>The running image stays (ConfirmDeploymentImage).</summary>
        bool Confirm();

        /// <summary>The image before comes back at the next restart (RequestDeploymentRevert).</summary>
        bool RequestRevert();

        /// <summary>Restarts the board (RequestReboot). Does not return on a board.</summary>
        void Reboot();
    }
}
