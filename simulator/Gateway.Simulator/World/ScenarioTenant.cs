using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>Who shares a gateway and gets the telegrams of the meters on its list.</summary>
/// <param name="Id">Level of its topics, 1..16 of A-Z a-z 0-9 _ -.</param>
/// <param name="Rules">Filter rules in the firmware's syntax, first match wins.</param>
public sealed record ScenarioTenant(string Id, IReadOnlyList<string> Rules);
