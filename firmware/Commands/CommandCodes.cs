namespace Gateway.Commands
{
    /// <summary>Words of the MQTT contract for <see cref="CommandStatus"/>.</summary>
    internal static class CommandCodes
    {
        /// <summary>The word.</summary>
        public static string Word(CommandStatus status)
        {
            switch (status)
            {
                case CommandStatus.Ok:
                    return "ok";
                case CommandStatus.Running:
                    return "running";
                case CommandStatus.BadRequest:
                    return "bad_request";
                case CommandStatus.Unknown:
                    return "unknown";
                case CommandStatus.Expired:
                    return "expired";
                case CommandStatus.Unauthorised:
                    return "unauthorised";
                case CommandStatus.Busy:
                    return "busy";
                case CommandStatus.NoClock:
                    return "no_clock";
                default:
                    return "failed";
            }
        }
    }
}
