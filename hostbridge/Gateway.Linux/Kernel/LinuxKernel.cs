// The kernel itself, by libc. ioctl, fcntl and open take a variable number of arguments: on Linux those of x86-64,
// ARM and RISC-V go in the registers in which fixed ones go, so that a plain declaration calls them rightly.
using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gateway.Linux.Kernel;

/// <summary>libc.</summary>
public sealed class LinuxKernel : IKernel
{
    private const int SetFlags = 4;
    private const int EventFlags = OpenFlags.NonBlocking | OpenFlags.CloseOnExec;
    private const short PollIn = 1;
    private const int MaxPolled = 32;
    private const int FirstInFirstOut = 1;

    /// <summary>Ready.</summary>
    /// <exception cref="PlatformNotSupportedException">Not Linux, or a machine whose request numbers
    /// differ.</exception>
    public LinuxKernel()
    {
        Architecture machine = RuntimeInformation.ProcessArchitecture;
        bool isKnown = machine is Architecture.X64 or Architecture.X86 or Architecture.Arm or Architecture.Arm64
            or Architecture.Armv6 or Architecture.RiscV64;
        if (!OperatingSystem.IsLinux() || !isKnown)
        {
            throw new PlatformNotSupportedException(
                "bridge linux runs on Linux on x86, ARM and RISC-V, not on "
                + $"{RuntimeInformation.OSDescription} on {machine}");
        }
    }

    // Of .NET on Linux the very clock: CLOCK_MONOTONIC.
    /// <inheritdoc/>
    public long NowNs => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <inheritdoc/>
    public int Open(string path, int flags) => Result(Native.Open(path, flags | OpenFlags.CloseOnExec, 0));

    /// <inheritdoc/>
    public void Close(int descriptor) => _ = Native.Close(descriptor);

    /// <inheritdoc/>
    public unsafe int Control(int descriptor, uint request, Span<byte> argument)
    {
        fixed (byte* pointer = argument)
        {
            return Result(Native.Ioctl(descriptor, request, (nint)pointer));
        }
    }

    /// <inheritdoc/>
    public int Control(int descriptor, uint request, int argument) =>
        Result(Native.Ioctl(descriptor, request, argument));

    /// <inheritdoc/>
    public unsafe int Read(int descriptor, Span<byte> into)
    {
        fixed (byte* pointer = into)
        {
            return Result((int)Native.Read(descriptor, pointer, into.Length));
        }
    }

    /// <inheritdoc/>
    public unsafe int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            return Result((int)Native.Write(descriptor, pointer, bytes.Length));
        }
    }

    /// <inheritdoc/>
    public int SetNonBlocking(int descriptor) => Result(Native.Fcntl(descriptor, SetFlags, OpenFlags.NonBlocking));

    /// <inheritdoc/>
    public int CreateEvent() => Result(Native.EventFd(0, EventFlags));

    /// <inheritdoc/>
    public unsafe int Poll(ReadOnlySpan<int> descriptors, long timeoutUs)
    {
        int count = Math.Min(descriptors.Length, MaxPolled);
        Native.Polled* polled = stackalloc Native.Polled[MaxPolled];
        for (int i = 0; i < count; i++)
        {
            polled[i] = new Native.Polled { Descriptor = descriptors[i], Wanted = PollIn };
        }

        nint* time = stackalloc nint[2];
        time[0] = (nint)(timeoutUs / 1_000_000);
        time[1] = (nint)(timeoutUs % 1_000_000 * 1_000);
        return Result(Native.Ppoll(polled, (nuint)count, time, 0));
    }

    /// <inheritdoc/>
    public int SyncFolder(string path)
    {
        int descriptor = Open(path, OpenFlags.ReadOnly);
        if (descriptor < 0)
        {
            return descriptor;
        }

        int result = Result(Native.Fsync(descriptor));
        Close(descriptor);
        return result;
    }

    /// <inheritdoc/>
    public unsafe int UseRealTime(int priority) =>
        Result(Native.SchedSetScheduler(0, FirstInFirstOut, &priority));

    private static int Result(int result) => result < 0 ? -Marshal.GetLastPInvokeError() : result;

    private static unsafe class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

        [DllImport("libc", EntryPoint = "close")]
        public static extern int Close(int descriptor);

        [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
        public static extern int Ioctl(int descriptor, nuint request, nint argument);

        [DllImport("libc", EntryPoint = "read", SetLastError = true)]
        public static extern nint Read(int descriptor, byte* into, nint count);

        [DllImport("libc", EntryPoint = "write", SetLastError = true)]
        public static extern nint Write(int descriptor, byte* bytes, nint count);

        [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
        public static extern int Fcntl(int descriptor, int command, int argument);

        [DllImport("libc", EntryPoint = "eventfd", SetLastError = true)]
        public static extern int EventFd(uint initial, int flags);

        [DllImport("libc", EntryPoint = "ppoll", SetLastError = true)]
        public static extern int Ppoll(Polled* polled, nuint count, nint* timeout, nint signals);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        public static extern int Fsync(int descriptor);

        [DllImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
        public static extern int SchedSetScheduler(int process, int policy, int* priority);

        [StructLayout(LayoutKind.Sequential)]
        public struct Polled
        {
            public int Descriptor;
            public short Wanted;
            public short Ready;
        }
    }
}
