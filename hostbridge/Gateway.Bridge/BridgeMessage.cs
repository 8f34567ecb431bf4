namespace Gateway.Bridge;

/// <summary>An MQTT message on its way through the bridge.</summary>
/// <param name="Topic">Topic.</param>
/// <param name="Payload">Payload, as it came.</param>
/// <param name="Retain">Whether the broker keeps it.</param>
public sealed record BridgeMessage(string Topic, byte[] Payload, bool Retain);
