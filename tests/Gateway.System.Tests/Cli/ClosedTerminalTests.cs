using System;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Gateway.Simulator.Network;

namespace Gateway.System.Tests.Cli;

/// <summary>A terminal that is closed leaves no broker behind, to which the next subscriber would listen in vain.</summary>
[TestClass]
public class ClosedTerminalTests
{
    [TestMethod]
    public void Demo_TerminalClosed_TakesItsBrokerAlong()
    {
        if (!OperatingSystem.IsLinux() || !MosquittoProcess.IsAvailable)
        {
            Assert.Inconclusive("needs Linux and mosquitto");
        }

        // Tests under nohup have the signal ignored, and so would the demo.
        var program = global::System.IO.Path.Combine(AppContext.BaseDirectory, "gateway.dll");
        var start = new ProcessStartInfo("env")
        {
            ArgumentList = { "--default-signal=HUP", "dotnet", program, "demo" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var demo = Process.Start(start)!;
        demo.ErrorDataReceived += (_, _) => { };
        demo.BeginErrorReadLine();
        var port = 0;
        try
        {
            while (port == 0 && demo.StandardOutput.ReadLine() is { } line)
            {
                var match = Regex.Match(line, @"mosquitto_sub -p (\d+)");
                port = match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            }

            Assert.AreNotEqual(0, port, "the demo names its broker");
            using var kill = Process.Start("kill", $"-HUP {demo.Id}");
            Assert.IsTrue(demo.WaitForExit(TimeSpan.FromMinutes(1)), "the demo goes on without its terminal");
        }
        finally
        {
            demo.Kill(entireProcessTree: true);
        }

        using var client = new TcpClient();
        Assert.ThrowsExactly<SocketException>(() => client.Connect(IPAddress.Loopback, port));
    }
}
