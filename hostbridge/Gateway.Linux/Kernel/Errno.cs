namespace Gateway.Linux.Kernel;

/// <summary>Numbers of errors, the same on all machines that are supported (asm-generic/errno*.h).</summary>
public static class Errno
{
    /// <summary>ENOENT.</summary>
    public const int NoEntry = 2;

    /// <summary>EINTR.</summary>
    public const int Interrupted = 4;

    /// <summary>EIO: a USB adapter that was pulled out.</summary>
    public const int Io = 5;

    /// <summary>ENXIO.</summary>
    public const int NoDevice = 6;

    /// <summary>EAGAIN.</summary>
    public const int Again = 11;

    /// <summary>EACCES.</summary>
    public const int Access = 13;

    /// <summary>EPERM.</summary>
    public const int Permission = 1;

    /// <summary>EBUSY.</summary>
    public const int Busy = 16;

    /// <summary>ENODEV.</summary>
    public const int NotThere = 19;

    /// <summary>EINVAL.</summary>
    public const int Invalid = 22;

    /// <summary>ENOTTY.</summary>
    public const int NotThatDevice = 25;
}
