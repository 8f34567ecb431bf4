using System;
using System.Runtime.InteropServices;
using Gateway.Linux.Kernel;

namespace Gateway.Linux.Tests;

/// <summary>A pair of the kernel's own: what is written to one end is read at the other, which is a terminal.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private readonly IKernel _kernel;

    public PseudoTerminal(IKernel kernel)
    {
        _kernel = kernel;
        Master = kernel.Open("/dev/ptmx", OpenFlags.ReadWrite | OpenFlags.NoControllingTerminal);
        if (Master < 0 || GrantPt(Master) != 0 || UnlockPt(Master) != 0)
        {
            Assert.Inconclusive("no pseudo-terminals here (/dev/ptmx)");
        }

        kernel.SetNonBlocking(Master);
        Path = Marshal.PtrToStringUTF8(PtsName(Master));
    }

    public int Master { get; private set; }

    public string Path { get; }

    /// <summary>Reads so many bytes, waiting for them.</summary>
    public byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        int at = 0;
        while (at < count && _kernel.Poll([Master], 5_000_000) > 0)
        {
            at += Math.Max(0, _kernel.Read(Master, bytes.AsSpan(at)));
        }

        return bytes[..at];
    }

    public void Write(byte[] bytes) => Assert.AreEqual(bytes.Length, _kernel.Write(Master, bytes));

    /// <summary>As a USB adapter that is pulled out.</summary>
    public void Pull()
    {
        _kernel.Close(Master);
        Master = -1;
    }

    public void Dispose()
    {
        if (Master >= 0)
        {
            Pull();
        }
    }

    [DllImport("libc", EntryPoint = "grantpt")]
    private static extern int GrantPt(int descriptor);

    [DllImport("libc", EntryPoint = "unlockpt")]
    private static extern int UnlockPt(int descriptor);

    [DllImport("libc", EntryPoint = "ptsname")]
    private static extern IntPtr PtsName(int descriptor);
}
