namespace System.IO
{
    /// <summary>As nanoFramework's FileMode: same names and values.</summary>
    internal enum FileMode
    {
        CreateNew = 1,
        Create = 2,
        Open = 3,
        OpenOrCreate = 4,
        Truncate = 5,
        Append = 6,
    }
}
