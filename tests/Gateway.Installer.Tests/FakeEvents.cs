using System.Collections.Generic;
using System.Text;
using Gateway.Core;

namespace Gateway.Installer.Tests;

/// <summary>Keeps events as text.</summary>
internal sealed class FakeEvents : IEventLog
{
    private readonly JsonWriter _json = new(new byte[512]);

    public List<string> Lines { get; } = [];

    public JsonWriter Begin(string kind) => Begin(kind, EventLevel.Event);

    public JsonWriter Begin(string kind, EventLevel level)
    {
        _json.Reset();
        _json.BeginObject();
        _json.Name(level.ToString());
        _json.Word(kind);
        return _json;
    }

    public void End(long nowUs)
    {
        _json.EndObject();
        Lines.Add(Encoding.UTF8.GetString(_json.ToArray()));
    }
}
