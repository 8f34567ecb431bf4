using System;
using System.Net;
using System.Net.Sockets;
using Gateway.Simulator.Cli;

namespace Gateway.System.Tests.Cli;

[TestClass]
public class NoBrokerTests
{
    [TestMethod]
    public void Feed_NobodyListensAtTheBrokersPort_SaysSoAndExitsWithOne()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("one.tsv", "0F44AE0C785634120107780B13436587\n");
        var (exitCode, output, errors) = GatewayProcess.Run(
            "feed", file, "--as", "T1", "--broker", $"mqtt://127.0.0.1:{FreePort()}");
        Assert.AreEqual(ExitCode.Failed, exitCode, errors);
        Assert.AreEqual("", output);
        StringAssert.Contains(errors, "error: ");
        Assert.IsFalse(errors.Contains("   at ", StringComparison.Ordinal), "a stack trace is no message: " +
            errors);
    }

    /// <summary>A port of the loopback address that was free a moment ago.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
