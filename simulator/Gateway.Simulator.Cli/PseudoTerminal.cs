// A pseudo-terminal by the calls of POSIX.1-2017 (posix_openpt and its kin) and cfmakeraw of the C library: any
// terminal program opens its name as it opens a serial port.
using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Simulator.Cli;

/// <summary>A serial port for programs on this machine, without a cable. Linux only.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControllingTerminal = 0x100; // O_NOCTTY on Linux

    // Larger than struct termios of any C library on Linux (60 bytes).
    private const int TermiosBytes = 256;
    private const int MaxNameBytes = 128;

    private readonly FileStream _ours;
    private readonly SafeFileHandle _theirs; // kept open: without a reader ours would fail when a program leaves
    private volatile bool _isDisposed;

    /// <summary>Opens one.</summary>
    /// <exception cref="IOException">This machine has none.</exception>
    public PseudoTerminal()
    {
        var fd = posix_openpt(ReadWrite | NoControllingTerminal);
        var name = new byte[MaxNameBytes];
        if (fd < 0 || grantpt(fd) != 0 || unlockpt(fd) != 0 || ptsname_r(fd, name, MaxNameBytes) != 0)
        {
            throw new IOException($"no pseudo-terminal: error {Marshal.GetLastPInvokeError()}");
        }

        Name = Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0));
        _theirs = File.OpenHandle(Name, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var termios = new byte[TermiosBytes];
        if (tcgetattr(_theirs.DangerousGetHandle().ToInt32(), termios) == 0)
        {
            // What is typed is the board's to echo, as on a real cable.
            cfmakeraw(termios);
            _ = tcsetattr(_theirs.DangerousGetHandle().ToInt32(), 0, termios);
        }

        _ours = new FileStream(new SafeFileHandle(fd, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0);
    }

    /// <summary>Name of the port.</summary>
    public string Name { get; }

    /// <summary>Starts to hand on what is typed; called on another thread.</summary>
    public void Listen(Action<byte[]> typed) => new Thread(() => Read(typed)) { IsBackground = true }.Start();

    /// <summary>Shows something. What nobody reads is lost once the system's buffer is full.</summary>
    public void Write(byte[] bytes)
    {
        if (Waiting() < MaxWaitingBytes)
        {
            _ours.Write(bytes);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _theirs.Dispose();
    }

    // A write into a full terminal would hold the simulation for as long as nobody reads.
    private const int MaxWaitingBytes = 2048;
    private const ulong BytesToRead = 0x541B; // FIONREAD on Linux

    private int Waiting()
    {
        var count = 0;
        return ioctl(_theirs.DangerousGetHandle().ToInt32(), BytesToRead, ref count) == 0 ? count : 0;
    }

    private void Read(Action<byte[]> typed)
    {
        var buffer = new byte[256];
        try
        {
            while (!_isDisposed && _ours.Read(buffer) is > 0 and var count)
            {
                typed(buffer[..count]);
            }
        }
        catch (IOException)
        {
            // The run is over.
        }
    }

#pragma warning disable SYSLIB1054, CA2101 // LibraryImport would want unsafe code
    [DllImport("libc", SetLastError = true)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int grantpt(int fd);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlockpt(int fd);

    [DllImport("libc", SetLastError = true)]
    private static extern int ptsname_r(int fd, [Out] byte[] name, nint length);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcgetattr(int fd, [In, Out] byte[] termios);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcsetattr(int fd, int when, [In] byte[] termios);

    [DllImport("libc", SetLastError = true)]
    private static extern void cfmakeraw([In, Out] byte[] termios);

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(int fd, ulong request, ref int value);
#pragma warning restore SYSLIB1054, CA2101
}
