namespace Gateway.Simulator.World;

/// <summary>A stretch of simulated time.</summary>
/// <param name="AtNs">Its start.</param>
/// <param name="ForNs">Its length.</param>
public readonly record struct ScenarioSpan(long AtNs, long ForNs);
