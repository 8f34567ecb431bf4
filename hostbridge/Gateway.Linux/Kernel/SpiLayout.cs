// struct spi_ioc_transfer of linux/spi/spidev.h, 32 bytes on every machine: tx_buf u64, rx_buf u64, len u32, speed_hz
// u32, delay_usecs u16, bits_per_word u8, cs_change u8, tx_nbits u8, rx_nbits u8, word_delay_usecs u8, pad u8.
using System;
using System.Runtime.InteropServices;

namespace Gateway.Linux.Kernel;

/// <summary>How an SPI transfer lies in memory.</summary>
public static class SpiLayout
{
    /// <summary>Bytes of the structure.</summary>
    public const int TransferBytes = 32;

    private const int RxAt = 8;
    private const int LengthAt = 16;
    private const int SpeedAt = 20;
    private const int BitsAt = 26;

    /// <summary>Writes a transfer of whole bytes with the chip selected from first to last.</summary>
    /// <param name="transfer">32 bytes.</param>
    /// <param name="write">Address of the bytes to send.</param>
    /// <param name="read">Address for those received.</param>
    /// <param name="count">Bytes.</param>
    /// <param name="speedHz">Clock.</param>
    public static void Put(Span<byte> transfer, long write, long read, int count, int speedHz)
    {
        transfer.Clear();
        MemoryMarshal.Write(transfer, write);
        MemoryMarshal.Write(transfer[RxAt..], read);
        MemoryMarshal.Write(transfer[LengthAt..], count);
        MemoryMarshal.Write(transfer[SpeedAt..], speedHz);
        transfer[BitsAt] = 8;
    }
}
