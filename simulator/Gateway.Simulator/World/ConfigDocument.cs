using System.Linq;
using System.Text.Json.Nodes;
using Gateway.Core;

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
            ["radios"] = new JsonArray(
                new JsonObject { ["chip"] = gateway.Chip, ["profile"] = ProfileWord(gateway.Profile) }),
        };
        return System.Text.Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    private static string ProfileWord(RadioProfile profile) => profile switch
    {
        RadioProfile.S1 => "S1",
        RadioProfile.LinkIq => "LIQ",
        _ => "T1C1",
    };
}
