// Request numbers and structures against the kernel's own headers, twice: values that a C program printed from the
// headers of Linux 6.1.187 (linux/spi/spidev.h, linux/gpio.h, asm/termbits.h, linux/serial.h), and the same program compiled
// anew where a compiler and the headers are at hand.
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using Gateway.Core;
using Gateway.Linux.Kernel;

namespace Gateway.Linux.Tests;

[TestClass]
public sealed class LayoutTests
{
    private const string Program = """
        #include <stdio.h>
        #include <string.h>
        #include <linux/gpio.h>
        #include <linux/spi/spidev.h>
        #include <asm/termbits.h>
        #include <asm/ioctls.h>
        #include <linux/serial.h>
        static void dump(const char *name, const void *data, size_t count)
        {
            printf("%s ", name);
            for (size_t i = 0; i < count; i++) printf("%02X", ((const unsigned char *)data)[i]);
            printf("\n");
        }
        int main(void)
        {
            printf("SpiMessage %08X\n", (unsigned)SPI_IOC_MESSAGE(1));
            printf("SpiWriteMode %08X\n", (unsigned)SPI_IOC_WR_MODE);
            printf("SpiWriteBitsPerWord %08X\n", (unsigned)SPI_IOC_WR_BITS_PER_WORD);
            printf("SpiWriteMaxSpeed %08X\n", (unsigned)SPI_IOC_WR_MAX_SPEED_HZ);
            printf("GpioGetLine %08X\n", (unsigned)GPIO_V2_GET_LINE_IOCTL);
            printf("GpioGetValues %08X\n", (unsigned)GPIO_V2_LINE_GET_VALUES_IOCTL);
            printf("GpioSetValues %08X\n", (unsigned)GPIO_V2_LINE_SET_VALUES_IOCTL);
            printf("TerminalGet %08X\n", (unsigned)TCGETS2);
            printf("TerminalSet %08X\n", (unsigned)TCSETS2);
            printf("TerminalFlush %08X\n", (unsigned)TCFLSH);
            printf("TerminalExclusive %08X\n", (unsigned)TIOCEXCL);
            printf("TerminalSetRs485 %08X\n", (unsigned)TIOCSRS485);
            struct spi_ioc_transfer t; memset(&t, 0, sizeof t);
            t.tx_buf = 0x1122334455667788; t.rx_buf = 0x0102030405060708; t.len = 65; t.speed_hz = 5000000; t.bits_per_word = 8;
            dump("transfer", &t, sizeof t);
            struct gpio_v2_line_request r; memset(&r, 0, sizeof r);
            r.offsets[0] = 25; strcpy(r.consumer, "gateway GDO2"); r.num_lines = 1;
            r.config.flags = GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_EDGE_RISING;
            dump("input", &r, sizeof r);
            r.offsets[0] = 22; strcpy(r.consumer, "gateway RST"); r.consumer[11] = 0;
            memset(r.consumer + 11, 0, sizeof r.consumer - 11);
            r.config.flags = GPIO_V2_LINE_FLAG_OUTPUT; r.config.num_attrs = 1;
            r.config.attrs[0].attr.id = GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES;
            r.config.attrs[0].attr.values = 1; r.config.attrs[0].mask = 1;
            dump("output", &r, sizeof r);
            struct gpio_v2_line_values v; memset(&v, 0, sizeof v); v.bits = 1; v.mask = 1;
            dump("values", &v, sizeof v);
            struct termios2 s; memset(&s, 0, sizeof s);
            s.c_iflag = IGNBRK; s.c_cflag = BOTHER | (BOTHER << IBSHIFT) | CREAD | CLOCAL | CS8 | PARENB;
            s.c_ispeed = s.c_ospeed = 2400;
            dump("8E1", &s, sizeof s);
            s.c_cflag = BOTHER | (BOTHER << IBSHIFT) | CREAD | CLOCAL | CS7 | PARENB | PARODD | CSTOPB;
            s.c_ispeed = s.c_ospeed = 115200;
            dump("7O2", &s, sizeof s);
            struct serial_rs485 m; memset(&m, 0, sizeof m); m.flags = SER_RS485_ENABLED | SER_RS485_RTS_ON_SEND;
            dump("rs485high", &m, sizeof m);
            m.flags = SER_RS485_ENABLED | SER_RS485_RTS_AFTER_SEND;
            dump("rs485low", &m, sizeof m);
            printf("sizes %zu %zu\n", sizeof(struct gpio_v2_line_event), __builtin_offsetof(struct gpio_v2_line_request, fd));
            return 0;
        }
        """;

    // What the program prints.
    private static readonly string Expected = string.Join('\n',
    [
        "SpiMessage 40206B00",
        "SpiWriteMode 40016B01",
        "SpiWriteBitsPerWord 40016B03",
        "SpiWriteMaxSpeed 40046B04",
        "GpioGetLine C250B407",
        "GpioGetValues C010B40E",
        "GpioSetValues C010B40F",
        "TerminalGet 802C542A",
        "TerminalSet 402C542B",
        "TerminalFlush 0000540B",
        "TerminalExclusive 0000540C",
        "TerminalSetRs485 0000542F",
        "transfer 8877665544332211080706050403020141000000404B4C000000080000000000",
        "input "
            + "19"
            + new string('0', 510)
            + "676174657761792047444F32"
            + new string('0', 40)
            + "14"
            + new string('0', 543)
            + "1"
            + new string('0', 62),
        "output "
            + "16"
            + new string('0', 510)
            + "6761746577617920525354"
            + new string('0', 43)
            + "80000000000000001"
            + new string('0', 47)
            + "200000000000000010000000000000001"
            + new string('0', 447)
            + "1"
            + new string('0', 62),
        "values 01000000000000000100000000000000",
        "8E1 "
            + "0100000000000000B019001"
            + new string('0', 49)
            + "6009000060090000",
        "7O2 "
            + "0100000000000000E01B001"
            + new string('0', 51)
            + "C2010000C20100",
        "rs485high 0300000000000000000000000000000000000000000000000000000000000000",
        "rs485low 0500000000000000000000000000000000000000000000000000000000000000",
        "sizes 48 588",
    ]);

    [TestMethod]
    public void Layouts_AreThoseOfTheHeaders() => Assert.AreEqual(Expected, Own());

    [TestMethod]
    public void Layouts_AreThoseOfThisMachinesHeaders()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.At("facts.c"), Program);
        (int code, string output) = Run("cc", "-o", folder.At("facts"), folder.At("facts.c"));
        if (code != 0)
        {
            Assert.Inconclusive("no C compiler, or no kernel headers (apt-get install gcc linux-libc-dev): " + output);
        }

        Assert.AreEqual(Run(folder.At("facts")).Output.Trim(), Own());
    }

    private static string Own()
    {
        StringBuilder text = new();
        (string Name, uint Value)[] numbers =
        [
            ("SpiMessage", Ioctl.SpiMessage), ("SpiWriteMode", Ioctl.SpiWriteMode),
            ("SpiWriteBitsPerWord", Ioctl.SpiWriteBitsPerWord), ("SpiWriteMaxSpeed", Ioctl.SpiWriteMaxSpeed),
            ("GpioGetLine", Ioctl.GpioGetLine), ("GpioGetValues", Ioctl.GpioGetValues),
            ("GpioSetValues", Ioctl.GpioSetValues), ("TerminalGet", Ioctl.TerminalGet),
            ("TerminalSet", Ioctl.TerminalSet), ("TerminalFlush", Ioctl.TerminalFlush),
            ("TerminalExclusive", Ioctl.TerminalExclusive), ("TerminalSetRs485", Ioctl.TerminalSetRs485),
        ];
        foreach ((string name, uint value) in numbers)
        {
            text.Append($"{name} {value:X8}\n");
        }

        Dump("transfer", 32, bytes => SpiLayout.Put(bytes, 0x1122334455667788, 0x0102030405060708, 65, 5_000_000));
        ulong input = GpioLayout.Input | GpioLayout.EdgeRising;
        Dump("input", 592, bytes => GpioLayout.PutRequest(bytes, 25, "gateway GDO2", input, false));
        Dump("output", 592, bytes => GpioLayout.PutRequest(bytes, 22, "gateway RST", GpioLayout.Output, true));
        Dump("values", 16, bytes => GpioLayout.PutValues(bytes, true));
        Dump("8E1", 44, bytes => TerminalLayout.Put(bytes, SerialSettings.Create8E1(2400)));
        Dump("7O2", 44, bytes => TerminalLayout.Put(bytes, new SerialSettings(115200, 7, SerialParity.Odd, 2)));
        Dump("rs485high", 32, bytes => TerminalLayout.PutRs485(bytes, true));
        Dump("rs485low", 32, bytes => TerminalLayout.PutRs485(bytes, false));
        byte[] request = new byte[GpioLayout.RequestBytes];
        request[588] = 77;
        Assert.AreEqual(77, GpioLayout.DescriptorOf(request));
        text.Append($"sizes {GpioLayout.EventBytes} 588");
        return text.ToString();

        void Dump(string name, int count, Action<byte[]> put)
        {
            // What was there before has to be gone.
            byte[] bytes = [.. Enumerable.Repeat((byte)0xA5, count)];
            put(bytes);
            text.Append($"{name} {Convert.ToHexString(bytes)}\n");
        }
    }

    private static (int Code, string Output) Run(string file, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(file, arguments)
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            });
            string output = process.StandardOutput.ReadToEnd();
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }
    }
}
