using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Gateway.Uplink.Tests.Config;

/// <summary>Yes or no of the part of JSON Schema 2020-12 that gateway.schema.json uses. A keyword that it does not know
/// is an error, so that nothing is believed checked that is not.</summary>
internal sealed class JsonSchema(JsonNode document)
{
    private static readonly HashSet<string> _annotations =
        ["$schema", "$defs", "title", "description", "default", "writeOnly"];

    internal bool IsValid(JsonNode value) => Fits(document, value);

    private bool Fits(JsonNode schema, JsonNode value) =>
        schema.AsObject().All(member =>
            _annotations.Contains(member.Key) || Fits(schema, member.Key, member.Value, value));

    private bool Fits(JsonNode schema, string keyword, JsonNode argument, JsonNode value) => keyword switch
    {
        "type" => argument is JsonArray several
            ? several.Any(one => IsOfType((string)one, value)) : IsOfType((string)argument, value),
        "enum" => argument.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "anyOf" => argument.AsArray().Any(one => Fits(one, value)),
        "oneOf" => argument.AsArray().Count(one => Fits(one, value)) == 1,
        "not" => !Fits(argument, value),
        "$ref" => Fits(document["$defs"][((string)argument).Split('/')[^1]], value),
        "minimum" => !IsOfType("number", value) || (double)value >= (double)argument,
        "maximum" => !IsOfType("number", value) || (double)value <= (double)argument,
        "minLength" => !IsOfType("string", value) || ((string)value).Length >= (int)argument,
        "maxLength" => !IsOfType("string", value) || ((string)value).Length <= (int)argument,
        "pattern" => !IsOfType("string", value) || IsLike((string)value, (string)argument),
        "minItems" => value is not JsonArray array || array.Count >= (int)argument,
        "maxItems" => value is not JsonArray array || array.Count <= (int)argument,
        "items" => value is not JsonArray array || array.All(item => Fits(argument, item)),
        "required" => value is not JsonObject members || argument.AsArray().All(name => members.ContainsKey((string)name)),
        "dependentRequired" => value is not JsonObject members || argument.AsObject().All(rule =>
            !members.ContainsKey(rule.Key) || rule.Value.AsArray().All(name => members.ContainsKey((string)name))),
        "properties" => value is not JsonObject members || argument.AsObject().All(property =>
            !members.TryGetPropertyValue(property.Key, out var member) || Fits(property.Value, member)),
        "additionalProperties" => value is not JsonObject members || (bool)argument ||
            members.All(member => schema["properties"].AsObject().ContainsKey(member.Key)),
        _ => throw new InvalidOperationException(keyword + " is not checked here"),
    };

    // .NET's $ matches before a line feed at the end too, ECMA-262's does not.
    private static bool IsLike(string text, string pattern) =>
        Regex.IsMatch(text, pattern.EndsWith('$') ? pattern[..^1] + "\\z" : pattern);

    private static bool IsOfType(string type, JsonNode value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.AsValue().TryGetValue<long>(out _)),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => type == "null",
    };
}
