namespace Gateway.Wired
{
    /// <summary>Writes down what happens with control commands.</summary>
    public interface IControlAudit
    {
        /// <summary>One step of the task that the line runs.</summary>
        /// <param name="step">What happened.</param>
        /// <param name="detail">DL/T 645: error word with Refused, status word 3 with StateRead, Confirmed
        /// and NotConfirmed, −1 when it was no breaker; M-Bus: the byte that the meter sent as its state with
        /// StateRead, Confirmed and NotConfirmed, −1 when it sent none; else 0.</param>
        /// <param name="nowUs">Microseconds since boot.</param>
        void Step(ControlStep step, int detail, long nowUs);
    }
}
