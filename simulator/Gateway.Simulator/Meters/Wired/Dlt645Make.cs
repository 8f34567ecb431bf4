using System.Collections.Generic;

namespace Gateway.Simulator.Meters.Wired;

/// <summary>A kind of DL/T 645 meter.</summary>
/// <param name="Name">As scenario files name it.</param>
/// <param name="IsOld">Edition of 1997.</param>
/// <param name="Phases">1 or 3.</param>
/// <param name="Tariffs">Tariffs beside the total.</param>
/// <param name="SettlementDays">Settlement days that it remembers.</param>
/// <param name="HasBlocks">Answers blocks.</param>
/// <param name="KwhPerDay">Mean consumption.</param>
public sealed record Dlt645Make(
    string Name, bool IsOld, int Phases, int Tariffs, int SettlementDays, bool HasBlocks, double KwhPerDay)
{
    /// <summary>One phase, a breaker, edition of 2007.</summary>
    public static Dlt645Make Household { get; } = new("household", false, 1, 4, 12, true, 9);

    /// <summary>Three phases, edition of 2007.</summary>
    public static Dlt645Make ThreePhase { get; } = new("three-phase", false, 3, 4, 12, true, 60);

    /// <summary>A cheap meter of 2007 that knows single registers only.</summary>
    public static Dlt645Make Plain { get; } = new("plain", false, 1, 2, 3, false, 6);

    /// <summary>One phase, edition of 1997.</summary>
    public static Dlt645Make OldHousehold { get; } = new("old-household", true, 1, 4, 2, false, 7);

    /// <summary>Three phases, edition of 1997.</summary>
    public static Dlt645Make OldThreePhase { get; } = new("old-three-phase", true, 3, 4, 2, true, 45);

    /// <summary>All makes.</summary>
    public static IReadOnlyList<Dlt645Make> All { get; } =
        [Household, ThreePhase, Plain, OldHousehold, OldThreePhase];
}
