namespace Gateway.Commands
{
    /// <summary>Words of the MQTT contract for <see cref="CommandStatus"/>.</summary>
    internal static class CommandCodes
    {
        private static readonly string[] _words =
        {
            "ok", "running", "bad_request", "unknown", "expired", "unauthorised", "busy",
            "no_clock", "failed",
        };

        /// <summary>The word.</summary>
        public static string Word(CommandStatus status)
        {
            return _words[(int)status];
        }
    }
}
