using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Time;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Tests.World;

[TestClass]
public class TownScenarioTests
{
    [TestMethod]
    [DataRow("gateway", "{}", "$.gateways: there is a \"gateway\" too")]
    [DataRow("gateways", "[]", "$.gateways: must hold 1..64 gateways")]
    [DataRow("gateways", """[{ "id": "a" }, { "id": "a" }]""", "$.gateways[1].id: \"a\" is there twice")]
    [DataRow("faults", """[{ "at": "1m", "component": "radio", "type": "loss" }]""",
        "$.faults[0].type: \"radio\" \"loss\" is not one of radio dead, ")]
    [DataRow("faults", """[{ "at": "1m", "component": "antenna", "type": "loss" }]""", "$.faults[0].db: is missing")]
    [DataRow("faults", """[{ "at": "1m", "for": "1s", "component": "radio", "type": "brown_out" }]""",
        "$.faults[0].for: \"radio\" \"brown_out\" is an instant")]
    [DataRow("faults", """[{ "at": "1m", "for": "1s", "component": "broker", "type": "disconnects" }]""",
        "$.faults[0].for: \"broker\" \"disconnects\" is an instant")]
    [DataRow("faults", """[{ "at": "1m", "component": "power", "type": "cut" }]""", "$.faults[0].for: is missing")]
    [DataRow("faults", """[{ "at": "1m", "component": "button", "type": "pressed" }]""", "$.faults[0].for: is missing")]
    [DataRow("faults", """[{ "at": "1m", "for": "1s", "component": "button", "type": "pressed" }]""",
        "$.faults[0].component: a gateway has no panel: \"panel\": true")]
    [DataRow("faults", """[{ "at": "1m", "component": "power", "type": "warning" }]""",
        "$.faults[0].component: a gateway has no panel: \"panel\": true")]
    [DataRow("faults", """[{ "at": "1m", "component": "disk", "type": "slow" }]""", "$.faults[0].times: is missing")]
    [DataRow("faults", """[{ "at": "1m", "component": "clock", "type": "step" }]""", "$.faults[0].s: is missing")]
    [DataRow("faults", """[{ "at": "1m", "component": "disk", "type": "rot", "bits": 0 }]""", "$.faults[0].bits: ")]
    [DataRow("faults", """[{ "at": "1m", "component": "disk", "type": "dead" }]""",
        "$.faults[0].type: only a card can be pulled out")]
    [DataRow("random_faults", """{ "until": "1m" }""", "$.random_faults.pause: is missing")]
    [DataRow("random_faults", """{ "from": "1m", "until": "1m", "pause": "1m" }""",
        "$.random_faults.until: must be later than \"from\"")]
    [DataRow("random_faults", """{ "until": "1m", "pause": "1m", "components": ["moon"] }""",
        "$.random_faults.components: \"moon\" is not one of radio, ")]
    [DataRow("faults", """[{ "at": "1m", "component": "radio", "type": "dead", "gateway": "x" }]""",
        "$.faults[0].gateway: there is no gateway \"x\"")]
    [DataRow("faults", """
        [{ "at": "1m", "component": "radio", "type": "dead" },
         { "at": "2m", "component": "radio", "type": "brown_out" }]
        """, "$.faults[1].at: the radio chip is broken already")]
    [DataRow("interferers", """[{ "name": "i", "burst": "2s", "period": "1s" }]""",
        "$.interferers[0].period: must be longer")]
    [DataRow("interferers", """[{ "name": "i", "burst": "20s", "period": "30s" }]""",
        "$.interferers[0].burst: is not in")]
    [DataRow("interferers", """
        [{ "name": "i", "burst": "1s", "period": "3s" }, { "name": "i", "burst": "1s", "period": "3s" }]
        """, "$.interferers[1].name: \"i\" is there twice")]
    public void Parse_BadTown_SaysWhereAndWhy(string key, string json, string message)
    {
        var scenario = Runs.Base();
        scenario[key] = JsonNode.Parse(json);
        var error = Assert.ThrowsExactly<ScenarioException>(
            () => Scenario.Parse("t.json", scenario.ToJsonString()));
        StringAssert.Contains(error.Message, message);
    }

    [TestMethod]
    public void Parse_FaultsOfTwoGatewaysAtOnce_AreFine()
    {
        var scenario = Runs.Base();
        scenario["gateways"] = JsonNode.Parse("""[{ "id": "a" }, { "id": "b" }]""");
        scenario["faults"] = JsonNode.Parse("""
            [{ "at": "1m", "component": "radio", "type": "dead", "gateway": "a" },
             { "at": "1m", "component": "radio", "type": "dead", "gateway": "b" }]
            """);
        Assert.AreEqual(2, Scenario.Parse("t.json", scenario.ToJsonString()).Faults.Count);
    }

    [TestMethod]
    public void Load_PlacesFromAFile_GivesEachMeterItsOwn()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-places-");
        try
        {
            var scenario = Runs.Base();
            var group = scenario["meters"][0].AsObject();
            group.Remove("count");
            group.Remove("area");
            group["places"] = "p.csv";
            var path = Path.Combine(folder.FullName, "s.json");
            File.WriteAllText(path, scenario.ToJsonString());
            File.WriteAllText(Path.Combine(folder.FullName, "p.csv"), "x_m,y_m,z_m\n1,2,3\n-4.5,5,-1\n");
            var fleet = new MeterFleet(Scenario.Load(path), new RandomStreams(1));
            Assert.AreEqual(2, fleet.Meters.Count);
            Assert.AreEqual((-4.5, 5.0, -1.0), fleet.Meters[1].Settings.PlaceMetres);

            File.WriteAllText(Path.Combine(folder.FullName, "p.csv"), "x_m,y_m,z_m\n1,2,3\n4,here,6\n");
            var error = Assert.ThrowsExactly<ScenarioException>(() => Scenario.Load(path));
            StringAssert.Contains(error.Message, "p.csv:3: \"4,here,6\" is not three numbers");
            File.Delete(Path.Combine(folder.FullName, "p.csv"));
            error = Assert.ThrowsExactly<ScenarioException>(() => Scenario.Load(path));
            StringAssert.Contains(error.Message, "$.meters[0].places");
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [TestMethod]
    public void PlaceOf_Street_HousesStandOnBothSidesAlongItFloorByFloor()
    {
        var street = new ScenarioStreet
        {
            FromMetres = (0, 0, 1), ToMetres = (100, 0, 1), WidthMetres = 20, Floors = 3,
        };
        var places = Enumerable.Range(0, 60).Select(i => street.PlaceOf(i, 60, 0.5, 0.5)).ToList();
        Assert.IsTrue(places.All(place => place.X is > 0 and < 100));
        Assert.AreEqual(30, places.Count(place => place.Y > 9));
        Assert.AreEqual(30, places.Count(place => place.Y < -9));
        Assert.AreEqual(20, places.Count(place => place.Z == 7));
        Assert.AreEqual(10, places.Where(place => place.Y > 0).Select(place => place.X).Distinct().Count());
    }

    [TestMethod]
    public void CarrierHzAt_SwingAndAgeing_MoveTheCarrierSlowly()
    {
        const long hourNs = 3_600_000_000_000;
        var settings = new MeterSettings
        {
            Identity = new MeterIdentity("KAM", 1, 1, 7), Mode = AirMode.C1B, IntervalNs = hourNs,
            Encryption = MeterEncryption.None, StartUtc = new System.DateTime(2026, 1, 1),
            CrystalErrorPpm = 4, CrystalDailySwingPpm = 3, CrystalSwingPhase = 0.25, CrystalAgeingPpmPerDay = 0.5,
        };
        var meter = new WmbusMeter(settings, new RandomStreams(1));
        var ppm = Enumerable.Range(0, 49)
            .Select(hour => ((meter.CarrierHzAt(hour * hourNs) / (double)AirChannel.FrequentCarrierHz) - 1) * 1e6).ToList();
        Assert.AreEqual(4 - 3, ppm[0], 0.01);
        Assert.AreEqual(4 + 3 + 0.25, ppm[12], 0.01);
        Assert.AreEqual(ppm[0] + 0.5, ppm[24], 0.01, "a day later only older");
        Assert.AreEqual(ppm[12] + 0.5, ppm[36], 0.01);
    }

    /// <summary>The arithmetic of simulator/CAPACITY.md stands on this.</summary>
    [TestMethod]
    public void Short_EllCompact_Is3600MicrosecondsOnTheAir()
    {
        var scenario = Runs.Base();
        scenario["meters"][0]["full_frame_every"] = 0;
        var meter = new MeterFleet(
            Scenario.Parse("t.json", scenario.ToJsonString()), new RandomStreams(1)).Meters[0];
        var frame = meter.Send(0);
        Assert.AreEqual(35, frame.Telegram.Length);
        Assert.AreEqual(3_600_000, frame.Air.DurationNs);
    }
}
