namespace Gateway.Core
{
    /// <summary>
    /// Takes the bytes after the sync word as a radio drains them, decodes them at once, and tells the radio
    /// how long the frame is or that it is not worth receiving. One call per drained chunk, none per byte.
    /// </summary>
    public interface IFrameSink
    {
        /// <summary>A sync word was found; a frame that was not ended is discarded.</summary>
        /// <param name="profile">What the radio listens to.</param>
        /// <param name="syncUs">Microseconds since boot, as close to the sync word as the radio can
        /// tell.</param>
        void Begin(RadioProfile profile, long syncUs);

        /// <summary>Takes the next drained bytes.</summary>
        /// <param name="buffer">Owned by the radio; valid during the call.</param>
        /// <param name="offset">First byte.</param>
        /// <param name="count">1 .. buffer.Length − offset.</param>
        /// <returns>Total number of bytes of this frame after the sync word, as soon as it is known (the same
        /// value from then on); <see cref="FrameLength.Unknown"/> before; <see cref="FrameLength.Abort"/>
        /// when the rest is not wanted.</returns>
        int Push(byte[] buffer, int offset, int count);

        /// <summary>The radio has ended the frame. Called once for each <see cref="Begin"/>.</summary>
        /// <param name="end">Why it ended.</param>
        /// <param name="rssiDbm">Received power in dBm.</param>
        /// <param name="lqi">Link quality 0 (best) .. 127 as the chip defines it; 255 when the chip has
        /// none.</param>
        /// <param name="frequencyOffsetHz">Sender's carrier minus the receiver's, in hertz.</param>
        void End(RxEnd end, int rssiDbm, int lqi, int frequencyOffsetHz);
    }
}
