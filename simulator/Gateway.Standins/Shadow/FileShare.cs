namespace System.IO
{
    /// <summary>As nanoFramework's FileShare: same names and values. Accepted and not enforced.</summary>
    [Flags]
    internal enum FileShare
    {
        None = 0,
        Read = 1,
        Write = 2,
        ReadWrite = 3,
    }
}
