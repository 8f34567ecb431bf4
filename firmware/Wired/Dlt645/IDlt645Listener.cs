namespace Gateway.Wired.Dlt645
{
    /// <summary>Takes what meters answered.</summary>
    public interface IDlt645Listener
    {
        /// <summary>A data identifier was read, or could not be. Called once for each that was asked for; for
        /// a block that the meter does not have, once for each element.</summary>
        /// <param name="task">The reading.</param>
        /// <param name="answer">Valid during the call.</param>
        void Answered(Dlt645ReadTask task, Dlt645Answer answer);
    }
}
