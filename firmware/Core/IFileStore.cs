namespace Gateway.Core
{
    /// <summary>
    /// A flat folder of files on one file system. Every write is durable when the call returns (the file was
    /// closed) and may be lost, whole or torn at any byte, when power goes before that.
    /// All calls block: jobs of a worker, except at start. None throws; names are [a-z0-9.-], at most 12
    /// characters.
    /// </summary>
    public interface IFileStore
    {
        /// <summary>What the file system promises when a file grows.</summary>
        FileSystemKind Kind { get; }

        /// <summary>Bytes that the store may use in all.</summary>
        long CapacityBytes { get; }

        /// <summary>Names of all files, in no particular order; empty when there is none.</summary>
        string[] List();

        /// <summary>Length in bytes, or −1 when there is no such file.</summary>
        int Length(string name);

        /// <summary>Reads up to <paramref name="count"/> bytes.</summary>
        /// <returns>Bytes read (0 at the end), or −1 when the file is absent or unreadable.</returns>
        int Read(string name, int fileOffset, byte[] buffer, int offset, int count);

        /// <summary>Creates the file anew with <paramref name="length"/> bytes of value 0xFF.</summary>
        FileStatus Create(string name, int length);

        /// <summary>Opens, writes at <paramref name="fileOffset"/> (0 .. length; growing it on littlefs
        /// only), closes.</summary>
        FileStatus Write(string name, int fileOffset, byte[] buffer, int offset, int count);

        /// <summary>Removes the file; <see cref="FileStatus.NotFound"/> when absent.</summary>
        FileStatus Delete(string name);
    }
}
