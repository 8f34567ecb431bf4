using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>What a broker can do wrong, by its words in a scenario.</summary>
public static class BrokerFaults
{
    /// <summary>It does not run: connects are refused, connections end.</summary>
    public const string Down = "down";

    /// <summary>Packets vanish on the way, both ways.</summary>
    public const string Silent = "silent";

    /// <summary>It refuses every connect.</summary>
    public const string Refuses = "refuses";

    /// <summary>Its name cannot be resolved.</summary>
    public const string NoName = "no_name";

    /// <summary>An instant: it ends every connection.</summary>
    public const string Disconnects = "disconnects";

    /// <summary>An instant: the next three PUBACKs get lost.</summary>
    public const string LosesAcks = "loses_acks";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Down, Silent, Refuses, NoName, Disconnects, LosesAcks];

    /// <summary>Whether it has no length.</summary>
    public static bool IsInstant(string fault) => fault is Disconnects or LosesAcks;
}
