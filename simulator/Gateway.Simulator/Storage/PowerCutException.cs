using System.IO;

namespace Gateway.Simulator.Storage;

/// <summary>Power went during a file operation, or before it. An IOException, so that code which catches
/// those does not live on unharmed: every later operation throws it again until the board is
/// rebooted.</summary>
public sealed class PowerCutException() : IOException("power is off");
