using Gateway.Bridge.Emit;
using Gateway.Bridge.Ports;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>What a command line wants of the bridge.</summary>
internal sealed record BridgeJob
{
    /// <summary>Where the gateway is.</summary>
    public required PortUrl Port { get; init; }

    /// <summary>Where its messages go.</summary>
    public required BrokerChoice Broker { get; init; }

    /// <summary>File of the store; null = as the port wants it.</summary>
    public string StorePath { get; init; }

    /// <summary>The only gateway that is let in, or null.</summary>
    public string GatewayId { get; init; }

    /// <summary>User name at the broker, or null.</summary>
    public string UserName { get; init; }

    /// <summary>Password, or null. Never printed.</summary>
    public string Password { get; init; }

    /// <summary>Text form on standard output; null = none.</summary>
    public EmitFormat? Emit { get; init; }

    /// <summary>Recording, or null.</summary>
    public string RecordingPath { get; init; }

    /// <summary>How long; null = as the scenario says, or until it is stopped.</summary>
    public long? DurationNs { get; init; }

    /// <summary>Seed, in place of the scenario's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Simulated time is paced to the wall clock.</summary>
    public bool IsRealTime { get; init; }
}
