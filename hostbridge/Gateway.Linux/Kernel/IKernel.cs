using System;

namespace Gateway.Linux.Kernel;

/// <summary>
/// What the ports want of the kernel, in its own terms: descriptors, request numbers, bytes as they lie in memory.
/// A seam, so that tests can be the kernel. No call throws; a negative result is an errno with its sign turned.
/// </summary>
public interface IKernel
{
    /// <summary>Nanoseconds of CLOCK_MONOTONIC, the clock that stamps edges of lines.</summary>
    long NowNs { get; }

    /// <summary>open(2).</summary>
    /// <param name="path">Of the device node.</param>
    /// <param name="flags">Of <see cref="OpenFlags"/>.</param>
    /// <returns>A descriptor, or a negative errno.</returns>
    int Open(string path, int flags);

    /// <summary>close(2).</summary>
    void Close(int descriptor);

    /// <summary>ioctl(2) with a structure.</summary>
    /// <param name="request">Number, see <see cref="Ioctl"/>.</param>
    /// <param name="argument">The structure; the kernel may change it.</param>
    /// <returns>0 or more, or a negative errno.</returns>
    int Control(int descriptor, uint request, Span<byte> argument);

    /// <summary>ioctl(2) with a number in place of a structure.</summary>
    int Control(int descriptor, uint request, int argument);

    /// <summary>read(2).</summary>
    /// <returns>Bytes read, 0 at the end, or a negative errno.</returns>
    int Read(int descriptor, Span<byte> into);

    /// <summary>write(2).</summary>
    /// <returns>Bytes taken, or a negative errno.</returns>
    int Write(int descriptor, ReadOnlySpan<byte> bytes);

    /// <summary>Makes read and write return at once (EAGAIN): O_NONBLOCK by fcntl(2).</summary>
    int SetNonBlocking(int descriptor);

    /// <summary>A counter to wake a wait with: eventfd(2), which does not block.</summary>
    int CreateEvent();

    /// <summary>Waits until one of the descriptors can be read, or the time has passed: ppoll(2).</summary>
    /// <param name="descriptors">What to wait for.</param>
    /// <param name="timeoutUs">0 = only look.</param>
    /// <returns>How many are ready, or a negative errno.</returns>
    int Poll(ReadOnlySpan<int> descriptors, long timeoutUs);

    /// <summary>Makes names durable that were added to or taken from a folder: fsync(2) of it.</summary>
    int SyncFolder(string path);

    /// <summary>Gives the calling thread a fixed real-time priority: sched_setscheduler(2), SCHED_FIFO.</summary>
    /// <param name="priority">1 .. 99.</param>
    int UseRealTime(int priority);
}
