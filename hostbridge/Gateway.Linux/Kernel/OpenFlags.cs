namespace Gateway.Linux.Kernel;

/// <summary>Flags of open(2), the same on x86, ARM and RISC-V (asm-generic/fcntl.h).</summary>
public static class OpenFlags
{
    /// <summary>Read.</summary>
    public const int ReadOnly = 0;

    /// <summary>Read and write.</summary>
    public const int ReadWrite = 2;

    /// <summary>A terminal does not become the process's own.</summary>
    public const int NoControllingTerminal = 0x100;

    /// <summary>Calls do not wait.</summary>
    public const int NonBlocking = 0x800;

    /// <summary>Not inherited by programs that this one starts.</summary>
    public const int CloseOnExec = 0x80000;
}
