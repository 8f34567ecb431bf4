using System;

namespace Gateway.Bridge;

/// <summary>Something that a person has to set right: a port, a file, an address.</summary>
public sealed class BridgeException(string message, Exception inner = null) : Exception(message, inner);
