namespace Gateway.Core
{
    /// <summary>What this firmware is.</summary>
    public static class FirmwareInfo
    {
        /// <summary>Version (<c>fw</c> in payloads); also the version in CHANGELOG.md.</summary>
        public const string Version = "0.1.0";
    }
}
