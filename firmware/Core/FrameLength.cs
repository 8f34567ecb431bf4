namespace Gateway.Core
{
    /// <summary>Special answers of <see cref="IFrameSink.Push"/>.</summary>
    public static class FrameLength
    {
        /// <summary>Not known yet: keep receiving.</summary>
        public const int Unknown = 0;

        /// <summary>Stop receiving this frame and listen for the next.</summary>
        public const int Abort = -1;
    }
}
