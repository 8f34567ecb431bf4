// The PN9 sequence of x^9 + x^5 + 1 from the state 1FF, eight steps a byte: FF E1 1D 9A ED ... as Texas
// Instruments DN509 lists it. Both radio chips could do it in hardware, but not from the same bit on and not
// in the same bit order; done here, a packet is the same bytes in front of either.
namespace Gateway.Link.LinkIq
{
    /// <summary>What whitened bytes are combined with.</summary>
    public static class Whitening
    {
        /// <summary>The first bytes of the sequence.</summary>
        /// <param name="count">How many.</param>
        public static byte[] Create(int count)
        {
            byte[] sequence = new byte[count];
            int state = 0x1FF;
            for (int i = 0; i < count; i++)
            {
                sequence[i] = (byte)state;
                for (int bit = 0; bit < 8; bit++)
                {
                    state = (state >> 1) | (((state ^ (state >> 5)) & 1) << 8);
                }
            }

            return sequence;
        }
    }
}
