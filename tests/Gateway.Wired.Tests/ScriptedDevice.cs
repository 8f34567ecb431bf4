using Gateway.Core;
using Gateway.Simulator.Wire;

namespace Gateway.Wired.Tests;

/// <summary>Answers each request that it hears with the next bytes of a list; null = says nothing.</summary>
internal sealed class ScriptedDevice(SerialSettings settings, params byte[]?[] replies) : IWireDevice
{
    private int _next;

    public SerialSettings Settings { get; set; } = settings;

    /// <summary>From the request's end to the reply, in bit times.</summary>
    public double DelayBits { get; set; } = 11;

    public List<byte[]> Heard { get; } = [];

    public int BadBytes { get; private set; }

    public void Hear(SerialBus bus, IReadOnlyList<WireByte> bytes)
    {
        Heard.Add([.. bytes.Select(one => one.Value)]);
        BadBytes += bytes.Count(one => !one.IsGood);
        byte[]? reply = _next < replies.Length ? replies[_next++] : null;
        if (reply != null)
        {
            bus.Send(this, reply, SerialBus.BitsNs(Settings, DelayBits));
        }
    }
}
