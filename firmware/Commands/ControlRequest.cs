namespace Gateway.Commands
{
    /// <summary>A request to a valve or a breaker. Reused.</summary>
    public sealed class ControlRequest : MeterRequest
    {
        /// <summary>What to do; the line knows which words its protocol has.</summary>
        public string Action;
    }
}
