namespace Gateway.Core
{
    /// <summary>One device on an SPI bus: a chip select and its clock and mode.</summary>
    public interface ISpiPort
    {
        /// <summary>Clocks <paramref name="count"/> bytes out and in while the chip is selected.</summary>
        /// <param name="write">Sent bytes [0, count); owned by the caller.</param>
        /// <param name="read">Received bytes [0, count); owned by the caller; may be the same array.</param>
        /// <param name="count">1 .. min(write.Length, read.Length).</param>
        void Transfer(byte[] write, byte[] read, int count);
    }
}
