// The subscriber's side: every record by (lid, seq). A record that comes twice must be the same; a telegram that
// comes must have been decoded; what the gateway holds for acknowledged must be here.
using System;
using System.Collections.Generic;
using System.Text.Json;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Checkers;

/// <summary>What reached the broker.</summary>
public sealed class DeliveryLedger(TraceLog trace)
{
    private readonly Dictionary<(string Lid, uint Seq), ulong> _contentByKey = [];
    private readonly HashSet<string> _lids = [];

    /// <summary>A record came for the first time: its JSON text and its telegram in hex.</summary>
    public event Action<string, string> RecordArrived;

    /// <summary>Records told apart by (lid, seq).</summary>
    public long Unique => _contentByKey.Count;

    /// <summary>Records that came again with the same key.</summary>
    public long Repeated { get; private set; }

    /// <summary>Messages with records.</summary>
    public long Messages { get; private set; }

    /// <summary>Hashes of what follows the L-field in the telegrams of all unique records; 0 = a record without
    /// one.</summary>
    public IEnumerable<ulong> Contents => _contentByKey.Values;

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

    private void Take(string lid, JsonElement record)
    {
        var key = (lid, record.GetProperty("seq").GetUInt32());
        var telegram = record.TryGetProperty("telegram", out var hex) ? hex.GetString() : "";
        var content = telegram.Length > 2 ? ContentHash.Of(Convert.FromHexString(telegram.AsSpan(2))) : 0;
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
        trace.Note("record", key.Item2);
        RecordArrived?.Invoke(record.GetRawText(), telegram);
    }
}
