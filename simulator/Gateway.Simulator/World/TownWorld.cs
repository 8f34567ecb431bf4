// One or several gateways under one air. Each has its world with a clock of its own, because boards do not wait for
// each other's processors; the list of what is on the air is common to all. They are kept together to a second, so
// that the list need not be remembered for long.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Simulator.Checkers;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>All gateways of a scenario.</summary>
public sealed class TownWorld : IDisposable
{
    private readonly List<GatewayWorld> _gateways = [];

    /// <summary>Builds the worlds; no gateway has power yet.</summary>
    /// <param name="scenario">What to simulate.</param>
    /// <param name="seed">Seed of everything.</param>
    /// <param name="cpu">Speed of the boards' processors.</param>
    /// <param name="broker">Makes the other end of a gateway's network; the text begins the names of its random
    /// streams.</param>
    /// <param name="trace">Gets a line for each event; null for none.</param>
    /// <param name="recorded">What went into the gateway in another run; null = the meters send.</param>
    public TownWorld(
        Scenario scenario, ulong seed, CpuModel cpu,
        Func<EventQueue, RandomStreams, ScenarioGateway, string, IBrokerSide> broker, TextWriter trace,
        RecordedInput recorded = null)
    {
        Scene = new AirScene(scenario, new RandomStreams(seed), recorded);
        Reads = new ReadLedger(Scene.Meters);
        foreach (var gateway in scenario.AllGateways)
        {
            var prefix = scenario.IsTown ? gateway.Id + " " : "";
            var world = new GatewayWorld(
                Scene, gateway, prefix, cpu, (time, random) => broker(time, random, gateway, prefix), trace);
            world.MeterRead += (transmission, frame, rssiDbm) =>
                Reads.Heard(frame, transmission, world.Time.NowNs, rssiDbm);
            _gateways.Add(world);
        }
    }

    /// <summary>The gateways' worlds in the order of the scenario.</summary>
    public IReadOnlyList<GatewayWorld> Gateways => _gateways;

    /// <summary>Meters and what they send.</summary>
    public AirScene Scene { get; }

    /// <summary>Which meters were read by any gateway.</summary>
    public ReadLedger Reads { get; }

    /// <summary>Simulated time that all have reached.</summary>
    public long NowNs => _gateways.Min(world => world.Time.NowNs);

    /// <summary>Plugs all of them in.</summary>
    public void Start() => _gateways.ForEach(world => world.Start());

    /// <summary>Runs all of them until a simulated time, at most a second from now.</summary>
    public void RunUntil(long toNs)
    {
        foreach (var world in _gateways)
        {
            world.RunUntil(toNs);
            world.Broker.Poll();
        }
    }

    /// <summary>Stops the senders and lets each gateway finish.</summary>
    public void Drain()
    {
        Scene.Traffic.Stop();
        _gateways.ForEach(world => world.Drain());
    }

    /// <summary>Fills a report with the state of things.</summary>
    public Report CreateReport(bool isFinal) => new TownReport(Scene, _gateways, Reads).Build(isFinal);

    /// <inheritdoc/>
    public void Dispose() => _gateways.ForEach(world => world.Dispose());
}
