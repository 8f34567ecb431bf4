using System.Text.Json.Nodes;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Tests.World;

/// <summary>Short runs of scenarios that differ in one thing.</summary>
internal static class Runs
{
    /// <summary>Twenty strong meters of C1B every 10 s or so, one gateway, ten minutes.</summary>
    public static JsonNode Base() => JsonNode.Parse("""
        {
          "name": "t", "seed": 5, "duration": "10m", "start": "2026-01-15T06:00:00Z",
          "gateways": [ { "id": "a", "place": { "z_m": 10 } } ],
          "air": { "path_loss_exponent": 2.5, "shadowing_db": 0, "noise_false_syncs": false },
          "meters": [
            { "count": 20, "manufacturer": "KAM", "device_type": 7, "first_identification_number": 1000,
              "mode": "C1B", "interval_s": 10, "encryption": "ell", "records": "short",
              "area": { "z_m": 2, "radius_m": 60 } }
          ]
        }
        """);

    /// <summary>Runs it.</summary>
    public static Report Run(JsonNode scenario)
    {
        var report = Try(scenario).Report;
        Assert.AreEqual(0, report.Unaccounted, $"seed {report.Seed}: {string.Join("; ", report.Problems)}");
        Assert.AreEqual(0, report.Problems.Count, $"seed {report.Seed}: {string.Join("; ", report.Problems)}");
        return report;
    }

    /// <summary>Runs the base with some keys of it replaced.</summary>
    public static Report Run(params (string Key, string Json)[] changes) => Run(Changed(changes));

    /// <summary>The same, whether the run is a good one or not.</summary>
    public static RunResult Try(params (string Key, string Json)[] changes) => Try(Changed(changes));

    private static RunResult Try(JsonNode scenario)
    {
        var parsed = Scenario.Parse("t.json", scenario.ToJsonString());
        var options = new RunOptions { Scenario = parsed, Seed = parsed.Seed, DurationNs = parsed.DurationNs };
        return new Simulation().Run(options, new Silence());
    }

    private static JsonNode Changed((string Key, string Json)[] changes)
    {
        var scenario = Base();
        foreach (var (key, json) in changes)
        {
            scenario[key] = JsonNode.Parse(json);
        }

        return scenario;
    }

    private sealed class Silence : IRunObserver
    {
        public void Notice(string text)
        {
        }

        public void Progress(IRunProgress progress)
        {
        }
    }
}
