namespace Gateway.Wired.Dlt645
{
    /// <summary>Writes down what happens with control commands.</summary>
    public interface IControlAudit
    {
        /// <summary>One step.</summary>
        /// <param name="task">The command, with meter, action and operator.</param>
        /// <param name="step">What happened.</param>
        /// <param name="detail">Error word with Refused, status word 3 with StateRead, Confirmed and
        /// NotConfirmed, else 0.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        void Step(Dlt645ControlTask task, ControlStep step, int detail, long nowUs);
    }
}
