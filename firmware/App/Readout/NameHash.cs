// FNV-1a, 32 bits (the constants of its public description).
namespace Gateway.App.Readout
{
    /// <summary>Short marks for names that are too long for a small file.</summary>
    internal static class NameHash
    {
        private const uint Basis = 2166136261;
        private const uint Prime = 16777619;

        /// <summary>Of one text.</summary>
        public static uint Of(string text)
        {
            return Add(Basis, text);
        }

        /// <summary>Of two texts: not that of both in one.</summary>
        public static uint Of(string first, string second)
        {
            return Add(Add(Basis, first), second);
        }

        /// <summary>Of three texts.</summary>
        public static uint Of(string first, string second, string third)
        {
            return Add(Add(Add(Basis, first), second), third);
        }

        private static uint Add(uint hash, string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                hash = (hash ^ text[i]) * Prime;
            }

            return (hash ^ 0x2F) * Prime;
        }
    }
}
