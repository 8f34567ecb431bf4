using System;
using Gateway.Core;
using Gateway.Linux.Kernel;

namespace Gateway.Linux.Ports;

/// <summary>An input whose rising edges the kernel keeps, with their times, until they are taken.</summary>
public sealed class GpioInput : GpioLine, IInterruptPin
{
    // UNVERIFIED-HW: how late the loop is woken by an edge on a Raspberry Pi, with and without a real-time priority;
    // LongestWaitUs tells. The collector and the compiler at run time have their share in it.
    private const int EventsAtOnce = 16;

    private readonly byte[] _events = new byte[EventsAtOnce * GpioLayout.EventBytes];
    private bool _hasEdge;

    /// <summary>Takes the line.</summary>
    /// <param name="chip">As /dev/gpiochip0.</param>
    /// <param name="line">Number on the chip.</param>
    /// <param name="signal">Of the radio chip: shown by gpioinfo.</param>
    /// <exception cref="DeviceException">The kernel refuses.</exception>
    public GpioInput(IKernel kernel, string chip, int line, string signal)
        : base(kernel, chip, line, signal, GpioLayout.Input | GpioLayout.EdgeRising, false)
    {
    }

    /// <summary>Edges since the start.</summary>
    public long Edges { get; private set; }

    /// <summary>Longest time from an edge, by the kernel's stamp, to its being noticed, in microseconds.</summary>
    public long LongestWaitUs { get; private set; }

    /// <inheritdoc/>
    public bool Read() => ReadLevel();

    /// <inheritdoc/>
    public bool TakeEdge()
    {
        Collect();
        bool hasEdge = _hasEdge;
        _hasEdge = false;
        return hasEdge;
    }

    /// <summary>Takes the edges out of the kernel's queue, so that a wait ends once for each.</summary>
    public void Collect()
    {
        int count = Kernel.Read(Descriptor, _events) / GpioLayout.EventBytes;
        if (count > 0)
        {
            _hasEdge = true;
            Edges += count;
            LongestWaitUs = Math.Max(LongestWaitUs, (Kernel.NowNs - GpioLayout.TimeNsOf(_events)) / 1_000);
        }
    }
}
