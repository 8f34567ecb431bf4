namespace Gateway.Simulator.Wire;

/// <summary>A byte as a receiver's UART sees it.</summary>
/// <param name="Value">The data bits.</param>
/// <param name="IsGood">Parity and stop bit are right.</param>
/// <param name="StartNs">Begin of the start bit.</param>
/// <param name="EndNs">End of the stop bit.</param>
public readonly record struct WireByte(byte Value, bool IsGood, long StartNs, long EndNs);
