namespace Gateway.Core
{
    /// <summary>What may name a gateway, and the prefix of its topics.</summary>
    public static class GatewayName
    {
        /// <summary>Most characters of a gateway id.</summary>
        public const int MaxIdLength = 32;

        /// <summary>Most characters of a topic prefix.</summary>
        public const int MaxPrefixLength = 64;

        /// <summary>Whether a gateway id is 1 .. 32 of [A-Za-z0-9_-]: it stands in topics, client ids and
        /// file names without any escaping.</summary>
        public static bool IsValidId(string id)
        {
            return id != null && id.Length <= MaxIdLength && AreLevels(id, false);
        }

        /// <summary>Whether a topic prefix is 1 .. 64 characters: levels of [A-Za-z0-9_-] parted by single
        /// slashes.</summary>
        public static bool IsValidPrefix(string prefix)
        {
            return prefix != null && prefix.Length <= MaxPrefixLength && AreLevels(prefix, true);
        }

        private static bool AreLevels(string text, bool withSlash)
        {
            bool open = true;
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                bool word = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
                    || c == '_' || c == '-';
                if (!word && (c != '/' || !withSlash || open))
                {
                    return false;
                }

                open = !word;
            }

            return !open;
        }
    }
}
