using System;
using System.Runtime.InteropServices;
using Gateway.Core;
using Gateway.Linux.Kernel;

namespace Gateway.Linux.Ports;

/// <summary>A chip on an SPI bus through spidev: mode 0, 8 bits, the chip select that the node stands for.</summary>
public sealed class SpidevPort : ISpiPort, IDisposable
{
    // UNVERIFIED-HW: that a Raspberry Pi gets a transfer of 65 bytes done in time for the FIFO (2.56 ms from half
    // full), and that its driver leaves no gap in a burst. Only an emulated node was tried.

    // More than a radio's driver ever sends at once (FIFO and header, or all registers).
    private const int MaxBytes = 512;

    private readonly IKernel _kernel;
    private readonly string _path;
    private readonly int _descriptor;
    private readonly int _speedHz;
    private readonly byte[] _buffer = GC.AllocateArray<byte>(2 * MaxBytes, pinned: true);
    private readonly byte[] _transfer = new byte[SpiLayout.TransferBytes];
    private readonly long _writeAt;
    private readonly long _readAt;

    /// <summary>Opens the node and sets mode, bits and clock.</summary>
    /// <param name="path">As /dev/spidev0.0.</param>
    /// <param name="speedHz">Clock in hertz; a CC1101 takes 6.5 MHz in bursts (SWRS061I, table 22).</param>
    /// <exception cref="DeviceException">The kernel refuses.</exception>
    public SpidevPort(IKernel kernel, string path, int speedHz)
    {
        _kernel = kernel;
        _path = path;
        _speedHz = speedHz;
        _writeAt = Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, 0);
        _readAt = _writeAt + MaxBytes;
        _descriptor = kernel.Open(path, OpenFlags.ReadWrite);
        Demand("open", _descriptor);
        Demand("set mode 0", kernel.Control(_descriptor, Ioctl.SpiWriteMode, [0]));
        Demand("set 8 bits a word", kernel.Control(_descriptor, Ioctl.SpiWriteBitsPerWord, [8]));
        Demand($"set a clock of {speedHz} Hz",
            kernel.Control(_descriptor, Ioctl.SpiWriteMaxSpeed, BitConverter.GetBytes(speedHz)));
    }

    /// <summary>Transfers that the kernel refused since the start; zeros were read then, and the driver of the
    /// chip notices.</summary>
    public uint Faults { get; private set; }

    /// <inheritdoc/>
    public void Transfer(byte[] write, byte[] read, int count)
    {
        Buffer.BlockCopy(write, 0, _buffer, 0, count);
        SpiLayout.Put(_transfer, _writeAt, _readAt, count, _speedHz);
        if (_kernel.Control(_descriptor, Ioctl.SpiMessage, _transfer) < 0)
        {
            Faults++;
            Array.Clear(read, 0, count);
            return;
        }

        Buffer.BlockCopy(_buffer, MaxBytes, read, 0, count);
    }

    /// <inheritdoc/>
    public void Dispose() => _kernel.Close(_descriptor);

    private void Demand(string what, int result)
    {
        if (result < 0)
        {
            if (_descriptor >= 0)
            {
                _kernel.Close(_descriptor);
            }

            throw new DeviceException(_path, what, result);
        }
    }
}
