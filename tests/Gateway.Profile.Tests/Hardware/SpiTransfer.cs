namespace Gateway.Profile.Tests.Hardware;

/// <summary>One chip select: what went to the chip and what came back.</summary>
/// <param name="Mosi">Bytes to the chip.</param>
/// <param name="Miso">Bytes from the chip.</param>
internal sealed record SpiTransfer(byte[] Mosi, byte[] Miso);
