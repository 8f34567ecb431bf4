namespace Gateway.Wired
{
    /// <summary>
    /// Knows how long a reply is. Asked once for each chunk, so that a read ends with the frame's last byte
    /// and not with a pause.
    /// </summary>
    public interface IReplyShape
    {
        /// <summary>How much of the reply is still to come.</summary>
        /// <param name="buffer">What was received so far, own bytes already removed.</param>
        /// <param name="count">0 .. buffer.Length; 0 when an exchange begins.</param>
        /// <returns>Bytes that are missing at least; 0 when the reply is complete (it need not be
        /// valid); <see cref="ReplyLength.Garbled"/> when this cannot become a reply any more;
        /// <see cref="ReplyLength.Unfinished"/> to be asked again in the next slice.</returns>
        int Missing(byte[] buffer, int count);

        /// <summary>The line became quiet, and what came is not complete: it is looked through once
        /// more.</summary>
        /// <param name="buffer">What was received.</param>
        /// <param name="count">0 .. buffer.Length.</param>
        /// <returns>False to be called again in the next slice.</returns>
        bool Finish(byte[] buffer, int count);
    }
}
