namespace Gateway.Store
{
    /// <summary>The sizes of a store whose files take long to make: a new log begins with the first ones, and
    /// the others are made while it runs. Of use where files are prepared, that is, on FAT.</summary>
    public sealed class GrowingProfile : StoreProfile
    {
        /// <summary>Declares the sizes.</summary>
        /// <param name="bufferBytes">Records waiting for a commit; twice this is allocated. At least one
        /// largest record.</param>
        /// <param name="readBytes">Read-ahead of each of the four classes; at least one largest
        /// record.</param>
        /// <param name="segmentBytes">Bytes of a segment file; at least twice the buffer.</param>
        /// <param name="segmentCount">8 .. 250; fewer are used when the drive is smaller.</param>
        /// <exception cref="System.ArgumentException">A size is out of range.</exception>
        public GrowingProfile(int bufferBytes, int readBytes, int segmentBytes, int segmentCount)
            : base(bufferBytes, readBytes, segmentBytes, segmentCount)
        {
        }

        /// <inheritdoc/>
        public override int SegmentsAtOnce
        {
            get { return MinSegmentCount; }
        }
    }
}
