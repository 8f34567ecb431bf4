namespace Gateway.Installer
{
    /// <summary>State of one step of the way to the broker.</summary>
    public enum WayStep
    {
        Unknown = 0,
        Ok,
        Working,
        Waiting,
        Failed,
        NotUsed,
    }
}
