namespace Gateway.Commands
{
    /// <summary>Whose request a command is working on.</summary>
    internal sealed class RunningCommand
    {
        /// <summary>Id; null when it is free.</summary>
        public string Id;
    }
}
