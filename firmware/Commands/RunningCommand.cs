namespace Gateway.Commands
{
    /// <summary>A command that goes on, and whose request it is.</summary>
    internal sealed class RunningCommand
    {
        /// <summary>Begun.</summary>
        public RunningCommand(Command command, string id)
        {
            Command = command;
            Id = id;
        }

        /// <summary>The command.</summary>
        public Command Command { get; }

        /// <summary>Id of the request.</summary>
        public string Id { get; }

        /// <summary>Whether its sender knows that it has begun.</summary>
        public bool IsTold { get; set; }
    }
}
