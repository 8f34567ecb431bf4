using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Config;
using Gateway.Core;
using Gateway.Uplink.Tests.Contract;

namespace Gateway.Uplink.Tests.Config;

/// <summary>gateway.schema.json says of every document what ConfigReader says.</summary>
[TestClass]
public class ConfigSchemaTests
{
    // Every key that there is.
    private const string Everything = """
        {
          "gateway": { "id": "roof-12", "size": "mini" },
          "uplink": {
            "prefix": "city/metering", "stats_interval_s": 60, "format": "cbor",
            "broker": {
              "host": "broker.example", "port": 8883, "keep_alive_s": 30, "user": "u", "password": "p",
              "tls": { "ca": "-----BEGIN A", "cert": "-----BEGIN C", "key": "-----BEGIN K" }
            },
            "batch": { "max_records": 8, "max_bytes": 2560, "max_age_s": 10 },
            "links": [{ "type": "ethernet" }, { "type": "modem", "apn": "iot.x", "pin": "1234", "roaming": false }, { "type": "serial", "port": 2, "baud": 9600 }],
            "failover": { "after_failures": 5, "return_after_s": 60 },
            "session": { "every_s": 600, "records": 16 }
          },
          "filter": { "rules": ["allow KAM", "deny *"], "unknown": "forward" },
          "tenants": [{ "id": "acme", "rules": ["allow KAM"] }],
          "radios": [
            { "chip": "cc1101", "id": "north", "profile": "T1C1" },
            { "chip": "sx1276", "schedule": [{ "profile": "S1", "s": 10 }, { "profile": "LIQ", "s": 3600 }] }
          ],
          "wired": {
            "offset_minutes": 60,
            "ports": [
              {
                "name": "riser", "port": 1, "protocol": "dlt645", "baud": 9600, "echo": true, "latency_ms": 10,
                "wake_bytes": 4, "password": "02123456", "operator": "00000001", "meters": ["000000000001"],
                "jobs": [{
                  "name": "hourly", "at": "0 * * * *", "meters": ["000000000001"], "class": "priority",
                  "missed": "once", "registers": ["00010000"]
                }]
              }
            ]
          },
          "security": { "command_key": "000102030405060708090A0B0C0D0E0F" },
          "installer": { "code": "CELLAR17", "minutes": 30, "console": 3 }
        }
        """;

    private static readonly string[] _values =
    [
        "null", "true", "false", "0", "-1", "1", "4", "5", "9", "10", "16", "17", "30", "31", "100", "101", "2559", "2560",
        "300", "2400", "7680", "840", "841", "-840", "-841", "2000", "2001", "4096", "4097", "3600", "3601", "16384", "16385", "65535", "65536", "86400", "86401", "1.5", "1e400", "99999999999999999999",
        "\"\"", "\"x\"", "\"a b\"", "\"a/b\"", "\"a//b\"", "\"/a\"", "\"a\\n\"", "\"\\u007f\"", "\"ä\"", "\"12345678\"",
        "\"1234567é\"", "\"123\"", "\"123456789\"", "\"full\"", "\"json\"", "\"cbor\"", "\"forward\"", "\"sx1276\"", "\"S1\"", "\"wifi\"", "\"modem\"",
        "\"-----BEGIN\"", "\"-----BEGIN \"", "[]", "[null]", "[\"x\"]", "[{}]", "{}", "{\"type\":\"modem\"}",
    ];

    private static readonly int[] _lengths = [16, 17, 24, 25, 32, 33, 63, 64, 65, 96, 97, 120, 121, 128, 129, 253, 254, 8192, 8193];

    private static readonly JsonNode _document = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "firmware", "Config", "gateway.schema.json")));

    private static readonly JsonSchema _schema = new(_document);

    [TestMethod]
    public void Schema_EveryValueAtEveryPlace_AgreesWithTheReader()
    {
        var texts = _values.Concat(_lengths.Select(n => '"' + new string('a', n) + '"'))
            .Concat(_lengths.Select(n => "\"-----BEGIN " + new string('a', n - 11) + '"')).ToArray();
        int good = 0, bad = 0;
        foreach (var path in Paths(JsonNode.Parse(Everything), []))
        {
            foreach (var text in texts)
            {
                Count(Changed(path, _ => text == "1e400" ? JsonValue.Create(1.5e300) : JsonNode.Parse(text)), ref good, ref bad);
            }
        }

        Assert.IsGreaterThan(200, good);
        Assert.IsGreaterThan(2000, bad);
    }

    [TestMethod]
    public void Schema_KeysLeftOutInventedOrRepeated_AgreesWithTheReader()
    {
        int good = 0, bad = 0;
        foreach (var path in Paths(JsonNode.Parse(Everything), []))
        {
            Count(Changed(path, null), ref good, ref bad);
            Count(Changed(path, node => With(node, "x", 1)), ref good, ref bad);
            foreach (var count in new[] { 0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 250, 251, 256, 257 })
            {
                Count(Changed(path, node => Repeated(node, count)), ref good, ref bad);
            }
        }

        foreach (var broker in new[]
        {
            "{}", """{"user":null,"password":"x"}""", """{"user":null,"password":null}""", """{"password":null}""",
            """{"user":"u"}""", """{"user":"u","password":null}""", """{"tls":{}}""",
        })
        {
            Count(JsonNode.Parse("{\"uplink\":{\"broker\":" + broker + "}}"), ref good, ref bad);
        }

        Assert.IsGreaterThan(50, good);
        Assert.IsGreaterThan(30, bad);
    }

    [TestMethod]
    public void Schema_Names_AreTheReadersKeys()
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in Paths(JsonNode.Parse(Everything), []).Append([]))
        {
            var error = Read(Changed(path, node => With(node, "x", 1)), new GatewayConfig());
            var at = error?.IndexOf("(known: ", StringComparison.Ordinal) ?? -1;
            keys.UnionWith(at < 0 ? [] : error[(at + 8)..^1].Split(", "));
        }

        Assert.AreEqual(string.Join(' ', keys), string.Join(' ', Names(_document)));
    }

    [TestMethod]
    public void Schema_Defaults_AreThoseOfANewConfiguration()
    {
        var config = new GatewayConfig { BrokerPort = 1, TopicPrefix = "other", FailoverFailures = 9, SessionEveryS = 301, SizeProfile = "mini" };
        Assert.IsNull(Read(Defaults(_document), config));
        Assert.AreEqual(ConfigExportTests.Export(new GatewayConfig()), ConfigExportTests.Export(config));
    }

    internal static string Read(JsonNode document, GatewayConfig into)
    {
        var bytes = Encoding.UTF8.GetBytes(document.ToJsonString());
        ConfigReader.TryRead(bytes, bytes.Length, into, out var error);
        return error;
    }

    internal static bool IsValid(JsonNode document) => _schema.IsValid(document);

    private static void Count(JsonNode document, ref int good, ref int bad)
    {
        var error = Read(document, new GatewayConfig());

        // What a schema cannot say: its description names it.
        if (error != null && error.EndsWith(": is given twice", StringComparison.Ordinal))
        {
            return;
        }

        Assert.AreEqual(error == null, _schema.IsValid(document), $"{error}: {document.ToJsonString()}");
        good += error == null ? 1 : 0;
        bad += error == null ? 0 : 1;
    }

    private static IEnumerable<object[]> Paths(JsonNode node, object[] path)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => ((object)member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => ((object)index, item)),
            _ => [],
        };
        return children.SelectMany(child => Paths(child.Item2, [.. path, child.Item1]).Prepend([.. path, child.Item1]));
    }

    /// <summary>The whole document with one place changed; without <paramref name="change"/> the place goes.</summary>
    private static JsonNode Changed(object[] path, Func<JsonNode, JsonNode> change)
    {
        var root = JsonNode.Parse(Everything);
        if (path.Length == 0)
        {
            return change(root);
        }

        var parent = path[..^1].Aggregate(root, (node, step) => step is int index ? node[index] : node[(string)step]);
        if (path[^1] is int at)
        {
            var item = change?.Invoke(parent[at].DeepClone());
            parent.AsArray().RemoveAt(at);
            if (change != null)
            {
                parent.AsArray().Insert(at, item);
            }
        }
        else if (change == null)
        {
            parent.AsObject().Remove((string)path[^1]);
        }
        else
        {
            parent[(string)path[^1]] = change(parent[(string)path[^1]].DeepClone());
        }

        return root;
    }

    private static JsonNode With(JsonNode node, string key, int value)
    {
        if (node is JsonObject members)
        {
            members[key] = value;
        }

        return node;
    }

    private static JsonNode Repeated(JsonNode node, int count) => node is JsonArray { Count: > 0 } array
        ? new JsonArray([.. Enumerable.Range(0, count).Select(_ => array[0].DeepClone())]) : node;

    private static SortedSet<string> Names(JsonNode schema) => schema switch
    {
        JsonObject members => new SortedSet<string>(
            members.SelectMany(member => Names(member.Value))
                .Concat(members["properties"] is JsonObject properties ? properties.Select(p => p.Key) : []),
            StringComparer.Ordinal),
        JsonArray items => new SortedSet<string>(items.SelectMany(Names), StringComparer.Ordinal),
        _ => new SortedSet<string>(StringComparer.Ordinal),
    };

    private static JsonObject Defaults(JsonNode schema)
    {
        var document = new JsonObject();
        foreach (var (name, property) in schema["properties"].AsObject())
        {
            var target = property["$ref"] is { } reference
                ? _document["$defs"][((string)reference).Split('/')[^1]] : property;
            if (property.AsObject().TryGetPropertyValue("default", out var value))
            {
                document[name] = value?.DeepClone();
            }
            else if (target["properties"] != null && target["required"] == null)
            {
                document[name] = Defaults(target);
            }
        }

        return document;
    }
}
