// Ports against real ends on this computer: a socket, a telnet server of the test's own, a pseudo-terminal.
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using Gateway.Bridge.Ports;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Bridge.Tests.Bridge;

[TestClass]
public sealed class PortTests
{
    private const int PatienceMs = 20_000;

    [TestMethod]
    public void Tcp_BothWays_BytesGoThroughAndALostEndIsFoundAgain()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var port = new TcpPort(PortUrl.Parse($"tcp:127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        port.Start();
        using (var first = listener.AcceptTcpClient())
        {
            first.GetStream().Write([1, 2, 0, 255]);
            CollectionAssert.AreEqual(new byte[] { 1, 2, 0, 255 }, ReadExactly(port, 4));
            Assert.IsTrue(port.Write([9, 8], 0, 2));
            var got = new byte[2];
            first.GetStream().ReadExactly(got);
            CollectionAssert.AreEqual(new byte[] { 9, 8 }, got);
        }

        using var second = listener.AcceptTcpClient();
        second.GetStream().Write([7]);
        CollectionAssert.AreEqual(new byte[] { 7 }, ReadExactly(port, 1));
    }

    [TestMethod]
    public void Tcp_NobodyThere_WriteSaysSoAndDisposeEnds()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var number = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var port = new TcpPort(PortUrl.Parse($"tcp:127.0.0.1:{number}"));
        using var noticed = new ManualResetEventSlim();
        port.Noticed += _ => noticed.Set();
        port.Start();

        Assert.IsTrue(noticed.Wait(PatienceMs));
        Assert.IsFalse(port.Write([1], 0, 1));
    }

    [TestMethod]
    public void Rfc2217_Server_IsToldTheSettingsAndBytesGoThrough()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var port = new Rfc2217Port(
            PortUrl.Parse($"rfc2217:127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}?baud=57600"));
        port.Start();
        using var server = listener.AcceptTcpClient();
        var stream = server.GetStream();

        // WILL COM-PORT-OPTION is the first thing that a client says.
        var hello = new byte[15];
        stream.ReadExactly(hello);
        Assert.AreEqual("FFFB2C", Convert.ToHexString(hello, 0, 3));
        stream.Write(Convert.FromHexString("FFFD2C"));

        // Speed 57600 = 0xE100.
        var settings = new byte[10];
        stream.ReadExactly(settings);
        Assert.AreEqual("FFFA2C010000E100FFF0", Convert.ToHexString(settings));
        var rest = new byte[4 * 7];
        stream.ReadExactly(rest);
        stream.Write(Convert.FromHexString("FFFA2C650000E100FFF0" + "0102FFFF03"));

        CollectionAssert.AreEqual(new byte[] { 1, 2, 255, 3 }, ReadExactly(port, 4));
        Assert.AreEqual(57_600, port.Codec.BaudRateSet);
        Assert.IsTrue(port.Write([5, 255, 6], 0, 3));
        var data = new byte[4];
        stream.ReadExactly(data);
        Assert.AreEqual("05FFFF06", Convert.ToHexString(data));
    }

    [TestMethod]
    public void Serial_PseudoTerminal_IsRawBothWays()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("pseudo-terminals of Linux");
        }

        using var terminal = new SafeFileHandle(OpenMaster(2 | 0x100), true);
        Assert.IsFalse(terminal.IsInvalid);
        Assert.AreEqual(0, Grant((int)terminal.DangerousGetHandle()));
        Assert.AreEqual(0, Unlock((int)terminal.DangerousGetHandle()));
        var path = Marshal.PtrToStringUTF8(NameOf((int)terminal.DangerousGetHandle()));
        using var master = new FileStream(terminal, FileAccess.ReadWrite, 0);
        using var port = new SerialDevice(PortUrl.Parse($"serial:{path}?baud=9600"));
        using var open = new ManualResetEventSlim();
        port.Noticed += _ => open.Set();
        port.Start();
        Assert.IsTrue(open.Wait(PatienceMs));

        // Everything that a terminal would change: ends of lines, control characters, XON and XOFF.
        byte[] bytes = [0, 3, 4, 10, 13, 17, 19, 26, 127, 255];
        master.Write(bytes);
        CollectionAssert.AreEqual(bytes, ReadExactly(port, bytes.Length));
        Assert.IsTrue(port.Write(bytes, 0, bytes.Length));
        var back = new byte[bytes.Length];
        master.ReadExactly(back);
        CollectionAssert.AreEqual(bytes, back);
    }

    [TestMethod]
    public void Serial_NoSuchDevice_SaysSo()
    {
        using var port = new SerialDevice(PortUrl.Parse("serial:/dev/no-such-device"));
        var said = "";
        using var noticed = new ManualResetEventSlim();
        port.Noticed += text =>
        {
            said = text;
            noticed.Set();
        };
        port.Start();

        Assert.IsTrue(noticed.Wait(PatienceMs));
        StringAssert.Contains(said, "No such file");
        Assert.IsFalse(port.Write([1], 0, 1));
    }

    private static byte[] ReadExactly(StreamPort port, int count)
    {
        List<byte> all = [];
        var chunk = new byte[64];
        while (all.Count < count)
        {
            var taken = port.Read(chunk, 0, Math.Min(chunk.Length, count - all.Count));
            if (taken == 0)
            {
                Assert.IsTrue(port.Woken.WaitOne(PatienceMs), $"{all.Count} of {count} bytes came");
            }

            all.AddRange(chunk[..taken]);
        }

        return [.. all];
    }

    [DllImport("libc", EntryPoint = "posix_openpt")]
    private static extern int OpenMaster(int flags);

    [DllImport("libc", EntryPoint = "grantpt")]
    private static extern int Grant(int descriptor);

    [DllImport("libc", EntryPoint = "unlockpt")]
    private static extern int Unlock(int descriptor);

    [DllImport("libc", EntryPoint = "ptsname")]
    private static extern IntPtr NameOf(int descriptor);
}
