using Gateway.Link.Dlt645;

namespace Gateway.Wired.Dlt645
{
    /// <summary>A meter on a line, and what was learned about it. Made once; 120 bytes on the
    /// board.</summary>
    public sealed class Dlt645Meter
    {
        private long _blocksSeen;
        private long _blocksRefused;

        /// <summary>A meter with its configured address.</summary>
        /// <param name="address">See <see cref="Dlt645Address"/>; <see cref="Dlt645Address.Any"/> on a line
        /// with one meter.</param>
        public Dlt645Meter(long address)
        {
            Address = address;
        }

        /// <summary>Address to which requests go.</summary>
        public long Address { get; set; }

        /// <summary>Edition; Unknown until the first answer.</summary>
        public Dlt645Edition Edition { get; set; }

        /// <summary>Index of its line speed in <see cref="Dlt645Rates"/>.</summary>
        public int RateIndex { get; set; }

        /// <summary>Address in its last answer: differs where a meter answers with wildcards.</summary>
        public long AnsweredAs { get; set; }

        /// <summary>It has answered since start.</summary>
        public bool WasHeard { get; set; }

        /// <summary>Answers since start.</summary>
        public int Answers { get; set; }

        /// <summary>Requests without a good answer since start.</summary>
        public int Failures { get; set; }

        /// <summary>Forgets which blocks the meter has, after its firmware changed.</summary>
        public void ForgetBlocks()
        {
            _blocksSeen = 0;
            _blocksRefused = 0;
        }

        /// <summary>Whether blocks of this family were refused, so that single registers are asked
        /// for.</summary>
        public bool RefusesBlock(uint identifier)
        {
            return (_blocksRefused & FamilyBit(identifier)) != 0;
        }

        /// <summary>Whether a block of this family was answered.</summary>
        public bool HasBlock(uint identifier)
        {
            return (_blocksSeen & FamilyBit(identifier)) != 0;
        }

        /// <summary>A block was answered, or refused.</summary>
        public void LearnBlock(uint identifier, bool isThere)
        {
            long bit = FamilyBit(identifier);
            _blocksSeen = isThere ? _blocksSeen | bit : _blocksSeen & ~bit;
            _blocksRefused = isThere ? _blocksRefused & ~bit : _blocksRefused | bit;
        }

        // 64 families: by DI3 and DI2 (three bits each), in the 1997 edition by the first and the third
        // digit. Families that share a bit cost a meter some single reads, never a wrong value.
        private static long FamilyBit(uint identifier)
        {
            int family = !EditionMap.Is1997(identifier)
                ? (int)(((identifier >> 24) & 7) << 3) | (int)((identifier >> 16) & 7)
                : (int)(((identifier >> 12) & 7) << 3) | (int)((identifier >> 4) & 7);
            return 1L << family;
        }
    }
}
