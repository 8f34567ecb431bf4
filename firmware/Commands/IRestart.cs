namespace Gateway.Commands
{
    /// <summary>Restarts the gateway once answers are out and the log is on file.</summary>
    public interface IRestart
    {
        /// <summary>Asks for it; the first who asks decides.</summary>
        /// <param name="cause">Printable ASCII; the statistics of the next start tell it.</param>
        /// <param name="atUs">Not before, in microseconds since boot.</param>
        /// <returns>False when a restart is due already.</returns>
        bool TryRestart(string cause, long atUs);
    }
}
