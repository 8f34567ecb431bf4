using Gateway.Mqtt;

namespace Gateway.Bridge;

/// <summary>The broker that a bridge publishes to.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
public sealed record BrokerTarget(string Host, int Port)
{
    /// <summary>User name, or null.</summary>
    public string UserName { get; init; }

    /// <summary>Password, or null. Never printed.</summary>
    public string Password { get; init; }

    /// <summary>Certificates; null = in the clear.</summary>
    public MqttTlsOptions Tls { get; init; }
}
