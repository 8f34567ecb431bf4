using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Core;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Tests.Meters;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Tests.World;

[TestClass]
public class ScenarioTests
{
    private const string Good = """
        {
          "name": "t", "seed": 9, "duration": "90m", "start": "2026-02-28T23:00:00Z",
          "gateway": { "id": "g", "size": "mini", "place": { "x_m": 1, "y_m": 2, "z_m": 3 } },
          "meters": [
            { "count": 2, "manufacturer": "KAM", "device_type": 7, "first_identification_number": 10, "mode": "C1B",
              "interval_s": 16, "encryption": "ell", "area": { "x_m": 5, "radius_m": 4 } }
          ],
          "broker": { "outages": [{ "at": "10s", "for": "1.5m" }] },
          "power_cuts": [{ "at": "1h" }]
        }
        """;

    [TestMethod]
    public void Parse_GoodFile_GivesItsValues()
    {
        var scenario = Scenario.Parse("t.json", Good);
        Assert.AreEqual(9UL, scenario.Seed);
        Assert.AreEqual(90L * 60 * 1_000_000_000, scenario.DurationNs);
        Assert.AreEqual(new DateTime(2026, 2, 28, 23, 0, 0, DateTimeKind.Utc), scenario.StartUtc);
        Assert.AreEqual("mini", scenario.Gateway.Size);
        Assert.IsTrue(scenario.Gateway.ForwardAll);
        Assert.AreEqual((1.0, 2.0, 3.0), scenario.Gateway.PlaceMetres);
        Assert.AreEqual(AirMode.C1B, scenario.Meters[0].Mode);
        Assert.AreEqual(MeterEncryption.Ell, scenario.Meters[0].Encryption);
        Assert.IsNull(scenario.Meters[0].Jitter);
        Assert.AreEqual(new ScenarioSpan(10_000_000_000, 90_000_000_000), scenario.Broker.Outages[0]);
        Assert.AreEqual(30_000_000_000, scenario.PowerCuts[0].ForNs);
    }

    [TestMethod]
    [DataRow("duration", "\"soon\"", "$.duration: \"soon\" is not a duration")]
    [DataRow("duration", "\"0s\"", "$.duration: must be more than 0")]
    [DataRow("duration", null, "$.duration: is missing")]
    [DataRow("start", "\"yesterday\"", "$.start: \"yesterday\" is not a UTC time")]
    [DataRow("seed", "-1", "$.seed: -1 is not in 0..")]
    [DataRow("seed", "1.5", "$.seed: must be a whole number, not the number 1.5")]
    [DataRow("colour", "1", "$.colour: unknown key; known here: $schema, ")]
    [DataRow("meters", "{}", "$.meters: must be an array, not an object")]
    [DataRow("meters", "[7]", "$.meters[0]: must be an object, not the number 7")]
    [DataRow("meters/0/mode", "\"X9\"", "$.meters[0].mode: \"X9\" is not one of T1, C1A, C1B")]
    [DataRow("meters/0/count", "0", "$.meters[0].count: 0 is not in 1..200000")]
    [DataRow("meters/0/manufacturer", "\"kam\"",
        "$.meters[0].manufacturer: \"kam\" is not three letters A-Z")]
    [DataRow("meters/0/device_type", "99", "$.meters[0].device_type: 99 has no readings here")]
    [DataRow("meters/0/interval_s", "\"16\"",
        "$.meters[0].interval_s: must be a number, not the text \"16\"")]
    [DataRow("meters/0/interval_s", "null", "$.meters[0].interval_s: must be a number, not null")]
    [DataRow("meters/0/encryption", "\"\"", "$.meters[0].encryption: \"\" is not one of none, mode5, ell")]
    [DataRow("meters/0/first_identification_number", "99999999", "more than eight digits")]
    [DataRow("meters/0/area/radius", "1",
        "$.meters[0].area.radius: unknown key; known here: x_m, y_m, z_m, radius_m")]
    [DataRow("gateway/id", "\"a b\"", "$.gateway.id: \"a b\" is not 1..32 of")]
    [DataRow("gateway/chip", "\"cc1101\"", "$.gateway.chip: unknown key; known here: ")]
    [DataRow("gateway/radios", "{}", "$.gateway.radios: must be an array, not an object")]
    [DataRow("gateway/radios", "[]", "$.gateway.radios: must hold 1 at least")]
    [DataRow("gateway/radios", "[{},{},{}]", "$.gateway.radios: more than 2: the boards have no pins")]
    [DataRow("gateway/radios", "[{\"chip\":\"nrf\"}]", "$.gateway.radios[0].chip: \"nrf\" is not one of cc1101")]
    [DataRow("gateway/radios", "[{\"profile\":\"C1\"}]", "$.gateway.radios[0].profile: \"C1\" is not one of T1C1")]
    [DataRow("gateway/radios", "[{},{\"antenna\":3}]", "$.gateway.radios[1].antenna: 3 is not in 1..2")]
    [DataRow("gateway/radios", "[{\"schedule\":[{\"profile\":\"S1\"}]}]",
        "$.gateway.radios[0].schedule[0].s: is missing")]
    [DataRow("gateway/radios", "[{\"profile\":\"S1\",\"schedule\":[{\"profile\":\"S1\",\"s\":9}]}]",
        "$.gateway.radios[0].schedule: there is a \"profile\" too")]
    [DataRow("faults", "[{\"at\":\"1s\",\"component\":\"radio\",\"type\":\"dead\",\"radio\":2}]",
        "$.faults[0].radio: a gateway has no such radio")]
    [DataRow("gateway/forward", "\"some\"",
        "$.gateway.forward: \"some\" is neither \"all\" nor an array of rules")]
    [DataRow("gateway/wired", "[{\"name\":\"m\",\"kind\":\"mbus\",\"meters\":[{\"make\":\"heat\",\"compact\":\"often\"}]}]",
        "$.gateway.wired[0].meters[0].compact: \"often\" is not one of none, after_full, after_format")]
    [DataRow("gateway/wired", "[{\"name\":\"m\",\"kind\":\"mbus\",\"meters\":[{\"make\":\"heat-long\",\"compact\":\"after_full\"}]}]",
        "$.gateway.wired[0].meters[0].compact: \"after_full\" is not one of none")]
    [DataRow("gateway/wired", "[{\"name\":\"m\",\"kind\":\"rs485\",\"meters\":[{\"compact\":\"cut_off\"}]}]",
        "$.gateway.wired[0].meters[0].compact: \"cut_off\" is not one of none")]
    [DataRow("gateway/forward", "[1]", "$.gateway.forward[0]: must be a text, not the number 1")]
    [DataRow("gateway/forward", "[\"allow *\", \"allow KAMS\"]", "$.gateway.forward[1]: \"allow KAMS\": ")]
    [DataRow("broker/outages/0/for", null, "$.broker.outages[0].for: is missing")]
    [DataRow("power_cuts", "[{\"at\":\"9s\",\"for\":\"9s\"},{\"at\":\"10s\"}]",
        "$.power_cuts[1].at: begins before")]
    public void Parse_BadValue_NamesFilePathAndReason(string path, string value, string message)
    {
        var root = JsonNode.Parse(Good);
        var keys = path.Split('/');
        var parent = keys[..^1].Aggregate(root, (node, key) =>
            int.TryParse(key, out var i) ? node[i] : node[key]);
        if (value is null)
        {
            parent.AsObject().Remove(keys[^1]);
        }
        else
        {
            parent[keys[^1]] = JsonNode.Parse(value);
        }

        var error = Assert.ThrowsExactly<ScenarioException>(() =>
            Scenario.Parse("dir/t.json", root.ToJsonString()));
        StringAssert.StartsWith(error.Message, "dir/t.json: $.");
        StringAssert.Contains(error.Message, message);
    }

    [TestMethod]
    public void Parse_TwoRadios_EachHasItsChipPlanAndAntenna()
    {
        var root = JsonNode.Parse(Good);
        root["gateway"]["radios"] = JsonNode.Parse(
            """
            [{ "chip": "sx1276", "schedule": [{ "profile": "S1", "s": 5 }, { "profile": "LIQ", "s": 7 }] },
             { "id": "b", "antenna": 1 }]
            """);
        var radios = Scenario.Parse("t.json", root.ToJsonString()).Gateway.Radios;
        Assert.HasCount(2, radios);
        Assert.AreEqual("sx1276", radios[0].Chip);
        CollectionAssert.AreEqual(
            new[] { new ScenarioTurn(RadioProfile.S1, 5), new ScenarioTurn(RadioProfile.LinkIq, 7) },
            radios[0].Turns.ToArray());
        Assert.AreEqual(1, radios[0].Antenna);
        Assert.AreEqual("cc1101", radios[1].Chip);
        Assert.AreEqual("b", radios[1].Id);
        Assert.AreEqual(RadioProfile.T1C1, radios[1].Turns.Single().Profile);
        Assert.AreEqual(1, radios[1].Antenna);
        Assert.AreEqual(2, Scenario.Parse(
            "t.json", root.ToJsonString().Replace(",\"antenna\":1", "", StringComparison.Ordinal)).Gateway.Radios[1].Antenna);
    }

    [TestMethod]
    [DataRow("{\n  \"name\": \"a\",,\n}", "t.json: line 2, column 15: not JSON")]
    [DataRow("", "t.json: line 1, column 1: not JSON")]
    [DataRow("[]", "t.json: $: must be an object, not an array")]
    [DataRow("{ \"name\": \"a\", \"name\": \"b\" }", "t.json: $.name: is there twice")]
    public void Parse_NotAScenarioAtAll_SaysWhere(string json, string message)
    {
        var error = Assert.ThrowsExactly<ScenarioException>(() => Scenario.Parse("t.json", json));
        StringAssert.StartsWith(error.Message, message);
    }

    [TestMethod]
    public void Parse_SameMetersTwice_IsRefused()
    {
        var root = JsonNode.Parse(Good);
        var again = root["meters"][0].DeepClone();
        again["first_identification_number"] = 11;
        root["meters"].AsArray().Add(again);
        var error = Assert.ThrowsExactly<ScenarioException>(() =>
            Scenario.Parse("t.json", root.ToJsonString()));
        StringAssert.Contains(error.Message,
            "$.meters[1].first_identification_number: meters of meters[0] again");
    }

    [TestMethod]
    [DataRow("street.json", 62)]
    [DataRow("demo.json", 24)]
    [DataRow("storm.json", 62)]
    [DataRow("crowd.json", 30_000)]
    [DataRow("linkiq.json", 60)]
    [DataRow("stationary.json", 36)]
    [DataRow("diversity.json", 200)]
    [DataRow("alternating.json", 150)]
    [DataRow("battery-5.json", 25)]
    [DataRow("town.json", 440)]
    [DataRow("town-30k.json", 30_000)]
    public void Load_DeliveredScenarios_AreValidAndBuildTheirMeters(string file, int meters)
    {
        var scenario = Scenario.Load(Path.Combine(ScenarioFolder(), file));
        var fleet = new MeterFleet(scenario, new RandomStreams(scenario.Seed));
        Assert.AreEqual(meters, fleet.Meters.Count);
        Assert.AreEqual(meters, fleet.Meters.Select(meter => meter.Identity).Distinct().Count());
        foreach (var meter in fleet.Meters.Where((_, index) => index % 50 == 0 || meters < 100))
        {
            var telegram = meter.Send(meter.NextTransmissionNs).Telegram;
            Assert.AreEqual(telegram.Length - 1, telegram[0], meter.Identity.ToString());
            if (meter.Settings.Mode is AirMode.S1 or AirMode.LinkIq)
            {
                continue; // their encoders have their own tests
            }

            CollectionAssert.AreEqual(
                telegram, TestFrameDecoder.Decode(FrameEncoder.Encode(telegram, meter.Settings.Mode)),
                    meter.Identity.ToString());
        }
    }

    [TestMethod]
    public void Schema_EveryKeyThatTheReaderKnows_IsInIt()
    {
        var schema = File.ReadAllText(Path.Combine(ScenarioFolder(), "scenario.schema.json"));
        using var document = JsonDocument.Parse(schema);
        var root = document.RootElement.GetProperty("properties");
        var gateway = document.RootElement.GetProperty("$defs").GetProperty("gateway");
        foreach (var (path, element) in new[]
                 {
                     ("$", root),
                     ("$.gateway", gateway.GetProperty("properties")),
                     ("$.air", root.GetProperty("air").GetProperty("properties")),
                     ("$.broker", root.GetProperty("broker").GetProperty("properties")),
                     ("$.meters[0]",
                         root.GetProperty("meters").GetProperty("items").GetProperty("properties")),
                 })
        {
            var listed = string.Join(", ", element.EnumerateObject().Select(key => key.Name).Order());
            Assert.AreEqual(KnownKeys(path), listed, path);
        }
    }

    [TestMethod]
    [DataRow("24h", 86_400_000_000_000)]
    [DataRow("15m", 900_000_000_000)]
    [DataRow("250ms", 250_000_000)]
    [DataRow("1.5s", 1_500_000_000)]
    public void TryParse_Duration_GivesNanoseconds(string text, long ns)
    {
        Assert.IsTrue(Durations.TryParse(text, out var result));
        Assert.AreEqual(ns, result);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("h")]
    [DataRow("24")]
    [DataRow("-1h")]
    [DataRow("1e9h")]
    [DataRow("99999d")]
    [DataRow("1 h")]
    [DataRow(null)]
    public void TryParse_NoDuration_IsRefused(string text) => Assert.IsFalse(Durations.TryParse(text, out _));

    /// <summary>The keys that the reader itself lists when it meets one that it does not know.</summary>
    private static string KnownKeys(string path)
    {
        var root = JsonNode.Parse(Good);
        root["air"] = new JsonObject();
        var target = path == "$" ? root : path == "$.meters[0]" ? root["meters"][0] : root[path[2..]];
        target["?"] = 1;
        var error = Assert.ThrowsExactly<ScenarioException>(() =>
            Scenario.Parse("t.json", root.ToJsonString()));
        return string.Join(", ", error.Message.Split("known here: ")[1].Split(", ").Order());
    }

    private static string ScenarioFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "simulator", "scenarios");
    }
}
