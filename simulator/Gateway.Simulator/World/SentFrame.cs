using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

/// <summary>A telegram on the air and who sent it.</summary>
/// <param name="Telegram">The telegram without CRCs; null when nobody knows what it should be.</param>
/// <param name="Meter">The meter; null when it was fed.</param>
public sealed record SentFrame(byte[] Telegram, RadioMeter Meter);
