namespace Gateway.Update
{
    /// <summary>What the field update is made with.</summary>
    public sealed class UpdateOptions
    {
        /// <summary>Key of the manifests, of the fleet or of the device; null = every update is
        /// refused.</summary>
        public byte[] Key;

        /// <summary>Name of the board, as manifests have it.</summary>
        public string Board;

        /// <summary>Version that runs.</summary>
        public string RunningVersion;

        /// <summary>Time that a new version has for its proof, in microseconds.</summary>
        public long TrialUs = 900000000;

        /// <summary>Time between the order to start and the restart, in microseconds: for the answer to go
        /// out, and for the log to commit.</summary>
        public long RestartDelayUs = 10000000;
    }
}
