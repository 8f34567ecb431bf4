namespace Gateway.Bridge;

/// <summary>What a board says of itself when it begins a session.</summary>
/// <param name="GatewayId">Id of the gateway.</param>
/// <param name="LogId">Id of its log.</param>
/// <param name="AlarmSeq">Its alarms up to this seq are acknowledged.</param>
/// <param name="BulkSeq">Its other records up to this seq are.</param>
/// <param name="Window">Segments that it takes ahead.</param>
/// <param name="MaxMessageBytes">Longest message that it takes.</param>
public sealed record BoardHello(
    string GatewayId, uint LogId, uint AlarmSeq, uint BulkSeq, int Window, int MaxMessageBytes);
