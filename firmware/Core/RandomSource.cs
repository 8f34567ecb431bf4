// Small pseudo-random generator (SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number
// generators", 2014). For jitter and for drawing ids; not for keys or anything that must not be guessed.

namespace Gateway.Core
{
    /// <summary>Seeded random numbers; the same seed gives the same sequence on every world.</summary>
    public sealed class RandomSource
    {
        private ulong _state;

        /// <summary>A generator for a seed; nearby seeds give unrelated sequences.</summary>
        public RandomSource(ulong seed)
        {
            _state = seed;
        }

        /// <summary>Seed from a name (FNV-1a, 64 bit) and anything that differs between starts: two gateways
        /// that start in the same microsecond still differ by their name.</summary>
        public static ulong SeedFrom(string name, ulong entropy)
        {
            ulong hash = 14695981039346656037UL;
            for (int i = 0; i < name.Length; i++)
            {
                hash = (hash ^ name[i]) * 1099511628211UL;
            }

            return hash ^ Mix(entropy);
        }

        /// <summary>32 random bits.</summary>
        public uint NextUInt()
        {
            _state += 0x9E3779B97F4A7C15UL;
            return (uint)(Mix(_state) >> 32);
        }

        /// <summary>Uniform in [0, <paramref name="bound"/>); 0 when the bound is below 2.</summary>
        public int Next(int bound)
        {
            return bound < 2 ? 0 : (int)(((ulong)NextUInt() * (uint)bound) >> 32);
        }

        private static ulong Mix(ulong z)
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
