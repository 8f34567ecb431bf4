namespace Gateway.Simulator.Chips;

/// <summary>A 16-bit CRC as a shift register has it, most significant bit first.</summary>
internal static class BitCrc
{
    /// <summary>The register after eight more bits.</summary>
    public static int Step(int crc, byte value, int polynomial)
    {
        crc ^= value << 8;
        for (var i = 0; i < 8; i++)
        {
            crc = ((crc & 0x8000) != 0 ? (crc << 1) ^ polynomial : crc << 1) & 0xFFFF;
        }

        return crc;
    }
}
