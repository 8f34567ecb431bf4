using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Bridge;
using Gateway.Bridge.Recording;
using Gateway.Core;
using Gateway.Simulator.Air;
using Gateway.Simulator.Meters;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli.Bridge;

/// <summary>A recorded run: the gateway, and what went into it.</summary>
public sealed class RunRecording
{
    private readonly List<JsonObject> _air = [];

    /// <summary>Reads a recording of a run.</summary>
    /// <exception cref="BridgeException">It is none, or a line of it makes no sense.</exception>
    public RunRecording(string path, RecordingFile file)
    {
        try
        {
            Scenario = Scenario.Parse(path, file.Head["scenario"].ToJsonString());
            Seed = (ulong)file.Head["seed"];
            DurationNs = (long)file.Head["duration_ns"];
            List<RecordedInput.Reply> replies = [];
            foreach (var line in file.Lines())
            {
                Take(line, replies);
            }

            Input = new RecordedInput { Air = Air, Replies = replies };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException
            or FormatException or ArgumentException)
        {
            throw new BridgeException($"{path}: a line makes no sense: {e.Message}", e);
        }
    }

    /// <summary>The scenario of the run.</summary>
    public Scenario Scenario { get; }

    /// <summary>Its seed.</summary>
    public ulong Seed { get; }

    /// <summary>Its length, without the time in which queues drained.</summary>
    public long DurationNs { get; }

    /// <summary>What went into the gateway.</summary>
    public RecordedInput Input { get; }

    /// <summary>Commands, with the time at which they came.</summary>
    public List<(long AtNs, BridgeMessage Message)> Commands { get; } = [];

    /// <summary>Messages that came out.</summary>
    public List<BridgeMessage> Messages { get; } = [];

    /// <summary>Trace hash of the run; null when the recording has no end.</summary>
    public string TraceHash { get; private set; }

    private void Take(JsonObject line, List<RecordedInput.Reply> replies)
    {
        var atNs = (long)line["at_ns"];
        switch ((string)line["ev"])
        {
            case "air":
                _air.Add(line);
                break;
            case "bus" when (string)line["from"] == "meter":
                var uart = line["uart"].AsArray();
                replies.Add(new RecordedInput.Reply(
                    (string)line["line"], atNs, (long)line["delay_ns"],
                    new SerialSettings((int)uart[0], (int)uart[1], (SerialParity)(int)uart[2], (int)uart[3]),
                    Convert.FromHexString((string)line["hex"])));
                break;
            case "up":
                Messages.Add(RecordingWriter.Message(line));
                break;
            case "down":
                Commands.Add((atNs, RecordingWriter.Message(line)));
                break;
            case "end":
                TraceHash = (string)line["trace_hash"];
                break;
        }
    }

    private IEnumerable<Transmission> Air(IReadOnlyList<RadioMeter> meters) =>
        _air.Select(line => TransmissionOf(line, meters));

    private static Transmission TransmissionOf(JsonObject line, IReadOnlyList<RadioMeter> meters)
    {
        var place = line["place_m"].AsArray();
        var isInterference = (bool?)line["interference"] ?? false;
        var meter = (int?)line["meter"];
        var telegram = (string)line["telegram"];
        return new Transmission(
            (long)line["at_ns"], Convert.FromHexString((string)line["bits"]), (int)line["bit_count"],
            (double)line["rate_hz"], (double)line["carrier_hz"], (double)line["deviation_hz"],
            (double)line["power_dbm"], new Position((double)place[0], (double)place[1], (double)place[2]))
        {
            IsInterference = isInterference,
            SyncEndBit = (int)line["sync_end_bit"],
            SyncBits = (int)line["sync_bits"],
            FrameEndBit = (int)line["frame_end_bit"],
            ReceiverBandwidthHz = (double)line["bandwidth_hz"],
            Tag = line.ContainsKey("telegram")
                ? new SentFrame(telegram == null ? null : Convert.FromHexString(telegram),
                    meter == null ? null : meters[meter.Value])
                : null,
        };
    }
}
