using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;

namespace Gateway.Installer.Tests;

/// <summary>The demo's street with meters that say the worst they can.</summary>
internal sealed class HostileTown : IDisposable
{
    /// <summary>Primary address of the hostile slave; the configuration knows it as a meter that is dead.</summary>
    public const int Primary = 66;

    private readonly List<byte> _shown = [];

    /// <summary>Plugs it in.</summary>
    public HostileTown(Func<ScenarioGateway, ScenarioGateway> change = null)
    {
        var scenario = Scenario();
        World = new GatewayWorld(
            scenario with { Gateway = change?.Invoke(scenario.Gateway) ?? scenario.Gateway }, 1, new CpuModel(),
            (time, random) => new ModelBrokerSide(time, random.Get("network"), NetworkLatency.Wired), null);
        World.Broker.Delivered += (topic, payload) => Messages.Add((topic, payload));
        World.Console.Sent += bytes => _shown.AddRange(bytes);
        World.Lines.FirstOrDefault(line => line.Line.Name == "mbus1")?.Bus.Attach(Slave);
        World.Start();
    }

    public GatewayWorld World { get; }

    public HostileSlave Slave { get; } = new(Primary);

    public List<(string Topic, byte[] Payload)> Messages { get; } = [];

    /// <summary>The demo with a dead meter more on its M-Bus line, and with groups of radio meters whose M-fields hold no
    /// letters.</summary>
    public static Scenario Scenario()
    {
        var path = Path.Combine(PageTemplateTests.Root(), "simulator", "scenarios", "demo.json");
        var json = JsonNode.Parse(File.ReadAllText(path));
        json["gateway"]["wired"][0]["meters"].AsArray().Add(new JsonObject
        {
            ["make"] = "heat", ["first_number"] = 49_000_001, ["first_primary"] = Primary, ["addressing"] = "primary",
            ["trouble"] = "dead",
        });
        var scenario = Gateway.Simulator.World.Scenario.Parse(path, json.ToJsonString());
        string[] letters = ["@@@", "\\]^", "[_A", "KAM", "___"];
        return scenario with
        {
            Meters = [.. scenario.Meters.Select((group, i) => group with { Manufacturer = letters[i % letters.Length] })],
        };
    }

    public void Run(double seconds) => World.RunUntil(World.Time.NowNs + (long)(seconds * 1e9));

    public string Type(string line)
    {
        _shown.Clear();
        World.Console.Type(Encoding.UTF8.GetBytes(line + "\r"));
        Run(5);
        return Encoding.UTF8.GetString([.. _shown]);
    }

    public void Dispose() => World.Dispose();
}
