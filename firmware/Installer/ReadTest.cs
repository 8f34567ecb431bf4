namespace Gateway.Installer
{
    /// <summary>What is known of a wired meter from a read test.</summary>
    public enum ReadTest
    {
        NotTried = 0,
        Running,
        Ok,
        Failed,
    }
}
