using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Tests.World;

[TestClass]
public class ReportTests
{
    /// <summary>The contract: design page "What a person types", section --report.</summary>
    private const string Contract = """
        {"seed":1,"simulated_s":86400,"wall_s":9.1,
         "air":{"sent":0,"delivered":0,"collided":0,"weak":0},
         "radio":{"received_ok":0,"crc_bad":0,"aborted":0,"overflow":0,"missed":0},
         "filter":{"accepted":0,"duplicate":0,"filtered":0,"reduced":0},
         "store":{"appended":0,"acked":0,"dropped":{}},
         "uplink":{"messages":0,"records":0},
         "wired":{"reads_due":0,"reads_ok":0,"bus_utilisation":0.0},
         "meters":{"expected":0,"heard":0,"read_ratio":0.0},
         "unaccounted":0,"trace_hash":"x"}
        """;

    [TestMethod]
    public void ToJson_EveryKeyOfTheContract_IsThereWithItsType()
    {
        var report = JsonNode.Parse(new Report().ToJson()).AsObject();
        Compare(JsonNode.Parse(Contract).AsObject(), report, "$");
    }

    [TestMethod]
    public void ToJson_Values_StandAtTheirKeys()
    {
        var report = new Report { Seed = 7, Unaccounted = 3, TraceHash = "ab" };
        report.Radio.CrcBad = 5;
        report.Store.Dropped["full"] = 2;
        report.Meters.ReadRatio = 0.5;
        using var json = JsonDocument.Parse(report.ToJson());
        var root = json.RootElement;
        Assert.AreEqual(7, root.GetProperty("seed").GetInt32());
        Assert.AreEqual(3, root.GetProperty("unaccounted").GetInt32());
        Assert.AreEqual("ab", root.GetProperty("trace_hash").GetString());
        Assert.AreEqual(5, root.GetProperty("radio").GetProperty("crc_bad").GetInt32());
        Assert.AreEqual(2, root.GetProperty("store").GetProperty("dropped").GetProperty("full").GetInt32());
        Assert.AreEqual(0.5, root.GetProperty("meters").GetProperty("read_ratio").GetDouble());
    }

    private static void Compare(JsonObject wanted, JsonObject found, string path)
    {
        foreach (var (key, value) in wanted.Select(pair => (pair.Key, pair.Value)))
        {
            Assert.IsTrue(found.ContainsKey(key), $"{path}.{key} is missing");
            Assert.AreEqual(value.GetValueKind(), found[key].GetValueKind(), $"{path}.{key}");
            if (value is JsonObject child)
            {
                Compare(child, found[key].AsObject(), $"{path}.{key}");
            }
        }
    }
}
