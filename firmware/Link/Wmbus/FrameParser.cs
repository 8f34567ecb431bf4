namespace Gateway.Link.Wmbus
{
    /// <summary>Checks whole frames that are not line coded, by the same code as the receiver. Reusable,
    /// allocates nothing after its construction.</summary>
    public sealed class FrameParser
    {
        private readonly FrameDecoder _decoder = new FrameDecoder();

        /// <summary>Reads one frame of format A.</summary>
        /// <param name="frame">L-field first, with its CRCs; bytes behind the frame are ignored.</param>
        /// <param name="offset">Of the L-field.</param>
        /// <param name="count">Bytes that are there, 0 .. frame.Length − offset.</param>
        /// <param name="into">Gets bytes, length and format when the result is Ok; otherwise
        /// untouched.</param>
        /// <param name="consumed">Bytes of the frame, CRCs included; 0 unless the result is Ok.</param>
        /// <returns>Ok, Incomplete or what is wrong with it.</returns>
        public LinkStatus TryParseA(byte[] frame, int offset, int count, Telegram into, out int consumed)
        {
            return Parse(FrameFormat.A, frame, offset, count, into, out consumed);
        }

        /// <summary>Reads one frame of format B; parameters as <see cref="TryParseA"/>.</summary>
        public LinkStatus TryParseB(byte[] frame, int offset, int count, Telegram into, out int consumed)
        {
            return Parse(FrameFormat.B, frame, offset, count, into, out consumed);
        }

        private LinkStatus Parse(
            FrameFormat format, byte[] frame, int offset, int count, Telegram into, out int consumed)
        {
            consumed = 0;
            _decoder.BeginFrame(format);
            _decoder.Push(frame, offset, count);
            LinkStatus status = _decoder.Status;
            if (status == LinkStatus.Ok)
            {
                consumed = _decoder.RawLength;
                into.Format = format;
                into.Length = _decoder.CountDecoded();
                System.Array.Copy(_decoder.Bytes, 0, into.Bytes, 0, into.Length);
            }

            return status;
        }
    }
}
