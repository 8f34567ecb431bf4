namespace Gateway.Bridge;

/// <summary>How a board wants to be known at the broker.</summary>
/// <param name="ClientId">MQTT client id.</param>
/// <param name="WillTopic">Topic of its retained will; empty = none.</param>
/// <param name="WillPayload">The will.</param>
/// <param name="TopicFilter">What it subscribes to; empty = nothing.</param>
public sealed record BoardConnect(string ClientId, string WillTopic, string WillPayload, string TopicFilter);
