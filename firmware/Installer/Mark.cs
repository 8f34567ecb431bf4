namespace Gateway.Installer
{
    /// <summary>What a line of an answer means; shown as a sign and as a word, never by colour
    /// alone.</summary>
    public enum Mark
    {
        Info = 0,
        Ok = 1,
        Warn = 2,
        Bad = 3,
    }
}
