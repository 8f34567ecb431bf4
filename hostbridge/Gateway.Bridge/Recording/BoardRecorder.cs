using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Bridge.Recording;

/// <summary>Records what goes through a bridge: who the gateway is, what it publishes, what it is told.</summary>
public sealed class BoardRecorder(RecordingWriter to, Func<long> nowNs)
{
    /// <summary>Listens to a host.</summary>
    public void Watch(BridgeHost host)
    {
        host.Joined += (hello, connect) => Write("hello", Fields(hello, connect));
        host.Taken += message => Write("up", RecordingWriter.Fields(message));
        host.Commanded += message => Write("down", RecordingWriter.Fields(message));
        host.TraceCame += item => Write(Name(item), Fields(item));
        host.Departed += isProper => Write("left", new JsonObject { ["proper"] = isProper });
    }

    /// <summary>A gateway as the fields of a line.</summary>
    public static JsonObject Fields(BoardHello hello, BoardConnect connect) => new()
    {
        ["gateway"] = hello.GatewayId,
        ["lid"] = hello.LogId.ToString("X8", CultureInfo.InvariantCulture),
        ["acked"] = new JsonArray(hello.AlarmSeq, hello.BulkSeq),
        ["connect"] = JsonSerializer.SerializeToNode(connect),
    };

    /// <summary>What a board has told of its radios and lines as the fields of a line.</summary>
    public static JsonObject Fields(TraceItem item) => item switch
    {
        TraceItem.Frame frame => new JsonObject
        {
            ["us"] = frame.AtUs, ["radio"] = frame.Radio, ["mode"] = frame.Mode, ["status"] = frame.Status,
            ["rssi_dbm"] = frame.RssiDbm, ["lqi"] = frame.Lqi, ["foff_hz"] = frame.OffsetHz,
            ["telegram"] = Convert.ToHexString(frame.Bytes),
        },
        TraceItem.Bus bus => new JsonObject
        {
            ["us"] = bus.AtUs, ["line"] = bus.Line, ["from"] = bus.IsFromMeter ? "meter" : "gateway",
            ["hex"] = Convert.ToHexString(bus.Bytes),
        },
        TraceItem.Missing missing => new JsonObject { ["dropped"] = missing.Dropped, ["damaged"] = missing.Damaged },
        _ => [],
    };

    /// <summary>Value of "ev" of such a line.</summary>
    public static string Name(TraceItem item) => item switch
    {
        TraceItem.Frame => "radio", TraceItem.Bus => "bus", _ => "missing",
    };

    // A message is acknowledged behind this: it has to be in the file.
    private void Write(string what, JsonObject fields)
    {
        to.Write(nowNs(), what, fields);
        to.Flush();
    }
}
