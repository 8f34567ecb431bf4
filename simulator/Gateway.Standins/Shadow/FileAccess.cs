namespace System.IO
{
    /// <summary>As nanoFramework's FileAccess: same names and values.</summary>
    [Flags]
    internal enum FileAccess
    {
        Read = 1,
        Write = 2,
        ReadWrite = 3,
    }
}
