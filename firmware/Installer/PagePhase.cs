namespace Gateway.Installer
{
    /// <summary>How far the answer to a request is.</summary>
    internal enum PagePhase
    {
        Idle = 0,
        Prepare,
        Begin,
        Head,
        Topic,
        Rest,
        Done,
    }
}
