using Gateway.Core;

namespace Gateway.Config
{
    /// <summary>Reads the part <c>security</c> of a configuration. No key is ever part of an error.</summary>
    internal sealed class SecurityReader
    {
        private const int MinKeyDigits = 32;
        private const int MaxKeyDigits = 128;

        private readonly string[] _keys = { "command_key", "update_key" };

        private readonly ConfigCursor _cursor;
        private readonly GatewayConfig _config;

        public SecurityReader(ConfigCursor cursor, GatewayConfig config)
        {
            _cursor = cursor;
            _config = config;
        }

        /// <summary>Reads it.</summary>
        public void Read()
        {
            uint seen = 0;
            int key;
            _cursor.BeginObject("security");
            while ((key = _cursor.NextKey("security.", _keys, ref seen)) >= 0)
            {
                if (key == 0)
                {
                    ReadKey("security.command_key", ref _config.CommandKey);
                }
                else
                {
                    ReadKey("security.update_key", ref _config.UpdateKey);
                }
            }
        }

        private void ReadKey(string path, ref string key)
        {
            _cursor.Text(path, MinKeyDigits, MaxKeyDigits, ref key);
            bool isHex = key != null && HexText.TryRead(key, new byte[MaxKeyDigits / 2]);
            _cursor.Check(isHex, path, "must be pairs of hexadecimal digits");
        }
    }
}
