using System.Collections.Generic;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Update.Tests;

/// <summary>Events, as their JSON.</summary>
internal sealed class EventList : IEventLog
{
    private readonly JsonWriter _json = new(new byte[600]);

    public List<JsonElement> Events { get; } = [];

    /// <summary>The last event of a step; its reason, or an empty text.</summary>
    public string Reason(string step)
    {
        var found = Events.FindLast(e => e.GetProperty("step").GetString() == step);
        Assert.AreEqual(JsonValueKind.Object, found.ValueKind, "no event " + step);
        return found.TryGetProperty("reason", out var reason) ? reason.GetString() : string.Empty;
    }

    public JsonWriter Begin(string kind, EventLevel level) => Begin(kind);

    public JsonWriter Begin(string kind)
    {
        Assert.AreEqual("update", kind);
        _json.Reset();
        _json.BeginObject();
        _json.Name("event");
        _json.Word(kind);
        return _json;
    }

    public void End(long nowUs)
    {
        _json.EndObject();
        Assert.IsFalse(_json.Overflow);
        Events.Add(JsonDocument.Parse(_json.ToArray()).RootElement);
    }
}
