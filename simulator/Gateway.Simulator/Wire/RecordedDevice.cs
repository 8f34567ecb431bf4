using System.Collections.Generic;
using Gateway.Core;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Wire;

/// <summary>All the meters of a line as they were recorded: sends at the recorded times, whatever it is asked.</summary>
internal sealed class RecordedDevice : IWireDevice
{
    private readonly SerialBus _bus;
    private readonly Queue<RecordedInput.Reply> _left;

    public RecordedDevice(SerialBus bus, IEnumerable<RecordedInput.Reply> replies)
    {
        _bus = bus;
        _left = new Queue<RecordedInput.Reply>(replies);
        ScheduleNext();
    }

    /// <inheritdoc/>
    public SerialSettings Settings => null;

    /// <inheritdoc/>
    public void Hear(SerialBus bus, IReadOnlyList<WireByte> bytes)
    {
        // It knows already what it will say.
    }

    private void ScheduleNext()
    {
        if (_left.TryPeek(out var next))
        {
            _bus.After(next.AtNs - _bus.NowNs, Send);
        }
    }

    private void Send()
    {
        var reply = _left.Dequeue();
        _bus.Send(this, reply.Bytes, reply.DelayNs, reply.Settings);
        ScheduleNext();
    }
}
