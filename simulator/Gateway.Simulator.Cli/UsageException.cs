using System;

namespace Gateway.Simulator.Cli;

/// <summary>The command line or a file that it names is wrong; the message names which and why.</summary>
public sealed class UsageException(string message) : Exception(message);
