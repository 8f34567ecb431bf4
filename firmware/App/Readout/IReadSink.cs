namespace Gateway.App.Readout
{
    /// <summary>Takes the frames of a reading as they come.</summary>
    public interface IReadSink
    {
        /// <summary>A frame of the reading that runs. One slice: it is copied.</summary>
        /// <param name="part">0 for its first frame.</param>
        /// <param name="frame">[offset, offset + count), valid during the call.</param>
        /// <param name="offset">First byte.</param>
        /// <param name="count">Bytes.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        void Frame(int part, byte[] frame, int offset, int count, long nowUs);
    }
}
