using System;
using System.Text;
using Gateway.Config;

namespace Gateway.Uplink.Tests.Config;

[TestClass]
public class ConfigReaderTests
{
    private const string Full = """
        {
          "gateway": { "id": "roof-12", "size": "mini" },
          "uplink": {
            "prefix": "city/metering", "stats_interval_s": 60,
            "broker": { "host": "10.0.0.5", "port": 18830, "keep_alive_s": 30, "user": "u", "password": "pässword" },
            "batch": { "max_records": 8, "max_bytes": 2560, "max_age_s": 10 }
          },
          "filter": { "rules": ["allow KAM", "deny *"] }
        }
        """;

    private static string Read(string json, GatewayConfig into)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var ok = ConfigReader.TryRead(bytes, bytes.Length, into, out var error);
        Assert.AreEqual(ok, error == null);
        return error;
    }

    [TestMethod]
    public void TryRead_EmptyObject_KeepsTheDefaults()
    {
        var config = new GatewayConfig();
        Assert.IsNull(Read("{}", config));
        Assert.AreEqual("metering", config.TopicPrefix);
        Assert.AreEqual(1883, config.BrokerPort);
        Assert.AreEqual(16, config.BatchMaxRecords);
        Assert.AreEqual(4096, config.BatchMaxBytes);
        Assert.AreEqual(30, config.BatchMaxAgeS);
        Assert.AreEqual(900, config.StatsIntervalS);
        Assert.IsNull(config.UserName, "no default user");
        Assert.IsNull(config.Password, "no default secret");
        Assert.IsEmpty(config.FilterRules);
    }

    [TestMethod]
    public void TryRead_EverythingGiven_IsTakenOver()
    {
        var config = new GatewayConfig();
        Assert.IsNull(Read(Full, config));
        Assert.AreEqual("roof-12", config.GatewayId);
        Assert.AreEqual("mini", config.SizeProfile);
        Assert.AreEqual("city/metering", config.TopicPrefix);
        Assert.AreEqual(60, config.StatsIntervalS);
        Assert.AreEqual("10.0.0.5", config.BrokerHost);
        Assert.AreEqual(18830, config.BrokerPort);
        Assert.AreEqual(30, config.KeepAliveS);
        Assert.AreEqual("u", config.UserName);
        Assert.AreEqual("pässword", config.Password);
        Assert.AreEqual(8, config.BatchMaxRecords);
        Assert.AreEqual(2560, config.BatchMaxBytes);
        Assert.AreEqual(10, config.BatchMaxAgeS);
        CollectionAssert.AreEqual(new[] { "allow KAM", "deny *" }, config.FilterRules);
        Assert.IsNull(Read("{\"uplink\":{\"broker\":{\"password\":null}}}", config), "null takes a password away");
        Assert.IsNull(config.Password);
        Assert.AreEqual("roof-12", config.GatewayId, "what is not given stays");
    }

    [TestMethod]
    [DataRow("{\"uplink\":{\"broker\":{\"port\":99999}}}", "uplink.broker.port: 99999 is not in 1..65535")]
    [DataRow("{\"uplink\":{\"broker\":{\"port\":1.5}}}", "uplink.broker.port: must be an integer in 1..65535")]
    [DataRow("{\"uplink\":{\"broker\":{\"port\":\"1883\"}}}", "uplink.broker.port: must be a number")]
    [DataRow("{\"uplink\":{\"broker\":{\"host\":7}}}", "uplink.broker.host: must be a string")]
    [DataRow("{\"uplink\":{\"broker\":{\"host\":\"a b\"}}}", "uplink.broker.host: must not contain spaces")]
    [DataRow("{\"uplink\":{\"broker\":{\"host\":\"\"}}}", "uplink.broker.host: must have 1..253 characters, has 0")]
    [DataRow(
        "{\"uplink\":{\"broker\":{\"prot\":1}}}",
        "uplink.broker.prot: unknown key (known: host, port, keep_alive_s, user, password, tls)")]
    [DataRow("{\"uplink\":{\"prefix\":\"a\",\"prefix\":\"b\"}}", "uplink.prefix: is given twice")]
    [DataRow("{\"uplink\":{\"batch\":{\"max_records\":17}}}", "uplink.batch.max_records: 17 is not in 1..16")]
    [DataRow("{\"uplink\":[]}", "uplink: must be an object")]
    [DataRow("{\"uplink\":{\"stats_interval_s\":5}}", "uplink.stats_interval_s: must be 0 (none) or at least 10")]
    [DataRow("{\"gateway\":{\"id\":\"a/b\"}}", "gateway.id: only A-Z, a-z, 0-9, _ and - are allowed")]
    [DataRow("{\"gateway\":{\"size\":\"huge\"}}", "gateway.size: must be \"full\", \"mini\" or \"battery\"")]
    [DataRow("{\"gateway\":{\"log\":\"tape\"}}", "gateway.log: must be \"internal\" or \"card\"")]
    [DataRow("{\"filter\":{\"rules\":[\"a\",1]}}", "filter.rules[1]: must be a string")]
    [DataRow("{\"filter\":{\"rules\":\"a\"}}", "filter.rules: must be an array")]
    [DataRow("{\"Gateway\":{}}", "Gateway: unknown key (known: gateway, uplink, filter, radios, wired, security, tenants, installer)")]
    [DataRow(
        "{\"uplink\":{\"broker\":{\"password\":\"x\"}}}",
        "uplink.broker.password: needs uplink.broker.user (MQTT 3.1.1, 3.1.2.9)")]
    [DataRow("[]", "the configuration must be a JSON object")]
    [DataRow("", "not JSON at byte 0: the text ends too early")]
    [DataRow("{\"uplink\":{}", "not JSON at byte 12: the text ends too early")]
    [DataRow("{} {}", "not JSON at byte 3: something follows the configuration")]
    [DataRow("{\"uplink\":{,}}", "not JSON at byte 11: unexpected character")]
    public void TryRead_Bad_NamesPathAndReasonAndChangesNothing(string json, string expected)
    {
        var config = new GatewayConfig { GatewayId = "before", TopicPrefix = "before" };
        Assert.AreEqual(expected, Read(json, config));
        Assert.AreEqual("before", config.GatewayId);
        Assert.AreEqual("before", config.TopicPrefix);
    }

    [TestMethod]
    public void TryRead_BadAfterGoodValues_ChangesNothing()
    {
        var config = new GatewayConfig();
        Assert.IsNotNull(Read("{\"gateway\":{\"id\":\"new\"},\"uplink\":{\"prefix\":\"new\",\"x\":1}}", config));
        Assert.AreEqual("gateway", config.GatewayId);
        Assert.AreEqual("metering", config.TopicPrefix);
    }

    [TestMethod]
    public void TryRead_PasswordTooLong_ErrorDoesNotShowIt()
    {
        var secret = new string('s', 129);
        var json = "{\"uplink\":{\"broker\":{\"user\":\"u\",\"password\":\"" + secret + "\"}}}";
        var error = Read(json, new GatewayConfig());
        Assert.AreEqual("uplink.broker.password: must have 1..128 characters, has 129", error);
    }

    [TestMethod]
    public void TryRead_TooManyRules_IsRefused()
    {
        var rules = string.Join(",", System.Linq.Enumerable.Repeat("\"r\"", FilterReader.MaxRules + 1));
        Assert.AreEqual(
            "filter.rules[256]: there are more than 256 rules",
            Read("{\"filter\":{\"rules\":[" + rules + "]}}", new GatewayConfig()));
    }

    [TestMethod]
    public void TryRead_EveryPrefixAndRandomDamage_NeverThrowsNorHalfApplies()
    {
        const int Seed = 9;
        var random = new Random(Seed);
        var good = Encoding.UTF8.GetBytes(Full);
        for (var length = 0; length < good.Length; length++)
        {
            Assert.IsFalse(ConfigReader.TryRead(good, length, new GatewayConfig(), out _), $"length {length}");
        }

        for (var round = 0; round < 50_000; round++)
        {
            var bytes = (byte[])good.Clone();
            for (var i = 1 + random.Next(3); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var config = new GatewayConfig();
            if (!ConfigReader.TryRead(bytes, bytes.Length, config, out var error))
            {
                Assert.IsTrue(
                    error.Length is > 0 and < 400 && config.GatewayId == "gateway" && config.BrokerPort == 1883,
                    $"seed {Seed}, round {round}");
            }
        }
    }
}
