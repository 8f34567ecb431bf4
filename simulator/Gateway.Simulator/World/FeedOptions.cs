using System.Collections.Generic;
using System.Threading;

namespace Gateway.Simulator.World;

/// <summary>How to feed lines.</summary>
public sealed record FeedOptions
{
    /// <summary>Lines in the order of sending.</summary>
    public required IReadOnlyList<TelegramFileLine> Lines { get; init; }

    /// <summary>Seed of noise and the like.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Radio chip: "cc1101".</summary>
    public string Chip { get; init; } = "cc1101";

    /// <summary>The broker to use.</summary>
    public BrokerChoice Broker { get; init; } = BrokerChoice.Model;

    /// <summary>Asks to end early.</summary>
    public CancellationToken Stop { get; init; }
}
