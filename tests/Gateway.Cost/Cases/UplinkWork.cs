using Gateway.Uplink;

namespace Gateway.Cost;

/// <summary>Tells the price of a step of the uplink from what it does, by the counters that the simulator has as
/// well.</summary>
internal sealed class UplinkWork
{
    private readonly Line _records = new();
    private readonly List<long> _publishes = [];
    private readonly List<long> _acknowledges = [];
    private readonly List<long> _others = [];
    private uint _work;
    private int _published;
    private int _messages;

    /// <summary>Ops of a step that writes on a record, beside what it writes.</summary>
    public double RecordOps => _records.Intercept;

    /// <summary>Ops of a payload byte, or of what costs as much.</summary>
    public double ByteOps => _records.Slope;

    /// <summary>Ops of a step that gives a message to the network worker.</summary>
    public double PublishOps => _publishes.Average();

    /// <summary>Ops of a step that takes a PUBACK.</summary>
    public double AcknowledgeOps => _acknowledges.Average();

    /// <summary>Ops of a step that finds nothing to do: the least of what is none of the others, as texts that are
    /// made once are among them.</summary>
    public double OtherOps => _others.Min();

    /// <summary>Notes a step that has just ended.</summary>
    public void Add(long ops, MqttUplink uplink)
    {
        var work = uplink.Work - _work;
        if (work > 0)
        {
            _records.Add(work, ops);
        }
        else
        {
            (uplink.Counters.Published > _published ? _publishes
                : uplink.Counters.Messages > _messages ? _acknowledges : _others).Add(ops);
        }

        _work = uplink.Work;
        _published = uplink.Counters.Published;
        _messages = uplink.Counters.Messages;
    }
}
