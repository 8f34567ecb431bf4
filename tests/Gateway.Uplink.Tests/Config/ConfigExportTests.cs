using System;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Config;
using Gateway.Core;

namespace Gateway.Uplink.Tests.Config;

/// <summary>An export shows everything but secrets, and reading it does no harm.</summary>
[TestClass]
public class ConfigExportTests
{
    private const string Full = """
        {
          "gateway": { "id": "roof-12", "size": "mini" },
          "uplink": {
            "prefix": "city/metering", "stats_interval_s": 60, "format": "cbor",
            "broker": {
              "host": "broker.example", "port": 8883, "keep_alive_s": 30, "user": "u", "password": "PASSWORD-SECRET",
              "tls": { "ca": "-----BEGIN A\nPUBLIC\n", "cert": "-----BEGIN C\nCERT-SECRET\n", "key": "-----BEGIN K\nKEY-SECRET\n" }
            },
            "batch": { "max_records": 8, "max_bytes": 2560, "max_age_s": 10 },
            "links": [{ "type": "ethernet" }, { "type": "modem", "apn": "iot.x", "pin": "98765432", "roaming": false }],
            "failover": { "after_failures": 5, "return_after_s": 60 }
          },
          "filter": { "rules": ["allow KAM", "deny \"*"], "unknown": "forward" },
          "tenants": [{ "id": "acme", "rules": ["allow KAM"] }],
          "radios": [
            { "chip": "cc1101", "id": "north", "profile": "S1" },
            { "chip": "sx1276", "schedule": [{ "profile": "S1", "s": 10 }, { "profile": "LIQ", "s": 3600 }] }
          ],
          "wired": {
            "offset_minutes": 60,
            "ports": [
              {
                "name": "riser", "port": 1, "protocol": "dlt645", "baud": 9600, "echo": true, "latency_ms": 10,
                "wake_bytes": 4, "password": "02123456", "operator": "00000001", "meters": ["000000000001"],
                "jobs": [{ "name": "hourly", "at": "hourly", "class": "priority", "missed": "once", "registers": ["00010000"] }]
              }
            ]
          },
          "security": { "command_key": "0011223344556677001122334455667A" }
        }
        """;

    [TestMethod]
    public void Write_Secrets_AreNowhereInIt()
    {
        var text = Export(Read(Full, new GatewayConfig()));
        foreach (var secret in new[] { "PASSWORD", "SECRET", "98765432", "02123456", "667A", "BEGIN C", "BEGIN K", "pin", "key\"", "password" })
        {
            Assert.DoesNotContain(secret, text);
        }

        Assert.Contains("PUBLIC", text, "the authority is not a secret");
    }

    [TestMethod]
    public void Write_ReadByTheSameGateway_ChangesNothing()
    {
        var config = Read(Full, new GatewayConfig());
        var again = Read(Export(config), Read(Full, new GatewayConfig()));

        Assert.AreEqual(Export(config), Export(again));
        Assert.AreEqual("PASSWORD-SECRET", again.Password);
        Assert.AreEqual(config.TlsKey, again.TlsKey);
        Assert.AreEqual(config.TlsCertificate, again.TlsCertificate);
        Assert.AreEqual("98765432", again.Links[1].SimPin);
        Assert.AreEqual("02123456", again.Lines[0].Password);
        Assert.AreEqual(config.CommandKey, again.CommandKey);
        CollectionAssert.AreEqual(config.Radios[1].DwellS, again.Radios[1].DwellS);
        CollectionAssert.AreEqual(config.FilterRules, again.FilterRules);
    }

    [TestMethod]
    public void Write_ReadByAnotherGateway_NeverLeadsToClearText()
    {
        var other = Read(Export(Read(Full, new GatewayConfig())), new GatewayConfig());

        Assert.AreEqual("-----BEGIN A\nPUBLIC\n", other.TlsAuthority);
        Assert.IsNull(other.TlsKey);
        Assert.IsNull(other.Password);
    }

    [TestMethod]
    public void Write_WithoutPinAndPassword_HasTheLinksAndPorts()
    {
        var text = Full.Replace("\"98765432\"", "null", StringComparison.Ordinal)
            .Replace("\"password\": \"02123456\", ", "", StringComparison.Ordinal);
        var config = Read(text, new GatewayConfig());
        var other = Read(Export(config), new GatewayConfig());

        Assert.HasCount(2, other.Links);
        Assert.AreEqual("iot.x", other.Links[1].AccessPoint);
        Assert.IsFalse(other.Links[1].AllowsRoaming);
        Assert.AreEqual(9600, other.Lines[0].BaudRate);
        Assert.AreEqual("00010000", other.Lines[0].Jobs[0].Registers[0]);
        Assert.IsTrue(ConfigSchemaTests.IsValid(JsonNode.Parse(Export(config))));
    }

    [TestMethod]
    public void Write_DefaultsAndFull_AreValidBySchema()
    {
        foreach (var config in new[] { new GatewayConfig(), Read(Full, new GatewayConfig()) })
        {
            Assert.IsTrue(ConfigSchemaTests.IsValid(JsonNode.Parse(Export(config))), Export(config));
        }
    }

    internal static string Export(GatewayConfig config)
    {
        var json = new JsonWriter(new byte[ConfigExport.MaxBytes]);
        ConfigExport.Write(config, json);
        Assert.IsFalse(json.Overflow);
        return Encoding.UTF8.GetString(json.ToArray());
    }

    private static GatewayConfig Read(string text, GatewayConfig into)
    {
        Assert.IsNull(ConfigSchemaTests.Read(JsonNode.Parse(text), into));
        return into;
    }
}
