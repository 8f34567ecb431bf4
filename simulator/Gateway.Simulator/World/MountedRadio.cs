using Gateway.Simulator.Chips;

namespace Gateway.Simulator.World;

/// <summary>A radio chip on the wires of a board.</summary>
/// <param name="Component">Component of the pin map.</param>
/// <param name="Chip">The chip.</param>
public sealed record MountedRadio(string Component, ReceiverModel Chip);
