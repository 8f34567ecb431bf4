namespace Gateway.Update
{
    /// <summary>A board whose firmware has one slot: every update is refused, with this reason.</summary>
    public sealed class NoUpdater : IUpdater
    {
        /// <summary>The reason.</summary>
        public const string Reason = "this board's firmware has no second slot";

        /// <inheritdoc/>
        public UpdaterStatus Status
        {
            get { return UpdaterStatus.Unknown; }
        }

        /// <inheritdoc/>
        public int NextOffset
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public UpdaterResult Start(int totalBytes)
        {
            return UpdaterResult.NoSlot;
        }

        /// <inheritdoc/>
        public UpdaterResult Resume(int totalBytes, byte[] head, int headBytes)
        {
            return UpdaterResult.NoSlot;
        }

        /// <inheritdoc/>
        public UpdaterResult Write(byte[] buffer, int offset, int count)
        {
            return UpdaterResult.NoSlot;
        }

        /// <inheritdoc/>
        public UpdaterResult Complete()
        {
            return UpdaterResult.NoSlot;
        }

        /// <inheritdoc/>
        public UpdaterResult Abort(bool erase)
        {
            return UpdaterResult.NoSlot;
        }

        /// <inheritdoc/>
        public bool Confirm()
        {
            return false;
        }

        /// <inheritdoc/>
        public bool RequestRevert()
        {
            return false;
        }

        /// <inheritdoc/>
        public void Reboot()
        {
        }
    }
}
