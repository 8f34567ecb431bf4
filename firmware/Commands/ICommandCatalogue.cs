namespace Gateway.Commands
{
    /// <summary>The commands that a gateway takes. They are made when one is asked for and dropped when it
    /// has ended: most gateways never see most of them, and a small board has better use for the memory. What
    /// has to outlive a request belongs to what the command acts on.</summary>
    public interface ICommandCatalogue
    {
        /// <summary>Makes a command.</summary>
        /// <param name="name">Last level of the topic.</param>
        /// <returns>null when there is none of that name.</returns>
        Command Make(string name);
    }
}
