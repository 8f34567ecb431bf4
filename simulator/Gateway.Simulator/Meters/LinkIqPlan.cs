using System;
using Gateway.Link;

namespace Gateway.Simulator.Meters;

/// <summary>When a meter sends a type of packet (firmware/Link/LinkIq/SPEC.md, table of packet
/// types).</summary>
/// <param name="Type">The type.</param>
/// <param name="IntervalNs">Time between two packets; 0 = when it happens, or as the scenario says.</param>
/// <param name="Repeats">Transmissions after the first one.</param>
/// <param name="SpacingNs">Mean time between two of them; uniform between half of it and one and a
/// half.</param>
internal sealed record LinkIqPlan(PacketType Type, long IntervalNs, int Repeats, long SpacingNs)
{
    private const long SecondNs = 1_000_000_000;

    /// <summary>The table.</summary>
    public static LinkIqPlan[] All { get; } =
    [
        new(PacketType.Alarm, 0, 3, 10 * SecondNs),
        new(PacketType.Current, 0, 1, 20 * SecondNs),
        new(PacketType.Hourly, 3_600 * SecondNs, 2, 40 * SecondNs),
        new(PacketType.Daily, 86_400 * SecondNs, 2, 40 * SecondNs),
        new(PacketType.Rare, 7 * 86_400 * SecondNs, 2, 40 * SecondNs),
    ];
}
