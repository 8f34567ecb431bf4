namespace Gateway.Simulator.Meters;

/// <summary>What a meter sends in one go.</summary>
/// <param name="Telegram">The telegram without CRCs, its L-field counting what follows it.</param>
/// <param name="Air">Its chips.</param>
public sealed record MeterFrame(byte[] Telegram, AirBits Air);
