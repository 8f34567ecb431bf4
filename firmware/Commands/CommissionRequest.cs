namespace Gateway.Commands
{
    /// <summary>A request to commission a meter; <c>*</c> = the only one of a line. Reused.</summary>
    public sealed class CommissionRequest : MeterRequest
    {
        /// <summary>Primary address that it shall have, 1 .. 250; 0 = it keeps its own.</summary>
        public int NewAddress;
    }
}
