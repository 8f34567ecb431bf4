namespace Gateway.Linux.Ports;

/// <summary>A serial port of the computer.</summary>
/// <param name="Path">As /dev/ttyUSB0 or /dev/serial/by-id/….</param>
/// <param name="Direction">Of a half-duplex line.</param>
public sealed record SerialWires(string Path, SerialDirection Direction);
