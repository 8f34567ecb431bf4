using System;
using Gateway.Linux.Kernel;

namespace Gateway.Linux.Ports;

/// <summary>One line of a GPIO chip, held as long as this lives: nobody else gets it meanwhile.</summary>
public abstract class GpioLine : IDisposable
{
    private const string Consumer = "gateway ";

    private readonly byte[] _values = new byte[GpioLayout.ValuesBytes];

    private protected GpioLine(IKernel kernel, string chip, int line, string signal, ulong flags, bool high)
    {
        Kernel = kernel;
        int node = kernel.Open(chip, OpenFlags.ReadOnly);
        if (node < 0)
        {
            throw new DeviceException(chip, "open", node);
        }

        byte[] request = new byte[GpioLayout.RequestBytes];
        GpioLayout.PutRequest(request, line, Consumer + signal, flags, high);
        int result = kernel.Control(node, Ioctl.GpioGetLine, request);
        kernel.Close(node);
        if (result < 0)
        {
            throw new DeviceException(chip, $"take line {line} for {signal}", result);
        }

        Descriptor = GpioLayout.DescriptorOf(request);
        result = kernel.SetNonBlocking(Descriptor);
        if (result < 0)
        {
            kernel.Close(Descriptor);
            throw new DeviceException(chip, $"use line {line} for {signal} without waiting", result);
        }
    }

    /// <summary>Of the line; can be waited for.</summary>
    public int Descriptor { get; }

    private protected IKernel Kernel { get; }

    /// <inheritdoc/>
    public void Dispose() => Kernel.Close(Descriptor);

    private protected bool ReadLevel()
    {
        GpioLayout.PutValues(_values, false);
        return Kernel.Control(Descriptor, Ioctl.GpioGetValues, _values) >= 0 && GpioLayout.IsHigh(_values);
    }

    private protected void WriteLevel(bool high)
    {
        GpioLayout.PutValues(_values, high);
        _ = Kernel.Control(Descriptor, Ioctl.GpioSetValues, _values);
    }
}
