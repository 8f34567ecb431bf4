using System;

namespace Gateway.Simulator.Meters;

/// <summary>A telegram that the asked format cannot carry; the message says why.</summary>
public sealed class EncodeException(string message) : Exception(message);
