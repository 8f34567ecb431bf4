// The subscriber's side: every record by (lid, seq). A record that comes twice must be the same; within a class records
// come in the order of their seqs; a telegram that comes must have been decoded; what the gateway holds for
// acknowledged must be here.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Checkers;

/// <summary>What reached the broker.</summary>
public sealed class DeliveryLedger(TraceLog trace)
{
    private readonly Dictionary<(string Lid, uint Seq), ulong> _contentByKey = [];
    private readonly HashSet<ulong> _events = [];
    private readonly HashSet<string> _lids = [];
    private readonly Dictionary<(string Lid, string Class), uint> _lastSeqs = [];

    /// <summary>A record came for the first time: its JSON text and its telegram in hex.</summary>
    public event Action<string, string> RecordArrived;

    /// <summary>Records told apart by (lid, seq).</summary>
    public long Unique => _contentByKey.Count;

    /// <summary>Records that came again with the same key.</summary>
    public long Repeated { get; private set; }

    /// <summary>Messages with records.</summary>
    public long Messages { get; private set; }

    /// <summary>A read of a wired meter failed: port, meter and reason of the event.</summary>
    public event Action<string, string, string> ReadFailed;

    /// <summary>Hashes of what follows the L-field in the telegrams, and of the wired frames, of all unique
    /// records; 0 = a telegram that is too short.</summary>
    public IEnumerable<ulong> Contents => _contentByKey.Values.Where(content => !_events.Contains(content));

    /// <summary>Simulated time at which the last record came that was marked as backlog; 0 = none.</summary>
    public long LastBacklogNs { get; private set; }

    /// <summary>Whether a record came.</summary>
    public bool Has(string lid, uint seq) => _contentByKey.ContainsKey((lid, seq));

    /// <summary>Frames of wired meters among the unique records.</summary>
    public long WiredRecords { get; private set; }

    /// <summary>The gateway's own events among the unique records.</summary>
    public long EventRecords { get; private set; }

    /// <summary>What is wrong, in words.</summary>
    public IList<string> Problems { get; } = [];

    /// <summary>A message reached the broker.</summary>
    public void Take(string topic, byte[] payload)
    {
        if (!topic.EndsWith("/event/up", StringComparison.Ordinal) &&
            !topic.EndsWith("/event/alarm", StringComparison.Ordinal))
        {
            return;
        }

        Messages++;
        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            var lid = root.GetProperty("lid").ToString();
            lid = _lids.TryGetValue(lid, out var same) ? same : lid;
            _lids.Add(lid);
            foreach (var record in root.GetProperty("t").EnumerateArray())
            {
                Take(lid, record);
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            Problems.Add($"a message on {topic} is not of the contract: {e.Message}");
        }
    }

    private void CheckOrder(string lid, uint seq, JsonElement record)
    {
        if (record.TryGetProperty("h", out var mark) && mark.GetInt32() == 1)
        {
            LastBacklogNs = trace.NowNs;
        }

        var key = (lid, record.TryGetProperty("cls", out var name) ? name.GetString() : "");
        if (_lastSeqs.TryGetValue(key, out var last) && seq < last)
        {
            Problems.Add($"{key.Item2} record (lid {lid}, seq {seq}) came for the first time after seq {last}");
        }

        _lastSeqs[key] = Math.Max(last, seq);
    }

    private void TakeEvent(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Object && data.GetProperty("event").GetString() == "read_failed")
        {
            ReadFailed?.Invoke(
                data.GetProperty("port").GetString(), data.GetProperty("meter").GetString(),
                data.GetProperty("reason").GetString());
        }
    }

    private void Take(string lid, JsonElement record)
    {
        var key = (lid, record.GetProperty("seq").GetUInt32());
        var telegram = record.TryGetProperty("telegram", out var hex) ? hex.GetString() : "";
        var isFrame = record.TryGetProperty("frame", out var frame);
        var isEvent = record.TryGetProperty("data", out var data);
        var content = telegram.Length > 2 ? ContentHash.Of(Convert.FromHexString(telegram.AsSpan(2)))
            : isFrame ? ContentHash.Of(Convert.FromHexString(frame.GetString()))
            : isEvent ? ContentHash.Of(Encoding.UTF8.GetBytes(data.GetRawText())) : 0;
        if (_contentByKey.TryGetValue(key, out var before))
        {
            Repeated++;
            if (before != content)
            {
                Problems.Add($"(lid {lid}, seq {key.Item2}) came with two contents");
            }

            return;
        }

        _contentByKey[key] = content;
        CheckOrder(lid, key.Item2, record);
        WiredRecords += isFrame ? 1 : 0;
        if (isEvent)
        {
            _events.Add(content);
            EventRecords++;
            TakeEvent(data);
        }

        trace.Note("record", key.Item2);
        RecordArrived?.Invoke(record.GetRawText(), telegram);
    }
}
