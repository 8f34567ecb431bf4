using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Bridge.Recording;

/// <summary>A recording that was read: its head, and its lines one after another.</summary>
public sealed class RecordingFile
{
    private readonly string _path;

    private RecordingFile(string path, JsonObject head)
    {
        _path = path;
        Head = head;
    }

    /// <summary>The first line.</summary>
    public JsonObject Head { get; }

    /// <summary>"run" or "board".</summary>
    public string Source => (string)Head["source"];

    /// <summary>Opens a recording.</summary>
    /// <exception cref="BridgeException">It is none, or cannot be read.</exception>
    public static RecordingFile Open(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var head = JsonNode.Parse(reader.ReadLine() ?? "") as JsonObject;
            return head != null && (string)head["format"] == RecordingWriter.Format
                && (int)head["version"] == RecordingWriter.Version
                ? new RecordingFile(path, head) : throw new BridgeException($"{path}: line 1: is no head of a recording");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BridgeException($"{path}: {e.Message}", e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new BridgeException($"{path}: line 1: is no head of a recording", e);
        }
    }

    /// <summary>The lines behind the head. A last line that was cut off is left out: the recorder was killed.</summary>
    /// <exception cref="BridgeException">A line makes no sense.</exception>
    public IEnumerable<JsonObject> Lines()
    {
        using var reader = new StreamReader(_path);
        reader.ReadLine();
        for (var number = 2; reader.ReadLine() is { } text; number++)
        {
            JsonObject line = null;
            try
            {
                line = JsonNode.Parse(text) as JsonObject;
            }
            catch (JsonException)
            {
                if (reader.Peek() < 0)
                {
                    yield break;
                }
            }

            yield return line ?? throw new BridgeException($"{_path}: line {number}: is no JSON object");
        }
    }
}
