using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

/// <summary>One meter of a running simulation.</summary>
/// <param name="Meter">The meter.</param>
/// <param name="HeardCount">Telegrams of it that the gateway decoded.</param>
/// <param name="LastHeardNs">Simulated time of the last of them, negative when there is none.</param>
/// <param name="LastRssiDbm">Received power of the last of them as the gateway measured it.</param>
/// <param name="LastTelegram">The last of them, null when there is none.</param>
public sealed record MeterProgress(
    RadioMeter Meter, long HeardCount, long LastHeardNs, int LastRssiDbm, byte[] LastTelegram);
