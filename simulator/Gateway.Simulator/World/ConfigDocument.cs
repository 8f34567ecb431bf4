using System.Linq;
using System.Text.Json.Nodes;

namespace Gateway.Simulator.World;

/// <summary>The firmware's configuration file for a scenario's gateway, as an installer would write it.</summary>
internal static class ConfigDocument
{
    /// <summary>Builds the document.</summary>
    public static byte[] Create(ScenarioGateway gateway, string brokerHost, int brokerPort)
    {
        var filter = new JsonObject
        {
            ["unknown"] = gateway.ForwardAll ? "forward" : "count",
            ["rules"] = new JsonArray([.. gateway.Rules.Select(rule => (JsonNode)rule)]),
        };
        var document = new JsonObject
        {
            ["gateway"] = new JsonObject { ["id"] = gateway.Id, ["size"] = gateway.Size },
            ["uplink"] = new JsonObject
            {
                ["broker"] = new JsonObject { ["host"] = brokerHost, ["port"] = brokerPort },
            },
            ["filter"] = filter,
            ["radios"] = new JsonArray([.. gateway.Radios.Select(Radio)]),
        };
        return System.Text.Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    private static JsonNode Radio(ScenarioRadio radio)
    {
        var node = new JsonObject { ["chip"] = radio.Chip };
        if (radio.Id != null)
        {
            node["id"] = radio.Id;
        }

        if (radio.Turns.Count == 1)
        {
            node["profile"] = radio.Turns[0].Word;
        }
        else
        {
            node["schedule"] = new JsonArray([.. radio.Turns.Select(
                turn => new JsonObject { ["profile"] = turn.Word, ["s"] = turn.DwellS })]);
        }

        return node;
    }
}
