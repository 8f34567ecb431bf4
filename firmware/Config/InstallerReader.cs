namespace Gateway.Config
{
    /// <summary>Reads the part <c>installer</c> of a configuration. The code is never part of an
    /// error.</summary>
    internal sealed class InstallerReader
    {
        private const int MinCodeChars = 8;
        private const int MaxCodeChars = 32;
        private const int MaxMinutes = 1440;
        private const int MaxPort = 3;

        private readonly string[] _keys = { "code", "minutes", "console" };

        private readonly ConfigCursor _cursor;
        private readonly GatewayConfig _config;

        public InstallerReader(ConfigCursor cursor, GatewayConfig config)
        {
            _cursor = cursor;
            _config = config;
        }

        /// <summary>Reads it.</summary>
        public void Read()
        {
            uint seen = 0;
            int key;
            _cursor.BeginObject("installer");
            while ((key = _cursor.NextKey("installer.", _keys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    const string Path = "installer.code";
                    _cursor.TextOrNull(Path, MinCodeChars, MaxCodeChars, ref _config.InstallerCode);
                    bool isPlain = _config.InstallerCode == null || IsCode(_config.InstallerCode);
                    _cursor.Check(isPlain, Path, "must be 8 or more capital letters and digits");
                }
                else if (key == 1)
                {
                    _cursor.Int("installer.minutes", 0, MaxMinutes, ref _config.InstallerMinutes);
                }
                else
                {
                    _cursor.Int("installer.console", 0, MaxPort, ref _config.InstallerConsole);
                }
            }
        }

        private static bool IsCode(string code)
        {
            int count = 0;
            for (int i = 0; i < code.Length; i++)
            {
                char c = code[i];
                bool isCounted = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                if (!isCounted && c != '-')
                {
                    return false;
                }

                count += isCounted ? 1 : 0;
            }

            return count >= MinCodeChars;
        }
    }
}
