using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Linux.Kernel;

namespace Gateway.Linux.Ports;

/// <summary>What the loop waits with: one call of the kernel for all lines, and a counter by which threads wake
/// it.</summary>
public sealed class LoopWait : IDisposable
{
    private static readonly byte[] One = BitConverter.GetBytes(1UL);

    private readonly IKernel _kernel;
    private readonly List<GpioInput> _inputs = [];
    private readonly byte[] _count = new byte[sizeof(ulong)];
    private readonly int _event;
    private int[] _polled;

    /// <summary>Ready; nothing is watched yet.</summary>
    public LoopWait(IKernel kernel)
    {
        _kernel = kernel;
        _event = kernel.CreateEvent();
        if (_event < 0)
        {
            throw new DeviceException("eventfd", "create", _event);
        }

        _polled = [_event];
    }

    /// <summary>Ends waits at an edge of this.</summary>
    public void Watch(GpioInput input)
    {
        _inputs.Add(input);
        _polled = [_event, .. _inputs.Select(watched => watched.Descriptor)];
    }

    /// <summary>Ends a wait, now or the next one. From any thread.</summary>
    public void Wake() => _kernel.Write(_event, One);

    /// <summary>Waits.</summary>
    /// <param name="timeoutUs">0 or more.</param>
    public void Wait(long timeoutUs)
    {
        if (_kernel.Poll(_polled, timeoutUs) > 0)
        {
            _ = _kernel.Read(_event, _count);
            foreach (GpioInput input in _inputs)
            {
                input.Collect();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _kernel.Close(_event);
}
