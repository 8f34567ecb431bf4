using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Config.Tests;

/// <summary>Events, as their JSON.</summary>
internal sealed class EventList : IEventLog
{
    private readonly JsonWriter _json = new(new byte[600]);

    public List<JsonElement> Events { get; } = [];

    /// <summary>Their steps in order.</summary>
    public string[] Steps => [.. Events.Select(e => e.GetProperty("step").GetString())];

    public JsonWriter Begin(string kind, EventLevel level) => Begin(kind);

    public JsonWriter Begin(string kind)
    {
        Assert.AreEqual("config", kind);
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
