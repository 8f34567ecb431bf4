// A bridge at a simulated board: the scenario's gateway gets a cable in place of its links, and the run is the same as
// any other, with its report. A recorded run is played into the same gateway.
using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Bridge;
using Gateway.Bridge.Recording;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>Runs a scenario, or a recording of one, with a bridge.</summary>
internal static class SimulatedBridge
{
    private const int ProgressS = 10;

    /// <summary>Runs to the end.</summary>
    public static int Run(BridgeJob job, RecordingFile file)
    {
        var recorded = file == null ? null : new RunRecording(job.Port.Path, file);
        var json = file == null ? ReadScenario(job.Port.Path) : file.Head["scenario"].AsObject();
        var scenario = recorded?.Scenario ?? Scenario.Parse(job.Port.Path, json.ToJsonString());
        var seed = recorded?.Seed ?? job.Seed ?? scenario.Seed;
        var durationNs = recorded?.DurationNs ?? job.DurationNs ?? scenario.DurationNs;
        using var folder = job.StorePath == null ? new ScratchFolder() : null;
        using var writer = BridgeLauncher.CreateRecording(job.RecordingPath, new JsonObject
        {
            ["source"] = "run", ["seed"] = seed, ["duration_ns"] = durationNs, ["scenario"] = json.DeepClone(),
        });
        RunRecorder recorder = null;
        List<BridgeMessage> taken = [];
        var emitter = BridgeLauncher.CreateEmitter(job.Emit);
        var simulation = new Simulation
        {
            Bridge = world =>
            {
                var bridge = new BridgedGateway(
                    world, job.StorePath ?? folder.PathOf("bridge.db"), job.GatewayId);
                bridge.Taken += message => emitter?.Take(message.Topic, message.Payload);
                bridge.Taken += message => AddWhere(recorded != null, taken, message);
                bridge.Noticed += Console.Error.WriteLine;
                recorder = writer == null ? null : new RunRecorder(world, bridge, writer);
                foreach (var (atNs, message) in recorded?.Commands ?? [])
                {
                    world.Time.Schedule(atNs, () => bridge.Inject(message));
                }

                return bridge.Start();
            },
        };
        using var stop = new StopSignal();
        var result = simulation.Run(
            new RunOptions
            {
                Scenario = scenario, Seed = seed, DurationNs = durationNs, Broker = job.Broker,
                Speed = job.IsRealTime ? 1 : 0, Recorded = recorded?.Input, Stop = stop.Token,
            },
            new PlainObserver(Console.Error, ProgressS));
        if (!result.Interrupted && job.Broker.Kind == BrokerKind.Model)
        {
            // Of a run that was stopped the replay would go on to the end, and when a real broker hands on what it
            // has is in the trace.
            recorder?.End(result.Report);
        }

        Summary.Write(job.Emit == null ? Console.Out : Console.Error, result);
        foreach (var problem in result.Report.Problems)
        {
            Console.Error.WriteLine("problem: " + problem);
        }

        var isSame = recorded == null || result.Interrupted
            || IsSame(recorded, taken, job.Broker.Kind == BrokerKind.Model ? result.Report.TraceHash : null);
        return isSame && result.IsGood ? ExitCode.Ok : ExitCode.Failed;
    }

    private static void AddWhere(bool isWanted, List<BridgeMessage> to, BridgeMessage message)
    {
        if (isWanted)
        {
            to.Add(message);
        }
    }

    /// <summary>Compares a replay with what was recorded, and says so.</summary>
    /// <param name="hash">Trace hash of the replay; null = it cannot be the same.</param>
    private static bool IsSame(RunRecording recorded, List<BridgeMessage> taken, string hash)
    {
        var isSame = recorded.Messages.Count == taken.Count;
        for (var i = 0; i < taken.Count && isSame; i++)
        {
            var (was, now) = (recorded.Messages[i], taken[i]);
            isSame = was.Topic == now.Topic && was.Retain == now.Retain && was.Payload.AsSpan().SequenceEqual(now.Payload);
        }

        Console.Error.WriteLine(isSame ? $"replayed: {taken.Count} messages, byte for byte as recorded"
            : $"replayed: {taken.Count} messages, not the {recorded.Messages.Count} that were recorded");
        if (hash == null || recorded.TraceHash == null)
        {
            return isSame;
        }

        Console.Error.WriteLine(recorded.TraceHash == hash ? "replayed: the same trace as recorded"
            : $"replayed: another trace than the {recorded.TraceHash} that was recorded");
        return isSame && recorded.TraceHash == hash;
    }

    /// <summary>The scenario with the cable as the gateway's only link.</summary>
    private static JsonObject ReadScenario(string path)
    {
        Options.Load(path);
        var json = JsonNode.Parse(File.ReadAllText(path), null, new JsonDocumentOptions()).AsObject();
        if (json["gateway"] is not JsonObject gateway)
        {
            throw new UsageException($"{path}: a bridge stands at one gateway; this scenario has not one \"gateway\"");
        }

        gateway["links"] = new JsonArray("serial");
        return json;
    }
}
