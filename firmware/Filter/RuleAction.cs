namespace Gateway.Filter
{
    /// <summary>What a rule of the meter list does with a meter's telegrams.</summary>
    public enum RuleAction
    {
        /// <summary>Drops and counts them.</summary>
        Deny = 0,

        /// <summary>Lets them on to de-duplication and reduction.</summary>
        Allow = 1,
    }
}
