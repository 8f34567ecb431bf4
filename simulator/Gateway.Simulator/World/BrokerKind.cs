namespace Gateway.Simulator.World;

/// <summary>Where the gateway publishes to.</summary>
public enum BrokerKind
{
    /// <summary>The broker model in virtual time, with the scenario's latency and outages.</summary>
    Model,

    /// <summary>Debian's mosquitto as a child process when it is there, otherwise the model.</summary>
    Auto,

    /// <summary>A broker that is already running.</summary>
    Url,
}
