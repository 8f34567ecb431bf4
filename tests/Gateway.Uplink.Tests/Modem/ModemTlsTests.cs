using System.Linq;
using System.Text;
using Gateway.Simulator.Network.Modem;
using Gateway.Uplink.Modem;

namespace Gateway.Uplink.Tests.Modem;

/// <summary>Certificates go into the modem's store once, and nothing is sent unchecked.</summary>
[TestClass]
public class ModemTlsTests
{
    private static readonly TlsFiles Files = new()
    {
        Authority = Pem("authority"),
        Certificate = Pem("certificate"),
        PrivateKey = Pem("key"),
    };

    [TestMethod]
    public void Tls_FirstConnection_StoresFilesAndChecksBothSides()
    {
        var bench = new ModemBench(tls: Files).GoOnline();
        Assert.IsTrue(bench.Model.WasTls);
        Assert.IsFalse(bench.Model.WasUnchecked);
        Assert.HasCount(3, bench.Model.Files);
        CollectionAssert.Contains(bench.Model.Commands, "AT+CSSLCFG=\"authmode\",0,2");
        CollectionAssert.Contains(bench.Model.Commands, "AT+CSSLCFG=\"ignorelocaltime\",0,0");
        CollectionAssert.Contains(bench.Model.Commands, "AT+CMQTTACCQ=0,\"gw-7\",1");
    }

    [TestMethod]
    public void Tls_NoOwnCertificate_BrokerIsCheckedAllTheSame()
    {
        var bench = new ModemBench(tls: new TlsFiles { Authority = Pem("authority") }).GoOnline();
        Assert.HasCount(1, bench.Model.Files);
        CollectionAssert.Contains(bench.Model.Commands, "AT+CSSLCFG=\"authmode\",0,1");
    }

    [TestMethod]
    public void Tls_SecondConnection_DoesNotSendTheFilesAgain()
    {
        var bench = new ModemBench(tls: Files).GoOnline();
        bench.Broker.KillConnections();
        bench.RunUntil(() => bench.Uplink.Counters.Connects == 2, 120, "second connection");
        Assert.AreEqual(3, bench.Model.Commands.Count(c => c.StartsWith("AT+CCERTDOWN", System.StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Tls_Refused_IsNamedAndNeverTriedInClearText()
    {
        var bench = new ModemBench(tls: Files);
        bench.Model.Fail(ModemFault.TlsRefused);
        bench.Start();
        bench.RunSeconds(300);
        Assert.AreEqual(ModemTrouble.CertificateRefused, bench.Driver.LastTrouble);
        Assert.StartsWith("certificate refused", bench.Driver.Trouble);
        Assert.AreEqual(MqttConnectStatus.TlsFailed, bench.Uplink.LastStatus);
        Assert.IsEmpty(bench.Delivered);
        Assert.IsTrue(bench.Model.Commands.Where(c => c.StartsWith("AT+CMQTTACCQ", System.StringComparison.Ordinal))
            .All(c => c.EndsWith(",1", System.StringComparison.Ordinal)));
        bench.Model.Repair(ModemFault.TlsRefused);
        bench.RunUntil(() => bench.Uplink.State == UplinkState.Online, 600, "online");
    }

    [TestMethod]
    public void Tls_WithoutAuthority_IsRefusedByTheDriver()
    {
        var bench = new ModemBench(tls: new TlsFiles { Certificate = Pem("c"), PrivateKey = Pem("k") });
        bench.Start();
        bench.RunSeconds(30);
        Assert.AreEqual(ModemTrouble.BadSettings, bench.Driver.LastTrouble);
    }

    [TestMethod]
    public void Settings_WithQuote_AreRefusedAndNotSaid()
    {
        var bench = new ModemBench(uplink: o => o.Password = "a\"b");
        bench.Start();
        bench.RunSeconds(60);
        Assert.AreEqual(ModemTrouble.BadSettings, bench.Driver.LastTrouble);
        Assert.IsFalse(bench.Model.Commands.Any(c => c.StartsWith("AT+CMQTTCONNECT", System.StringComparison.Ordinal)));
    }

    private static byte[] Pem(string what) =>
        Encoding.ASCII.GetBytes($"-----BEGIN {what}-----\n{new string('A', 1_100)}\n-----END {what}-----\n");
}
