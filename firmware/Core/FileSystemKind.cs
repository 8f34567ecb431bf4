namespace Gateway.Core
{
    /// <summary>The two file systems of the boards, which fail differently when power goes.</summary>
    public enum FileSystemKind
    {
        /// <summary>Internal flash: copy-on-write; closed bytes are safe, un-closed ones vanish.</summary>
        Littlefs = 0,

        /// <summary>SD card: not power-safe when a file grows; write only inside pre-allocated
        /// files.</summary>
        Fat = 1,
    }
}
