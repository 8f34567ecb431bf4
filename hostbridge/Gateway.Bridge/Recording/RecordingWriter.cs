// A recording: JSON lines, the first one the head. hostbridge/RECORDING.md has the fields.
using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Bridge.Recording;

/// <summary>Writes a recording.</summary>
public sealed class RecordingWriter : IDisposable
{
    /// <summary>Value of "format".</summary>
    public const string Format = "gateway-recording";

    /// <summary>Value of "version".</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly UTF8Encoding _strict = new(false, true);

    private readonly TextWriter _to;

    /// <summary>Begins a recording.</summary>
    /// <param name="to">Where to; owned by this object.</param>
    /// <param name="head">What the head has besides format and version.</param>
    public RecordingWriter(TextWriter to, JsonObject head)
    {
        _to = to;
        var first = new JsonObject { ["format"] = Format, ["version"] = Version };
        foreach (var (name, value) in head)
        {
            first[name] = value?.DeepClone();
        }

        Write(first);
    }

    /// <summary>Writes a line.</summary>
    /// <param name="atNs">When, in nanoseconds since the start.</param>
    /// <param name="what">Value of "ev".</param>
    /// <param name="fields">The rest; its nodes go over into the line.</param>
    public void Write(long atNs, string what, JsonObject fields = null)
    {
        var line = new JsonObject { ["at_ns"] = atNs, ["ev"] = what };
        foreach (var (name, value) in fields ?? [])
        {
            line[name] = value?.DeepClone();
        }

        Write(line);
    }

    /// <summary>An MQTT message as the fields of a line: "topic", "retain", and "text" or, when it is no UTF-8,
    /// "hex".</summary>
    public static JsonObject Fields(BridgeMessage message)
    {
        var fields = new JsonObject { ["topic"] = message.Topic };
        if (message.Retain)
        {
            fields["retain"] = true;
        }

        try
        {
            fields["text"] = _strict.GetString(message.Payload);
        }
        catch (ArgumentException)
        {
            fields["hex"] = Convert.ToHexString(message.Payload);
        }

        return fields;
    }

    /// <summary>The message of such a line.</summary>
    public static BridgeMessage Message(JsonObject line) => new(
        (string)line["topic"],
        line["text"] is { } text ? _strict.GetBytes((string)text) : Convert.FromHexString((string)line["hex"]),
        (bool?)line["retain"] ?? false);

    /// <summary>Hands everything to the file.</summary>
    public void Flush() => _to.Flush();

    /// <inheritdoc/>
    public void Dispose() => _to.Dispose();

    private void Write(JsonObject line)
    {
        _to.Write(line.ToJsonString(_json));
        _to.Write('\n');
    }
}
