namespace Gateway.Uplink.Serial
{
    /// <summary>Counters since start; they wrap.</summary>
    public sealed class SerialCounters
    {
        /// <summary>Frames sent.</summary>
        public int FramesSent;

        /// <summary>Frames of the session that arrived.</summary>
        public int FramesReceived;

        /// <summary>Frames of no session or of another one.</summary>
        public int StrayFrames;

        /// <summary>Sessions that stood.</summary>
        public int Connects;

        /// <summary>Sessions that ended by silence or because the bridge did not know them any
        /// more.</summary>
        public int Losses;

        /// <summary>Messages from the bridge that made no sense.</summary>
        public int BadMessages;
    }
}
