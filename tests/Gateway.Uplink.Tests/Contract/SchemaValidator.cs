using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Gateway.Uplink.Tests.Contract;

/// <summary>
/// The part of JSON Schema that asyncapi.yaml uses. A keyword that it does not know is an error of the document,
/// so that nothing is believed checked that is not. Stricter than JSON Schema in one thing: a member that
/// properties does not name is an error unless additionalProperties has a schema.
/// </summary>
internal sealed class SchemaValidator(JsonNode document)
{
    private static readonly HashSet<string> _keywords =
    [
        "type", "required", "properties", "additionalProperties", "items", "minItems", "maxItems", "enum", "pattern",
        "minimum", "maximum", "minLength", "maxLength", "oneOf", "description", "$ref",
    ];

    /// <summary>What is wrong with a value; empty when nothing is.</summary>
    internal List<string> Validate(JsonNode schema, JsonNode value)
    {
        var problems = new List<string>();
        Check(schema, value, "$", problems);
        return problems;
    }

    private JsonNode Resolve(string reference)
    {
        var node = document;
        foreach (var step in reference.Split('/').Skip(1))
        {
            node = node[step] ?? throw new InvalidOperationException($"{reference} leads nowhere");
        }

        return node;
    }

    private void Check(JsonNode schema, JsonNode value, string path, List<string> problems)
    {
        foreach (var (keyword, argument) in schema.AsObject())
        {
            if (!_keywords.Contains(keyword))
            {
                throw new InvalidOperationException($"{path}: the schema uses {keyword}, which is not checked here");
            }

            var problem = keyword switch
            {
                "type" => TypeOf(value) == (string)argument ? null : $"is {TypeOf(value)}, not {argument}",
                "enum" => argument.AsArray().Any(a => JsonNode.DeepEquals(a, value)) ? null : $"{value} is not allowed",
                "pattern" => Regex.IsMatch((string)value, (string)argument) ? null : $"{value} is not like {argument}",
                "minLength" => ((string)value).Length >= (int)argument ? null : "is too short",
                "maxLength" => ((string)value).Length <= (int)argument ? null : "is too long",
                "minimum" => (long)value >= (long)argument ? null : $"{value} is below {argument}",
                "maximum" => (long)value <= (long)argument ? null : $"{value} is above {argument}",
                "minItems" => value.AsArray().Count >= (int)argument ? null : "has too few items",
                "maxItems" => value.AsArray().Count <= (int)argument ? null : "has too many items",
                "required" => Missing(argument, value),
                "oneOf" => OneOf(argument, value),
                _ => null,
            };
            if (problem != null)
            {
                problems.Add($"{path}: {problem}");
                return;
            }
        }

        Descend(schema, value, path, problems);
    }

    private void Descend(JsonNode schema, JsonNode value, string path, List<string> problems)
    {
        if (schema["$ref"] is { } reference)
        {
            Check(Resolve((string)reference), value, path, problems);
        }

        if (schema["items"] is { } items)
        {
            foreach (var (item, index) in value.AsArray().Select((item, index) => (item, index)))
            {
                Check(items, item, $"{path}[{index}]", problems);
            }
        }

        if ((string)schema["type"] != "object")
        {
            return;
        }

        foreach (var (name, member) in value.AsObject())
        {
            var memberSchema = schema["properties"]?[name] ?? schema["additionalProperties"];
            if (memberSchema == null)
            {
                problems.Add($"{path}.{name}: is not in the document");
            }
            else
            {
                Check(memberSchema, member, $"{path}.{name}", problems);
            }
        }
    }

    private static string Missing(JsonNode required, JsonNode value)
    {
        var missing = required.AsArray().Select(name => (string)name).Where(name => value[name] == null).ToList();
        return missing.Count == 0 ? null : "lacks " + string.Join(", ", missing);
    }

    private static string OneOf(JsonNode choices, JsonNode value)
    {
        var fits = choices.AsArray().Count(choice => Missing(choice["required"], value) == null);
        return fits == 1 ? null : $"fits {fits} of oneOf";
    }

    private static string TypeOf(JsonNode value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.AsValue().TryGetValue<long>(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
