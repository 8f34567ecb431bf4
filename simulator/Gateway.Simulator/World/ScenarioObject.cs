// One JSON object of a scenario file while it is being read. Keeps its path for messages, checks ranges, and
// finds keys that nobody asked for: those are typing errors, and a scenario that silently ignores one tests
// nothing.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace Gateway.Simulator.World;

/// <summary>Strict reader of one JSON object.</summary>
internal sealed class ScenarioObject
{
    private readonly string _file;
    private readonly string _path;
    private readonly Dictionary<string, JsonElement> _members = [];
    private readonly List<string> _known = [];

    public ScenarioObject(string file, string path, JsonElement element)
    {
        _file = file;
        _path = path;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ScenarioException(file, path, $"must be an object, not {NameOf(element)}");
        }

        foreach (var member in element.EnumerateObject())
        {
            if (!_members.TryAdd(member.Name, member.Value))
            {
                throw Error(member.Name, "is there twice");
            }
        }
    }

    /// <summary>The file as it was named by the caller.</summary>
    public string File => _file;

    /// <summary>An error at a key of this object.</summary>
    public ScenarioException Error(string key, string reason) => new(_file, $"{_path}.{key}", reason);

    /// <summary>To be called last.</summary>
    /// <exception cref="ScenarioException">A key is left that was not asked for.</exception>
    public void Finish()
    {
        foreach (var key in _members.Keys.Where(key => !_known.Contains(key)))
        {
            throw Error(key, $"unknown key; known here: {string.Join(", ", _known)}");
        }
    }

    /// <summary>Accepts a key without looking at it.</summary>
    public void Skip(string key) => _known.Add(key);

    public string Text(string key, string fallback = null) =>
        Find(key, fallback is null) is { } value ? AsText(key, value) : fallback;

    public double Number(string key, double min, double max, double? fallback = null)
    {
        if (Find(key, fallback is null) is not { } value)
        {
            return fallback.Value;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number))
        {
            throw Error(key, $"must be a number, not {NameOf(value)}");
        }

        return number >= min && number <= max ? number : throw Error(key, string.Create(
            CultureInfo.InvariantCulture, $"{number} is not in {min}..{max}"));
    }

    public long Whole(string key, long min, long max, long? fallback = null)
    {
        if (Find(key, fallback is null) is not { } value)
        {
            return fallback.Value;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
        {
            throw Error(key, $"must be a whole number, not {NameOf(value)}");
        }

        return number >= min && number <= max ? number : throw Error(key, $"{number} is not in {min}..{max}");
    }

    public bool Flag(string key, bool fallback) =>
        Find(key, false) is not { } value ? fallback : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Error(key, $"must be true or false, not {NameOf(value)}"),
    };

    public long DurationNs(string key, string fallback = null)
    {
        var text = Text(key, fallback);
        return Durations.TryParse(text, out var ns)
            ? ns
            : throw Error(key, $"\"{text}\" is not a duration such as \"24h\", \"15m\" or \"30s\"");
    }

    public T Choice<T>(string key, T? fallback, params (string Word, T Value)[] choices)
        where T : struct
    {
        if (fallback is { } absent && !Has(key))
        {
            Skip(key);
            return absent;
        }

        var word = Text(key);
        foreach (var (known, value) in choices)
        {
            if (known == word)
            {
                return value;
            }
        }

        var words = string.Join(", ", choices.Select(choice => choice.Word));
        throw Error(key, $"\"{word}\" is not one of {words}");
    }

    /// <summary>The object at a key, or an empty one that gives every default.</summary>
    public ScenarioObject Child(string key) => Find(key, false) is { } value
        ? new ScenarioObject(_file, $"{_path}.{key}", value)
        : new ScenarioObject(_file, $"{_path}.{key}", JsonElement.Parse("{}"));

    /// <summary>The objects of the array at a key, none when it is absent and not required.</summary>
    public List<ScenarioObject> Children(string key, bool required = false) => Elements(key, required)
        .Select((element, index) => new ScenarioObject(_file, $"{_path}.{key}[{index}]", element)).ToList();

    /// <summary>The texts of the array at a key.</summary>
    public List<string> Texts(string key) => Elements(key, true)
        .Select((element, index) => AsText($"{key}[{index}]", element)).ToList();

    /// <summary>True when the key is there and holds a text.</summary>
    public bool IsText(string key) =>
        _members.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.String;

    /// <summary>True when the key is there.</summary>
    public bool Has(string key) => _members.ContainsKey(key);

    private List<JsonElement> Elements(string key, bool required)
    {
        if (Find(key, required) is not { } value)
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().ToList()
            : throw Error(key, $"must be an array, not {NameOf(value)}");
    }

    private JsonElement? Find(string key, bool required)
    {
        _known.Add(key);
        if (_members.TryGetValue(key, out var value))
        {
            return value;
        }

        return required ? throw Error(key, "is missing") : null;
    }

    private string AsText(string key, JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()
        : throw Error(key, $"must be a text, not {NameOf(value)}");

    private static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the text \"{value.GetString()}\"",
        JsonValueKind.Number => "the number " + value.GetRawText(),
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };
}
