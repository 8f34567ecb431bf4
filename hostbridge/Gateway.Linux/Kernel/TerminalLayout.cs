// struct termios2 of asm-generic/termbits.h, 44 bytes: c_iflag, c_oflag, c_cflag, c_lflag u32, c_line u8, c_cc[19] u8,
// c_ispeed, c_ospeed u32. With BOTHER the speeds are plain numbers: any rate that the UART can make. struct
// serial_rs485 of linux/serial.h, 32 bytes: flags u32, two delays in milliseconds u32, padding[5] u32.
using System;
using System.Runtime.InteropServices;
using Gateway.Core;

namespace Gateway.Linux.Kernel;

/// <summary>How the settings of a serial port lie in memory.</summary>
public static class TerminalLayout
{
    /// <summary>Bytes of termios2.</summary>
    public const int SettingsBytes = 44;

    /// <summary>Bytes of serial_rs485.</summary>
    public const int Rs485Bytes = 32;

    /// <summary>TCIOFLUSH: what was received and what is to be sent.</summary>
    public const int FlushBoth = 2;

    /// <summary>TCIFLUSH: what was received.</summary>
    public const int FlushReceived = 0;

    private const int ControlAt = 8;
    private const int InputSpeedAt = 36;
    private const int OutputSpeedAt = 40;
    private const uint IgnoreBreak = 0x1;
    private const uint Other = 0x1000;
    private const int InputSpeedShift = 16;
    private const uint Bits7 = 0x20;
    private const uint Bits8 = 0x30;
    private const uint TwoStopBits = 0x40;
    private const uint Receiver = 0x80;
    private const uint Parity = 0x100;
    private const uint OddParity = 0x200;
    private const uint IgnoreModemLines = 0x800;
    private const uint Rs485Enabled = 1;
    private const uint Rs485RtsOnSend = 2;
    private const uint Rs485RtsAfterSend = 4;

    /// <summary>Raw bytes both ways, at the speed and with the bits of a line. Parity is made and not checked: a
    /// damaged byte is handed over, check sums tell.</summary>
    /// <param name="settings">44 bytes; all are written.</param>
    public static void Put(Span<byte> settings, SerialSettings line)
    {
        settings.Clear();
        uint control = Other | (Other << InputSpeedShift) | Receiver | IgnoreModemLines;
        control |= line.DataBits == 7 ? Bits7 : Bits8;
        control |= line.StopBits == 2 ? TwoStopBits : 0;
        control |= line.Parity == SerialParity.None ? 0 : Parity;
        control |= line.Parity == SerialParity.Odd ? OddParity : 0;
        MemoryMarshal.Write(settings, IgnoreBreak);
        MemoryMarshal.Write(settings[ControlAt..], control);
        MemoryMarshal.Write(settings[InputSpeedAt..], line.BaudRate);
        MemoryMarshal.Write(settings[OutputSpeedAt..], line.BaudRate);
    }

    /// <summary>The driver switches the transceiver's direction by RTS.</summary>
    /// <param name="mode">32 bytes.</param>
    /// <param name="rtsHighWhileSending">Level of RTS that lets the transceiver send; the other one while it
    /// listens.</param>
    public static void PutRs485(Span<byte> mode, bool rtsHighWhileSending)
    {
        mode.Clear();
        MemoryMarshal.Write(mode, Rs485Enabled | (rtsHighWhileSending ? Rs485RtsOnSend : Rs485RtsAfterSend));
    }
}
