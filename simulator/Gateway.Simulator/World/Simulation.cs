// What the command line calls: builds a world for a scenario or a bench, runs it, and tells the observer.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Gateway.Core;
using Gateway.Simulator.Network;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>Runs scenarios and feeds files.</summary>
public sealed class Simulation : ISimulation
{
    private const long SecondNs = 1_000_000_000;
    private const int ProgressMs = 50;

    /// <summary>Speed of the simulated processor.</summary>
    public CpuModel Cpu { get; init; } = new();

    /// <summary>Joins whatever stands behind the cable to a gateway that has one; null = nothing does.</summary>
    public Func<GatewayWorld, IDisposable> Bridge { get; init; }

    /// <inheritdoc/>
    public RunResult Run(RunOptions options, IRunObserver observer)
    {
        var wall = Stopwatch.StartNew();
        using var world = CreateTown(options, observer.Notice);
        using var bridges = new Disposables();
        foreach (var gateway in world.Gateways.Where(one => one.Cable != null))
        {
            bridges.Add(Bridge?.Invoke(gateway));
        }

        var progress = new WorldProgress(world, options.DurationNs, wall);
        options.Console?.Invoke(world.Gateways[0].Console);
        world.Start();
        var isInterrupted = Pace(world, options, observer, progress, wall);
        world.Drain();
        var report = world.CreateReport(isFinal: true);
        report.WallS = wall.Elapsed.TotalSeconds;
        observer.Progress(progress);
        return new RunResult(report, isInterrupted);
    }

    /// <inheritdoc/>
    public void Feed(FeedOptions options, IFeedObserver observer)
    {
        // One radio listens to one profile: lines of different profiles need benches of their own.
        foreach (var group in options.Lines.GroupBy(line => line.Air?.Channel.Profile ?? RadioProfile.T1C1))
        {
            var scenario = FeedBench.ScenarioFor(group.Key, options.Chip);
            using var world = new GatewayWorld(scenario, options.Seed, Cpu, (time, random) => CreateBroker(
                scenario, options.Broker, time, random, scenario.Gateway, "", observer.Notice), null);
            world.Warned += observer.Notice;
            observer.Notice(world.Broker.Description);
            new FeedBench(world, observer).Run([.. group], options.Stop);
        }
    }

    /// <summary>Runs to the end in slices of a second, as fast as it goes or at a pace.</summary>
    private static bool Pace(
        TownWorld world, RunOptions options, IRunObserver observer, WorldProgress progress, Stopwatch wall)
    {
        var startedMs = wall.ElapsedMilliseconds;
        var lastProgressMs = long.MinValue / 2;
        var sliceNs = options.Speed > 0 ? Math.Max(1_000_000, (long)(options.Speed * ProgressMs * 1e6)) : SecondNs;
        while (world.NowNs < options.DurationNs)
        {
            if (options.Stop.IsCancellationRequested)
            {
                return true;
            }

            world.RunUntil(Math.Min(options.DurationNs, world.NowNs + sliceNs));
            if (wall.ElapsedMilliseconds - lastProgressMs >= ProgressMs)
            {
                lastProgressMs = wall.ElapsedMilliseconds;
                observer.Progress(progress);
            }

            if (options.Speed > 0)
            {
                var dueMs = startedMs + (world.NowNs / 1e6 / options.Speed);
                var aheadMs = dueMs - wall.ElapsedMilliseconds;
                if (aheadMs > 1)
                {
                    options.Stop.WaitHandle.WaitOne((int)Math.Min(aheadMs, 1000));
                }
            }
        }

        return false;
    }

    private TownWorld CreateTown(RunOptions options, Action<string> notice)
    {
        var scenario = options.Scenario;
        var town = new TownWorld(
            scenario, options.Seed, Cpu,
            (time, random, gateway, prefix) => CreateBroker(
                scenario, options.Broker, time, random, gateway, prefix, notice),
            options.Trace, options.Recorded);
        foreach (var world in town.Gateways)
        {
            world.Warned += text => notice(scenario.IsTown ? $"{world.Settings.Id}: {text}" : text);
        }

        if (scenario.Gateway.PagePort > 0)
        {
            notice($"installer's page: http://127.0.0.1:{scenario.Gateway.PagePort}/ code {ScenarioGateway.InstallerCode}");
        }

        foreach (var description in town.Gateways.Select(world => world.Broker.Description).Distinct())
        {
            notice(description);
        }

        return town;
    }

    private static IBrokerSide CreateBroker(
        Scenario scenario, BrokerChoice choice, EventQueue time, RandomStreams random, ScenarioGateway gateway,
        string prefix, Action<string> notice)
    {
        var stream = random.Get(prefix + "network");
        var latency = new NetworkLatency(
            (long)(scenario.Broker.LatencyMs * 1e6), (long)(scenario.Broker.JitterMs * 1e6));

        // The subscriber of one gateway of several must see that one's messages only.
        var topics = scenario.IsTown ? $"metering/gateway/{gateway.Id}/#" : "metering/#";
        var others = scenario.IsTown && gateway.Tenants.Count > 0 ? $"metering/tenant/+/gateway/{gateway.Id}/#" : null;
        switch (choice.Kind)
        {
            case BrokerKind.Auto when MosquittoProcess.IsAvailable:
                var process = StartBroker(choice.Port, notice);
                return new RealBrokerSide(
                    time, stream, latency, process, "127.0.0.1", process.Port, topics, otherFilter: others);
            case BrokerKind.Auto:
                notice(MosquittoProcess.InstallHint);
                break;
            case BrokerKind.Url:
                return new RealBrokerSide(
                    time, stream, latency, null, choice.Host, choice.Port, topics, choice.Tls, others);
        }

        return new ModelBrokerSide(time, stream, latency);
    }

    /// <summary>On the preferred port when it is free, otherwise on any free one.</summary>
    private static MosquittoProcess StartBroker(int preferredPort, Action<string> notice)
    {
        if (preferredPort == 0)
        {
            return MosquittoProcess.Start();
        }

        try
        {
            return MosquittoProcess.Start(preferredPort);
        }
        catch (MosquittoStartException)
        {
            notice($"port {preferredPort} is in use: the broker gets another one");
            return MosquittoProcess.Start();
        }
    }
}
