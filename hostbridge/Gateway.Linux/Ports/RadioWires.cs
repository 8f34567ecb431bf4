namespace Gateway.Linux.Ports;

/// <summary>A radio chip at the computer.</summary>
/// <param name="Spi">Node of its bus and chip select, as /dev/spidev0.0.</param>
/// <param name="SpeedHz">Clock of the bus.</param>
/// <param name="Chip">Node of the lines, as /dev/gpiochip0.</param>
/// <param name="Fifo">Line of GDO0 (CC1101) or DIO1 (SX1276).</param>
/// <param name="Sync">Line of GDO2 (CC1101) or DIO2 (SX1276).</param>
/// <param name="Reset">Line of NRESET of an SX1276; null = not connected.</param>
public sealed record RadioWires(string Spi, int SpeedHz, string Chip, int Fifo, int Sync, int? Reset);
