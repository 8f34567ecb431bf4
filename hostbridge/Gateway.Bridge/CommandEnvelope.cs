using System;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Bridge;

/// <summary>What a bridge reads of a command, and the answer when the gateway will not give one.</summary>
public sealed class CommandEnvelope
{
    private const string Level = "/command/";
    private const string ClockCommand = "time";
    private const int MaxIdLength = 40;
    private const int MaxNameLength = 24;

    private readonly string _topic;
    private readonly int _level;

    /// <summary>Reads a command; what is not there is null or 0.</summary>
    public CommandEnvelope(BridgeMessage command)
    {
        _topic = command.Topic;
        _level = _topic.LastIndexOf(Level, StringComparison.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(command.Payload);
            Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The gateway says what is wrong with it.
        }
    }

    /// <summary>The sender's name for it; null = it has none.</summary>
    public string Id { get; private set; }

    /// <summary>When it is too late for it, in milliseconds since 1970-01-01 UTC; 0 = never. That of the command that
    /// sets the clock is no time of day.</summary>
    public long ExpiresMs { get; private set; }

    private string Name => _level < 0 ? "" : _topic[(_level + Level.Length)..];

    /// <summary>The answer of the MQTT contract; null when the topic is none of a gateway's.</summary>
    public BridgeMessage Answer(string code, string error)
    {
        if (_level <= 0)
        {
            return null;
        }

        var root = _topic[.._level];
        var json = new JsonObject { ["gw"] = root[(root.LastIndexOf('/') + 1)..] };
        if (Id != null)
        {
            json["id"] = Id;
        }

        json["cmd"] = Name.Length > MaxNameLength ? Name[..MaxNameLength] : Name;
        json["code"] = code;
        json["error"] = error;
        return new BridgeMessage(root + "/event/resp", Encoding.UTF8.GetBytes(json.ToJsonString()), false);
    }

    private void Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            && id.GetString() is { Length: > 0 and <= MaxIdLength } text)
        {
            Id = text;
        }

        if (Name != ClockCommand && root.TryGetProperty("exp", out var exp) && exp.ValueKind == JsonValueKind.Number
            && exp.TryGetInt64(out var expiresMs) && expiresMs > 0)
        {
            ExpiresMs = expiresMs;
        }
    }
}
