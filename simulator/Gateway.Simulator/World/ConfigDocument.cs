using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Mqtt;
using Gateway.Simulator.Wire;

namespace Gateway.Simulator.World;

/// <summary>The firmware's configuration file for a scenario's gateway, as an installer would write it.</summary>
internal static class ConfigDocument
{
    /// <summary>Builds the document.</summary>
    public static byte[] Create(ScenarioGateway gateway, string brokerHost, int brokerPort, MqttTlsOptions tls = null)
    {
        var filter = new JsonObject
        {
            ["unknown"] = gateway.ForwardAll ? "forward" : "count",
            ["rules"] = new JsonArray([.. gateway.Rules.Select(rule => (JsonNode)rule)]),
        };
        var document = new JsonObject
        {
            ["gateway"] = new JsonObject { ["id"] = gateway.Id, ["size"] = gateway.Size, ["log"] = gateway.Log },
            ["uplink"] = new JsonObject
            {
                ["broker"] = new JsonObject { ["host"] = brokerHost, ["port"] = brokerPort },
            },
            ["filter"] = filter,
            ["radios"] = new JsonArray([.. gateway.Radios.Select(Radio)]),
        };
        if (gateway.SessionEveryS > 0)
        {
            document["uplink"]["session"] = new JsonObject { ["every_s"] = gateway.SessionEveryS };
        }

        if (gateway.Format != "json")
        {
            document["uplink"]["format"] = gateway.Format;
        }

        if (gateway.Tenants.Count > 0)
        {
            document["tenants"] = new JsonArray([.. gateway.Tenants.Select(
                tenant => new JsonObject { ["id"] = tenant.Id, ["rules"] = Texts(tenant.Rules) })]);
        }

        if (tls != null)
        {
            document["uplink"]["broker"]["tls"] = Tls(tls);
        }

        if (gateway.Links.Count > 0)
        {
            document["uplink"]["links"] =
                new JsonArray([.. gateway.Links.Select(name => Link(name, gateway.SerialPlace))]);
        }

        if (gateway.Wired.Count > 0)
        {
            var ports = new JsonArray([.. gateway.Wired.Select(Port)]);
            document["wired"] = new JsonObject { ["ports"] = ports };
        }

        if (gateway.Wired.Count > 0 || gateway.TakesCommands || gateway.HasTwoSlots)
        {
            document["security"] = new JsonObject { ["command_key"] = ScenarioGateway.CommandKey };
        }

        if (gateway.PagePort > 0 || gateway.ConsolePlace >= 0)
        {
            document["installer"] = new JsonObject
            {
                ["code"] = ScenarioGateway.InstallerCode, ["minutes"] = gateway.PageMinutes,
            };
            if (gateway.ConsolePlace >= 0)
            {
                document["installer"]["console"] = gateway.ConsolePlace;
            }
        }

        if (gateway.HasTwoSlots)
        {
            document["security"]["update_key"] = ScenarioGateway.UpdateKey;
        }

        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    private static JsonNode Link(string type, int serialPlace)
    {
        var node = new JsonObject { ["type"] = type };
        if (type == "serial")
        {
            node["port"] = serialPlace;
        }

        return node;
    }

    private static JsonObject Tls(MqttTlsOptions tls)
    {
        var node = new JsonObject { ["ca"] = Encoding.UTF8.GetString(tls.Authority) };
        if (tls.Certificate != null)
        {
            node["cert"] = Encoding.UTF8.GetString(tls.Certificate);
            node["key"] = Encoding.UTF8.GetString(tls.PrivateKey);
        }

        return node;
    }

    private static JsonNode Port(ScenarioLine line)
    {
        var addresses = LineDevices.Addresses(line);
        var port = new JsonObject
        {
            ["name"] = line.Name,
            ["port"] = line.Place,
            ["protocol"] = line.Kind == WireKind.MBus ? "mbus" : "dlt645",
            ["baud"] = line.BaudRate,
            ["echo"] = line.Echo,
            ["latency_ms"] = (int)System.Math.Ceiling(2 * line.LatencyMs),
            ["wake_bytes"] = line.WakeBytes,
            ["meters"] = Texts(addresses),
            ["jobs"] = new JsonArray([.. line.Jobs.Select(job => Job(job, addresses))]),
        };
        if (line.Kind == WireKind.Rs485)
        {
            port["password"] = BreakerPassword;
        }

        return port;
    }

    // Level 2 and the password of the simulated meters.
    private const string BreakerPassword = "02123456";

    private static JsonNode Job(ScenarioReadJob job, IReadOnlyList<string> addresses)
    {
        var node = new JsonObject
        {
            ["name"] = job.Name, ["at"] = job.At, ["class"] = job.Class, ["missed"] = job.Missed,
        };
        if (job.Count > 0)
        {
            node["meters"] = Texts(addresses.Skip(job.First).Take(job.Count));
        }

        if (job.Registers != null)
        {
            node["registers"] = Texts(job.Registers);
        }

        return node;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

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
