// Serial ports on the real kernel: a pseudo-terminal is a terminal but for the UART, so that parity, RS-485 mode and the
// speed on the wire are what stays untried.
using System;
using System.Linq;
using Gateway.Core;
using Gateway.Linux.Kernel;
using Gateway.Linux.Ports;

namespace Gateway.Linux.Tests;

[TestClass]
public sealed class TerminalPortTests
{
    private readonly LinuxKernel _kernel = new();

    [TestMethod]
    public void Bytes_OfEveryValue_GoBothWaysUnchanged()
    {
        using PseudoTerminal line = new(_kernel);
        using TerminalPort port = Open(line.Path);
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        Assert.IsTrue(port.Write(all, 0, 256));
        CollectionAssert.AreEqual(all, line.Read(256));
        line.Write(all);
        CollectionAssert.AreEqual(all, Read(port, 256));
        Assert.AreEqual(0, port.Read(new byte[1], 0, 1), "nothing is echoed");
    }

    [TestMethod]
    [DataRow(2400)]
    [DataRow(38400)]
    [DataRow(12345)]
    public void Configure_AnyRate_IsTheTerminals(int baud)
    {
        using PseudoTerminal line = new(_kernel);
        using TerminalPort port = Open(line.Path, baud);

        byte[] settings = new byte[TerminalLayout.SettingsBytes];
        Assert.AreEqual(0, _kernel.Control(port.Descriptor, Ioctl.TerminalGet, settings));

        Assert.AreEqual(baud, BitConverter.ToInt32(settings, 36));
        Assert.AreEqual(baud, BitConverter.ToInt32(settings, 40));
        Assert.AreEqual(0, BitConverter.ToInt32(settings, 12), "canonical mode, echo or signals");
    }

    [TestMethod]
    public void Configure_Again_DropsWhatCameBefore()
    {
        using PseudoTerminal line = new(_kernel);
        using TerminalPort port = Open(line.Path);
        line.Write([1, 2, 3]);
        Assert.IsGreaterThan(0, _kernel.Poll([port.Descriptor], 5_000_000));

        Assert.IsTrue(port.Configure(SerialSettings.Create8E1(9600)));

        line.Write([4]);
        CollectionAssert.AreEqual(new byte[] { 4 }, Read(port, 1));
        line.Write([5, 6]);
        Assert.IsGreaterThan(0, _kernel.Poll([port.Descriptor], 5_000_000));
        port.Discard();
        line.Write([7]);
        CollectionAssert.AreEqual(new byte[] { 7 }, Read(port, 1));
    }

    [TestMethod]
    public void Write_MoreThanTheTerminalTakes_IsSentInOrderLater()
    {
        using PseudoTerminal line = new(_kernel);
        using TerminalPort port = Open(line.Path);
        byte[] block = [.. Enumerable.Range(0, 512).Select(i => (byte)(i * 7))];
        int taken = 0;
        while (taken < 1000 && port.Write(block, 0, block.Length))
        {
            taken++;
        }

        Assert.IsLessThan(1000, taken, "it never refused");
        byte[] none = new byte[1];
        for (int i = 0; i < taken; i++)
        {
            port.Read(none, 0, 1);
            CollectionAssert.AreEqual(block, line.Read(512), "block " + i);
        }
    }

    [TestMethod]
    public void Read_PortPulledOut_IsClosedAndSaysWhy()
    {
        using PseudoTerminal line = new(_kernel);
        using TerminalPort port = Open(line.Path);
        line.Pull();

        Assert.AreEqual(0, port.Read(new byte[1], 0, 1));
        Assert.IsFalse(port.Write([1], 0, 1), "opened again, though it is not there");
        Assert.AreEqual(-1, port.Descriptor);
        Assert.StartsWith(line.Path + ": ", port.Problem);
        Assert.IsGreaterThan(0U, port.Faults);
    }

    [TestMethod]
    public void Configure_Rs485WithoutADriverForIt_IsRefusedInWords()
    {
        using PseudoTerminal line = new(_kernel);
        using TerminalPort port = new(_kernel, new SerialWires(line.Path, SerialDirection.RtsHigh));

        Assert.IsFalse(port.Configure(SerialSettings.Create8E1(2400)));

        Assert.AreEqual(line.Path + ": switch direction by RTS (a driver without RS-485 mode cannot): "
            + "is not a device of that kind, or cannot do what is wanted", port.Problem);
    }

    [TestMethod]
    [DataRow("/dev/ttyNOT0", ": open: there is no such device")]
    [DataRow("/dev/null", ": take it alone: is not a device of that kind")]
    public void Configure_NoTerminal_IsRefusedInWords(string path, string expected)
    {
        using TerminalPort port = new(_kernel, new SerialWires(path, SerialDirection.None));
        Assert.IsFalse(port.Configure(SerialSettings.Create8E1(2400)));
        Assert.StartsWith(path + expected, port.Problem);
    }

    /// <summary>The nodes of other kinds that every machine has.</summary>
    [TestMethod]
    public void SpidevAndGpio_OnAnotherDevice_AreRefusedInWords()
    {
        DeviceException spi = Assert.ThrowsExactly<DeviceException>(() => new SpidevPort(_kernel, "/dev/null", 5_000_000));
        DeviceException gpio = Assert.ThrowsExactly<DeviceException>(() => new GpioInput(_kernel, "/dev/null", 3, "GDO0"));

        Assert.StartsWith("/dev/null: set mode 0: is not a device of that kind", spi.Message);
        Assert.StartsWith("/dev/null: take line 3 for GDO0: is not a device of that kind", gpio.Message);
    }

    [TestMethod]
    public void LoopWait_WokenFromAnotherThread_EndsOnce()
    {
        using LoopWait wait = new(_kernel);
        System.Threading.Thread thread = new(wait.Wake);
        thread.Start();
        wait.Wait(30_000_000);
        thread.Join();
        long startNs = _kernel.NowNs;
        wait.Wait(2_000);
        Assert.IsGreaterThanOrEqualTo(2_000_000L, _kernel.NowNs - startNs, "woken twice, or not for its time");
    }

    private TerminalPort Open(string path, int baud = 2400)
    {
        TerminalPort port = new(_kernel, new SerialWires(path, SerialDirection.None));
        Assert.IsTrue(port.Configure(SerialSettings.Create8E1(baud)), port.Problem);
        return port;
    }

    private byte[] Read(TerminalPort port, int count)
    {
        byte[] bytes = new byte[count];
        int at = 0;
        while (at < count && _kernel.Poll([port.Descriptor], 5_000_000) > 0)
        {
            at += port.Read(bytes, at, count - at);
        }

        return bytes[..at];
    }
}
