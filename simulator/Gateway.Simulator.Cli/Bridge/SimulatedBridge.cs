// A bridge at a simulated board: the scenario's gateway gets a cable in place of its links, and the run is the same as
// any other, with its report. A recorded run is played into the same gateway.
using System;
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
        var emitter = BridgeLauncher.CreateEmitter(job.Emit);
        var simulation = new Simulation
        {
            Bridge = world =>
            {
                var bridge = new BridgedGateway(
                    world, job.StorePath ?? folder.PathOf("bridge.db"), job.GatewayId);
                bridge.Taken += message => emitter?.Take(message.Topic, message.Payload);
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
        if (!result.Interrupted)
        {
            // Of a run that was stopped the replay would go on to the end.
            recorder?.End(result.Report);
        }

        Summary.Write(job.Emit == null ? Console.Out : Console.Error, result);
        return Conclude(result, recorded);
    }

    private static int Conclude(RunResult result, RunRecording recorded)
    {
        foreach (var problem in result.Report.Problems)
        {
            Console.Error.WriteLine("problem: " + problem);
        }

        if (recorded?.TraceHash is { } hash && !result.Interrupted)
        {
            var isSame = hash == result.Report.TraceHash;
            Console.Error.WriteLine(isSame ? "replayed: the same trace as recorded"
                : $"replayed: another trace than the {hash} that was recorded");
            return isSame && result.IsGood ? ExitCode.Ok : ExitCode.Failed;
        }

        return result.IsGood ? ExitCode.Ok : ExitCode.Failed;
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
