namespace Gateway.Simulator.Network;

/// <summary>
/// A message as it reached the broker. Delivered is not acknowledged: the PUBACK may get lost on its way
/// back.
/// </summary>
/// <param name="AtNs">Simulated time of arrival.</param>
/// <param name="ClientId">Who published it; of a will, whose will it is.</param>
/// <param name="PacketId">Packet id; 0 of a will.</param>
/// <param name="Topic">Topic.</param>
/// <param name="Payload">Payload; the broker's own copy.</param>
/// <param name="Qos">QoS.</param>
/// <param name="Retain">Retained.</param>
/// <param name="IsDuplicate">Sent again by the client (DUP).</param>
/// <param name="IsWill">Published by the broker in the client's place.</param>
public sealed record DeliveredMessage(long AtNs, string ClientId, int PacketId, string Topic,
    byte[] Payload, int Qos, bool Retain, bool IsDuplicate, bool IsWill);
