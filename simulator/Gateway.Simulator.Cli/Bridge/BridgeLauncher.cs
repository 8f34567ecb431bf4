// Runs a bridge as the command line wants it: at a real port, at a simulated board, or at a recording.
using System;
using System.IO;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Bridge;
using Gateway.Bridge.Emit;
using Gateway.Bridge.Ports;
using Gateway.Bridge.Recording;
using Gateway.Bridge.Store;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>Runs bridges.</summary>
internal static class BridgeLauncher
{
    private const string DefaultStore = "gateway-bridge.db";

    /// <summary>Runs to the end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(BridgeJob job)
    {
        var recording = job.Port.Scheme == "replay" ? RecordingFile.Open(job.Port.Path) : null;
        return job.Port.Scheme == "sim" || recording?.Source == "run"
            ? SimulatedBridge.Run(job, recording) : RunAtPort(job, recording);
    }

    /// <summary>Where the telegrams of messages go; null = nowhere.</summary>
    public static TelegramEmitter CreateEmitter(EmitFormat? format) => format is not { } form ? null
        : new TelegramEmitter(new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)), form);

    /// <summary>Opens a recording for writing; null = none is wanted.</summary>
    public static RecordingWriter CreateRecording(string path, JsonObject head)
    {
        if (path == null)
        {
            return null;
        }

        try
        {
            return new RecordingWriter(new StreamWriter(path, false, new UTF8Encoding(false)), head);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
    }

    private static int RunAtPort(BridgeJob job, RecordingFile recording)
    {
        using var folder = recording != null && job.StorePath == null ? new ScratchFolder() : null;
        using var outbox = new Outbox(job.StorePath ?? folder?.PathOf(DefaultStore) ?? DefaultStore);
        using var process = StartBroker(job.Broker, out var target);
        using var feed = target == null ? null : new BrokerFeed(
            outbox, target with { UserName = job.UserName, Password = job.Password }, MqttConnectionFactory.Create, UnixMs);
        var host = new BridgeHost(outbox, feed, UnixMs, job.GatewayId) { WantsTrace = job.RecordingPath != null };
        host.Noticed += Console.Error.WriteLine;
        var emitter = CreateEmitter(job.Emit);
        host.Taken += message => emitter?.Take(message.Topic, message.Payload);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var port = Open(job.Port, recording, () => clock.ElapsedTicks * 1_000_000 / System.Diagnostics.Stopwatch.Frequency);
        var runner = new BridgeRunner(port, host, feed, new BoardSessionOptions { BaudRate = job.Port.BaudRate });
        using var writer = CreateRecording(job.RecordingPath, new JsonObject
        {
            ["source"] = "board", ["port"] = job.Port.ToString(),
            ["start_ms"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
        });
        if (writer != null)
        {
            new BoardRecorder(writer, () => runner.NowUs * 1_000).Watch(host);
        }

        using var stop = new StopSignal();
        runner.Run(() => IsOver(job, runner, port, outbox, feed), stop.Token);
        Console.Error.WriteLine(
            $"{runner.Session.Counters.Published} messages taken, {feed?.Delivered ?? 0} acknowledged by the broker, " +
            $"{outbox.Count} wait in the store");
        return ExitCode.Ok;
    }

    private static long UnixMs() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static bool IsOver(BridgeJob job, BridgeRunner runner, IBoardPort port, Outbox outbox, BrokerFeed feed) =>
        (job.DurationNs is { } durationNs && runner.NowUs * 1_000 >= durationNs)
        || (port is ReplayPort { Left: 0 } && (feed == null || outbox.Count == 0));

    private static IBoardPort Open(PortUrl url, RecordingFile recording, Func<long> nowUs)
    {
        if (recording != null)
        {
            return new ReplayPort(recording, nowUs);
        }

        StreamPort port = url.Scheme switch
        {
            "tcp" => new TcpPort(url),
            "rfc2217" => new Rfc2217Port(url),
            _ => new SerialDevice(url),
        };
        port.Noticed += Console.Error.WriteLine;
        port.Start();
        return port;
    }

    private static MosquittoProcess StartBroker(BrokerChoice choice, out BrokerTarget target)
    {
        target = choice.Kind == BrokerKind.Url ? new BrokerTarget(choice.Host, choice.Port) { Tls = choice.Tls } : null;
        if (choice.Kind != BrokerKind.Auto)
        {
            return null;
        }

        if (!MosquittoProcess.IsAvailable)
        {
            throw new UsageException("--broker auto: " + MosquittoProcess.InstallHint);
        }

        var process = MosquittoProcess.Start();
        Console.Error.WriteLine($"broker: mosquitto as a child process; mosquitto_sub -p {process.Port} -t 'metering/#' -v");
        target = new BrokerTarget("127.0.0.1", process.Port);
        return process;
    }
}
