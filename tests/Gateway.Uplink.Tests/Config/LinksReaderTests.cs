using System;
using System.Text;
using Gateway.App;
using Gateway.Config;

namespace Gateway.Uplink.Tests.Config;

/// <summary>uplink.links, uplink.failover and uplink.broker.tls.</summary>
[TestClass]
public class LinksReaderTests
{
    private const string Pem = "-----BEGIN X-----\\nAAAA\\n-----END X-----\\n";

    [TestMethod]
    public void TryRead_Nothing_IsOneNetworkWithoutTls()
    {
        var config = new GatewayConfig();
        Assert.IsNull(Read("{}", config));
        Assert.HasCount(1, config.Links);
        Assert.AreEqual("ip", config.Links[0].Type);
        Assert.IsNull(config.TlsAuthority);
        Assert.AreEqual(3, config.FailoverFailures);
        Assert.AreEqual(300, config.ReturnAfterS);
    }

    [TestMethod]
    public void TryRead_ThreeLinks_KeepsTheirOrder()
    {
        var config = new GatewayConfig();
        Assert.IsNull(Read("""
            {"uplink":{"links":[{"type":"ethernet"},{"type":"wifi"},
              {"type":"modem","apn":"iot.example","pin":"0123","roaming":false}],
              "failover":{"after_failures":5,"return_after_s":60}}}
            """, config));
        Assert.AreEqual("ethernet wifi modem", string.Join(' ', Array.ConvertAll(config.Links, link => link.Type)));
        Assert.AreEqual("iot.example", config.Links[2].AccessPoint);
        Assert.AreEqual("0123", config.Links[2].SimPin);
        Assert.IsFalse(config.Links[2].AllowsRoaming);
        Assert.AreEqual(5, config.FailoverFailures);
        Assert.AreEqual(60, config.ReturnAfterS);
    }

    [TestMethod]
    public void TryRead_SerialLink_KeepsPortAndSpeed()
    {
        var config = new GatewayConfig();
        Assert.IsNull(Read("""{"uplink":{"links":[{"type":"serial","port":2,"baud":57600}]}}""", config));
        Assert.AreEqual(("serial", 2, 57_600),
            (config.Links[0].Type, config.Links[0].Port, config.Links[0].BaudRate));
    }

    [TestMethod]
    [DataRow("""{"uplink":{"links":[]}}""", "uplink.links: must hold at least one link")]
    [DataRow("""{"uplink":{"links":[{"apn":"a"}]}}""", "uplink.links[0].type: is missing")]
    [DataRow("""{"uplink":{"links":[{"type":"lora"}]}}""", "uplink.links[0].type: must be \"ip\", \"ethernet\", \"wifi\", \"modem\" or \"serial\"")]
    [DataRow("""{"uplink":{"links":[{"type":"serial","port":4}]}}""", "uplink.links[0].port: 4 is not in 0..3")]
    [DataRow("""{"uplink":{"links":[{"type":"serial","apn":"a"}]}}""", "uplink.links[0]: \"apn\", \"pin\" and \"roaming\" belong to a modem")]
    [DataRow("""{"uplink":{"links":[{"type":"ip","baud":9600}]}}""", "uplink.links[0]: \"port\" and \"baud\" belong to a serial link")]
    [DataRow("""{"uplink":{"links":[{"type":"wifi"},{"type":"wifi"}]}}""", "uplink.links[1].type: is given twice")]
    [DataRow("""{"uplink":{"links":[{"type":"wifi","pin":"1234"}]}}""", "uplink.links[0]: \"apn\", \"pin\" and \"roaming\" belong to a modem")]
    [DataRow("""{"uplink":{"links":[{"type":"modem","pin":"12a4"}]}}""", "uplink.links[0].pin: must be digits")]
    [DataRow("""{"uplink":{"links":[{"type":"modem","apn":"a\"b"}]}}""", "uplink.links[0].apn: only A-Z, a-z, 0-9, . and - are allowed")]
    [DataRow("""{"uplink":{"failover":{"after_failures":0}}}""", "uplink.failover.after_failures: 0 is not in 1..100")]
    [DataRow("""{"uplink":{"broker":{"tls":{}}}}""", "uplink.broker.tls.ca: is missing: the broker is always checked")]
    [DataRow("""{"uplink":{"broker":{"tls":{"ca":"x"}}}}""", "uplink.broker.tls.ca: must be PEM text, beginning with -----BEGIN")]
    public void TryRead_NotUsable_NamesPathAndReason(string json, string expected) =>
        Assert.AreEqual(expected, Read(json, new GatewayConfig()));

    [TestMethod]
    public void TryRead_CertificateWithoutKey_IsRefused() => Assert.AreEqual(
        "uplink.broker.tls: \"cert\" and \"key\" belong together",
        Read("""{"uplink":{"broker":{"tls":{"ca":"PEM","cert":"PEM"}}}}""".Replace("PEM", Pem, StringComparison.Ordinal), new GatewayConfig()));

    [TestMethod]
    public void Setup_ModemAmongTheLinks_KeepsMessagesBelowItsLimit()
    {
        var config = new GatewayConfig();
        Assert.IsNull(Read("""
            {"uplink":{"batch":{"max_bytes":16384},"links":[{"type":"ip"},{"type":"modem"}],
              "broker":{"tls":{"ca":"PEM"}}}}
            """.Replace("PEM", Pem, StringComparison.Ordinal), config));
        Assert.IsTrue(ConcentratorSetup.TryCreate(config, out var setup, out var error), error);
        Assert.IsLessThanOrEqualTo(10_240, setup.Uplink.BatchMaxBytes);
        Assert.StartsWith("-----BEGIN X-----\nAAAA", Encoding.UTF8.GetString(setup.Uplink.Tls.Authority));
        Assert.IsNull(setup.Uplink.Tls.PrivateKey);
    }

    private static string Read(string json, GatewayConfig into)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        ConfigReader.TryRead(bytes, bytes.Length, into, out var error);
        return error;
    }
}
