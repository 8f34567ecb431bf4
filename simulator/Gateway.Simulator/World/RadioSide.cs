using Gateway.Simulator.Checkers;
using Gateway.Simulator.Chips;

namespace Gateway.Simulator.World;

/// <summary>One radio of a simulated gateway.</summary>
/// <param name="Settings">What the scenario says of it.</param>
/// <param name="Chip">The chip, with its antenna.</param>
/// <param name="Frames">From the air to the end of its link.</param>
/// <param name="Mounted">How it sits on the board.</param>
public sealed record RadioSide(ScenarioRadio Settings, ReceiverModel Chip, FrameLedger Frames, MountedRadio Mounted);
