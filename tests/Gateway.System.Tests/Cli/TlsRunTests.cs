using System.IO;
using System.Text;
using Gateway.Mqtt;
using Gateway.Simulator.Cli;
using Gateway.Simulator.Network;
using Gateway.System.Tests.World;
using Gateway.Uplink.Tests.Tls;

namespace Gateway.System.Tests.Cli;

/// <summary>run --broker mqtts://… against a real mosquitto that wants certificates.</summary>
[TestClass]
public class TlsRunTests
{
    [TestMethod]
    [DataRow(true, ExitCode.Ok)]
    [DataRow(false, ExitCode.Failed)]
    public void Run_OverTls_DeliversToABrokerThatItTrusts(bool isTrusted, int exitCode)
    {
        Runs.RequireMosquitto();
        using var authority = new TestAuthority("authority");
        using var stranger = new TestAuthority("stranger");
        using var broker = MosquittoProcess.Start(tls: (isTrusted ? authority : stranger).Broker());
        using var folder = new TemporaryFolder();
        var tls = authority.Client(isTrusted ? authority : stranger);
        var street = Path.Combine(Runs.Root(), "simulator", "scenarios", "street.json");

        var (code, output, errors) = GatewayProcess.Run(
            "run", street, "--for", "2m", "--broker", $"mqtts://localhost:{broker.Port}",
            "--ca", folder.Write("ca.pem", Text(tls.Authority)),
            "--cert", folder.Write("own.pem", Text(tls.Certificate)),
            "--key", folder.Write("own.key", Text(tls.PrivateKey)));

        Assert.AreEqual(exitCode, code, output + errors);
        var url = $"mqtts://localhost:{broker.Port}";
        StringAssert.Contains(
            errors + output, isTrusted ? $"broker: {url}" : $"no broker at {url}: CertificateUntrusted");
    }

    private static string Text(byte[] pem) => Encoding.UTF8.GetString(pem);
}
