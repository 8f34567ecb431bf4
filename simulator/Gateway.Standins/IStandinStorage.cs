namespace Gateway.Standins
{
    /// <summary>
    /// The files of a simulated board, by full nanoFramework path (<c>I:\seg0</c>). An open file's written bytes
    /// are durable only after <see cref="Close"/>. Errors are <see cref="System.IO.IOException"/>s as on the board.
    /// </summary>
    public interface IStandinStorage
    {
        /// <summary>Whether a file exists.</summary>
        bool Exists(string path);

        /// <summary>Full paths of the files in a folder.</summary>
        string[] List(string folder);

        /// <summary>Opens a file and returns a handle (≥ 1).</summary>
        int Open(string path, bool create, bool truncate, bool write);

        /// <summary>Length in bytes as this handle sees it.</summary>
        long Length(int handle);

        /// <summary>Changes the length.</summary>
        void SetLength(int handle, long length);

        /// <summary>Reads; returns the bytes read, 0 at the end.</summary>
        int Read(int handle, long position, byte[] buffer, int offset, int count);

        /// <summary>Writes; not durable before <see cref="Close"/>.</summary>
        void Write(int handle, long position, byte[] buffer, int offset, int count);

        /// <summary>Commits and closes.</summary>
        void Close(int handle);

        /// <summary>Deletes a file.</summary>
        void Delete(string path);

        /// <summary>Renames a file; refuses an existing target, as nanoFramework does.</summary>
        void Move(string from, string to);

        /// <summary>Total bytes of the drive of a path.</summary>
        long TotalBytes(string path);
    }
}
