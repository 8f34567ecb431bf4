using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Gateway.Uplink.Tests.Contract;

/// <summary>YAML 1.2 core schema to JSON: plain scalars may be numbers, booleans or null, quoted ones are strings.
/// Anchors are resolved by the parser.</summary>
internal static class YamlToJson
{
    internal static JsonNode Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => Object(mapping),
        YamlSequenceNode sequence => Array(sequence),
        YamlScalarNode scalar => Scalar(scalar),
        _ => throw new System.NotSupportedException(node.NodeType.ToString()),
    };

    private static JsonObject Object(YamlMappingNode mapping)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            result.Add(((YamlScalarNode)key).Value, Convert(value));
        }

        return result;
    }

    private static JsonArray Array(YamlSequenceNode sequence)
    {
        var result = new JsonArray();
        foreach (var item in sequence.Children)
        {
            result.Add(Convert(item));
        }

        return result;
    }

    private static JsonNode Scalar(YamlScalarNode scalar)
    {
        if (scalar.Style != ScalarStyle.Plain)
        {
            return JsonValue.Create(scalar.Value);
        }

        return scalar.Value switch
        {
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            "null" or "~" or "" => null,
            var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                => JsonNode.Parse(text),
            var text => JsonValue.Create(text),
        };
    }
}
