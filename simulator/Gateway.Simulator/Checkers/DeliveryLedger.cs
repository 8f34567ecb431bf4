// The subscriber's side: every record by (lid, seq). A record that comes twice, or to several, must be the same; to each
// recipient records come within a class in the order of their seqs; a telegram that comes must have been decoded; what
// the gateway holds for acknowledged must be here. Recipients are the gateway's own headend and the tenants.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Gateway.Decoding;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Checkers;

/// <summary>What reached the broker.</summary>
public sealed class DeliveryLedger(TraceLog trace)
{
    private readonly Dictionary<(string Lid, uint Seq), ulong> _contentByKey = [];
    private readonly HashSet<ulong> _events = [];
    private readonly HashSet<string> _lids = [];
    private readonly Dictionary<(string Recipient, string Lid, string Class), uint> _lastSeqs = [];
    private readonly Dictionary<string, HashSet<(string Lid, uint Seq)>> _seqsOf = [];

    /// <summary>A record came for the first time: its JSON text and its telegram in hex.</summary>
    public event Action<string, string> RecordArrived;

    /// <summary>Records told apart by (lid, seq).</summary>
    public long Unique => _contentByKey.Count;

    /// <summary>Records that came again to the same recipient with the same key.</summary>
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

    /// <summary>Records that a tenant got, or, with null, the gateway's own headend.</summary>
    public int CountFor(string tenant) => _seqsOf.TryGetValue(tenant ?? "", out var seqs) ? seqs.Count : 0;

    /// <summary>A message reached the broker; its payload may be JSON or CBOR.</summary>
    public void Take(string topic, byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (!topic.EndsWith("/event/up", StringComparison.Ordinal) &&
            !topic.EndsWith("/event/alarm", StringComparison.Ordinal))
        {
            return;
        }

        Messages++;
        try
        {
            using var document = UplinkMessage.IsCbor(payload)
                ? JsonDocument.Parse(UplinkMessage.ToJson(payload).ToJsonString()) : JsonDocument.Parse(payload);
            var root = document.RootElement;
            var recipient = RecipientOf(topic);
            var lid = root.GetProperty("lid").ToString();
            lid = _lids.TryGetValue(lid, out var same) ? same : lid;
            _lids.Add(lid);
            foreach (var record in root.GetProperty("t").EnumerateArray())
            {
                Take(recipient, lid, record);
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or InvalidDataException)
        {
            Problems.Add($"a message on {topic} is not of the contract: {e.Message}");
        }
    }

    // <prefix>/tenant/<tenant>/gateway/<gw>/event/<kind>; the prefix may have levels of its own.
    private static string RecipientOf(string topic)
    {
        var levels = topic.Split('/');
        return levels.Length > 6 && levels[^6] == "tenant" ? levels[^5] : "";
    }

    private void CheckOrder(string recipient, string lid, uint seq, JsonElement record)
    {
        if (record.TryGetProperty("h", out var mark) && mark.GetInt32() == 1)
        {
            LastBacklogNs = trace.NowNs;
        }

        var key = (recipient, lid, record.TryGetProperty("cls", out var name) ? name.GetString() : "");
        if (_lastSeqs.TryGetValue(key, out var last) && seq < last)
        {
            Problems.Add($"{key.Item3} record (lid {lid}, seq {seq}) came for the first time after seq {last}");
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

    private void Take(string recipient, string lid, JsonElement record)
    {
        var key = (lid, record.GetProperty("seq").GetUInt32());
        var telegram = record.TryGetProperty("telegram", out var hex) ? hex.GetString() : "";
        var isFrame = record.TryGetProperty("frame", out var frame);
        var isEvent = record.TryGetProperty("data", out var data);
        var content = telegram.Length > 2 ? ContentHash.Of(Convert.FromHexString(telegram.AsSpan(2)))
            : isFrame ? ContentHash.Of(Convert.FromHexString(frame.GetString()))
            : isEvent ? ContentHash.Of(Encoding.UTF8.GetBytes(data.GetRawText())) : 0;
        if (!_seqsOf.TryGetValue(recipient, out var seqs))
        {
            _seqsOf[recipient] = seqs = [];
        }

        var isNewHere = seqs.Add(key);
        Repeated += isNewHere ? 0 : 1;
        if (isNewHere)
        {
            CheckOrder(recipient, lid, key.Item2, record);
        }

        if (_contentByKey.TryGetValue(key, out var before))
        {
            if (before != content)
            {
                Problems.Add($"(lid {lid}, seq {key.Item2}) came with two contents");
            }

            return;
        }

        _contentByKey[key] = content;
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
