// Request numbers of ioctl(2), put together as asm-generic/ioctl.h does: direction in bits 30..31, bytes of the
// structure in 16..29, type in 8..15, number in 0..7. MIPS, PowerPC, SPARC and Alpha divide them otherwise:
// LinuxKernel refuses to run there. The terminal's older numbers (asm-generic/ioctls.h) follow no scheme.
namespace Gateway.Linux.Kernel;

/// <summary>Request numbers.</summary>
public static class Ioctl
{
    private const uint FromUser = 1;
    private const uint ToUser = 2;
    private const uint SpiType = 'k';
    private const uint GpioType = 0xB4;
    private const uint TerminalType = 'T';

    /// <summary>SPI_IOC_MESSAGE(1), linux/spi/spidev.h: one transfer.</summary>
    public const uint SpiMessage = (FromUser << 30) | (SpiLayout.TransferBytes << 16) | (SpiType << 8) | 0;

    /// <summary>SPI_IOC_WR_MODE, a byte.</summary>
    public const uint SpiWriteMode = (FromUser << 30) | (1 << 16) | (SpiType << 8) | 1;

    /// <summary>SPI_IOC_WR_BITS_PER_WORD, a byte.</summary>
    public const uint SpiWriteBitsPerWord = (FromUser << 30) | (1 << 16) | (SpiType << 8) | 3;

    /// <summary>SPI_IOC_WR_MAX_SPEED_HZ, four bytes.</summary>
    public const uint SpiWriteMaxSpeed = (FromUser << 30) | (4 << 16) | (SpiType << 8) | 4;

    /// <summary>GPIO_V2_GET_LINE_IOCTL, linux/gpio.h: a line of a chip.</summary>
    public const uint GpioGetLine =
        ((ToUser | FromUser) << 30) | (GpioLayout.RequestBytes << 16) | (GpioType << 8) | 7;

    /// <summary>GPIO_V2_LINE_GET_VALUES_IOCTL.</summary>
    public const uint GpioGetValues =
        ((ToUser | FromUser) << 30) | (GpioLayout.ValuesBytes << 16) | (GpioType << 8) | 0xE;

    /// <summary>GPIO_V2_LINE_SET_VALUES_IOCTL.</summary>
    public const uint GpioSetValues =
        ((ToUser | FromUser) << 30) | (GpioLayout.ValuesBytes << 16) | (GpioType << 8) | 0xF;

    /// <summary>TCGETS2: settings of a terminal.</summary>
    public const uint TerminalGet =
        (ToUser << 30) | (TerminalLayout.SettingsBytes << 16) | (TerminalType << 8) | 0x2A;

    /// <summary>TCSETS2.</summary>
    public const uint TerminalSet =
        (FromUser << 30) | (TerminalLayout.SettingsBytes << 16) | (TerminalType << 8) | 0x2B;

    /// <summary>TCFLSH: drops what was not read or sent.</summary>
    public const uint TerminalFlush = 0x540B;

    /// <summary>TIOCEXCL: nobody else may open it.</summary>
    public const uint TerminalExclusive = 0x540C;

    /// <summary>TIOCSRS485, linux/serial.h.</summary>
    public const uint TerminalSetRs485 = 0x542F;
}
