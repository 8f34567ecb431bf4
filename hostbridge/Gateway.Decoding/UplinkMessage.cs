// A message of records as the contract's JSON, whatever it came in. The CBOR layout is in hostbridge/CBOR.md.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Decoding;

/// <summary>Turns payloads of <c>event/up</c> and <c>event/alarm</c> into JSON.</summary>
public static class UplinkMessage
{
    private static readonly string[] _qualities = ["none", "rtc", "ntp", "corrected"];
    private static readonly string[] _classes = ["alarm", "priority", "regular", "event"];
    private static readonly string[] _sources = ["gateway", "mbus", "dlt645", "wmbus", "wmbus", "wmbus", "linkiq"];
    private static readonly string[] _modes = [null, null, null, "T1", "C1", "S1", "LIQ"];
    private static readonly string[] _readings = ["ok", "repeated", "bounded"];

    /// <summary>Whether a payload is CBOR; else it is JSON.</summary>
    public static bool IsCbor(byte[] payload) => payload is { Length: > 0 } && payload[0] >> 5 == 5;

    /// <summary>The message as JSON.</summary>
    /// <exception cref="InvalidDataException">It is not of the contract.</exception>
    public static JsonObject ToJson(byte[] payload)
    {
        try
        {
            return IsCbor(payload) ? OfCbor(CborReader.Read(payload)) : JsonNode.Parse(payload).AsObject();
        }
        catch (Exception e) when (e is InvalidCastException or IndexOutOfRangeException or JsonException
            or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new InvalidDataException("not of the contract: " + e.Message, e);
        }
    }

    private static JsonObject OfCbor(object item)
    {
        var head = Keys(item);
        var firstSeq = (ulong)head[4];
        var firstMs = Integer(head[5]);
        return new JsonObject
        {
            ["gw"] = (string)head[1],
            ["lid"] = ((ulong)head[2]).ToString("X8", CultureInfo.InvariantCulture),
            ["fw"] = (string)head[3],
            ["t"] = new JsonArray([.. ((object[])head[6]).Select(r => Record((object[])r, firstSeq, firstMs))]),
        };
    }

    private static JsonObject Record(object[] items, ulong firstSeq, long firstMs)
    {
        var source = (int)(ulong)items[4];
        var more = items.Length > 10 ? Keys(items[10]) : [];
        var record = new JsonObject
        {
            ["seq"] = firstSeq + (ulong)items[0],
            ["ts"] = firstMs + Integer(items[1]),
            ["tq"] = _qualities[(ulong)items[2]],
            ["cls"] = _classes[(ulong)items[3]],
            ["proto"] = _sources[source],
        };
        var isRadio = _modes[source] != null;
        var name = isRadio ? "telegram" : source == 0 ? "data" : "frame";
        Add(record, "mode", _modes[source]);
        record[name] = items[5] is string text ? JsonNode.Parse(text) : Convert.ToHexString((byte[])items[5]);
        if (isRadio)
        {
            AddNumber(record, "rssi_dbm", items[6]);
            AddNumber(record, "rssi2_dbm", more.GetValueOrDefault(1UL));
            AddNumber(record, "lqi", items[7]);
            AddNumber(record, "foff_hz", items[8]);
        }

        Add(record, "port", (string)more.GetValueOrDefault(3UL));
        Add(record, "job", (string)more.GetValueOrDefault(4UL) is { Length: > 0 } job ? job : null);
        Add(record, "meter", (string)more.GetValueOrDefault(5UL));
        AddNumber(record, "part", more.GetValueOrDefault(6UL));
        Add(record, "q", more.TryGetValue(7, out var reading) ? _readings[(ulong)reading] : null);
        AddNumber(record, "boot", more.GetValueOrDefault(2UL));
        record["h"] = (ulong)items[9];
        return record;
    }

    private static Dictionary<ulong, object> Keys(object map) =>
        ((List<KeyValuePair<object, object>>)map).ToDictionary(pair => (ulong)pair.Key, pair => pair.Value);

    private static long Integer(object number) => number is ulong natural ? checked((long)natural) : (long)number;

    private static void Add(JsonObject record, string name, string value)
    {
        if (value != null)
        {
            record[name] = value;
        }
    }

    private static void AddNumber(JsonObject record, string name, object value)
    {
        if (value != null)
        {
            record[name] = Integer(value);
        }
    }
}
