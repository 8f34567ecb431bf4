using Gateway.Config;
using Gateway.Core;

namespace Gateway.App
{
    /// <summary>The configuration file in the board's flash.</summary>
    public static class ConfigFile
    {
        /// <summary>Name in the board's file store.</summary>
        public const string Name = "gateway.json";

        private const int MaxBytes = 32 * 1024;

        /// <summary>Reads the configuration; blocks, at start only. Without a file the defaults
        /// stand.</summary>
        /// <param name="files">Where it is.</param>
        /// <param name="config">Changed only when the whole file is good.</param>
        /// <param name="error">Path and reason; null when it was read or is absent.</param>
        /// <returns>false when there is a file and it is not valid.</returns>
        public static bool TryLoad(IFileStore files, GatewayConfig config, out string error)
        {
            error = null;
            int length = files.Length(Name);
            if (length < 0)
            {
                return true;
            }

            if (length > MaxBytes)
            {
                error = Name + ": " + length.ToString() + " bytes are more than " + MaxBytes.ToString();
                return false;
            }

            byte[] bytes = new byte[length];
            if (files.Read(Name, 0, bytes, 0, length) != length)
            {
                error = Name + ": cannot be read";
                return false;
            }

            return ConfigReader.TryRead(bytes, length, config, out error);
        }
    }
}
