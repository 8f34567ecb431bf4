// Meters that say the worst they can, through the whole gateway: radio and bus, firmware, store, uplink, page in Chromium,
// console and the survey's table. Names of gateway, lines, jobs, radios and tenants cannot be hostile: the configuration
// takes letters, digits, _ and - alone (Config_HostileName below).
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Config;
using Gateway.Decoding;
using Gateway.Simulator.Network;
using Gateway.Simulator.World;

namespace Gateway.Installer.Tests;

[TestClass]
public sealed class HostileWorldTests
{
    private static readonly UTF8Encoding _strict = new(false, true);

    [TestMethod]
    public void Messages_OfHostileMeters_AreStrictJsonThatSaysWhatTheySaid()
    {
        using var town = new HostileTown();
        town.Run(150);

        Assert.IsGreaterThan(0, town.Slave.Reads);
        Assert.IsGreaterThan(10, town.Messages.Count);
        List<string> values = [];
        HashSet<string> telegrams = [];
        foreach (var (topic, payload) in town.Messages)
        {
            using var json = JsonDocument.Parse(_strict.GetString(payload));
            Collect(json.RootElement, values, telegrams);
            Assert.IsFalse(payload.AsSpan().ContainsAnyInRange((byte)0, (byte)0x1F), topic);
        }

        foreach (var text in HostileSlave.Texts)
        {
            Assert.Contains(text, values, "a reading of the wired meter");
        }

        Assert.IsTrue(telegrams.Any(one => one.Length > 8 && one[4..8] == "BE73"), "a radio meter without letters");
    }

    [TestMethod]
    public void Cbor_OfHostileMeters_IsReadByAnotherReader()
    {
        using var town = new HostileTown(gateway => gateway with { Format = "cbor" });
        town.Run(150);

        List<string> values = [];
        foreach (var (_, payload) in town.Messages)
        {
            if (UplinkMessage.IsCbor(payload))
            {
                using var json = JsonDocument.Parse(UplinkMessage.ToJson(payload).ToJsonString());
                Collect(json.RootElement, values, []);
            }
        }

        // CBOR carries the wired frame and leaves its values to the reader.
        foreach (var text in HostileSlave.Texts)
        {
            var bytes = Encoding.Latin1.GetBytes(text).Reverse().ToArray();
            Assert.IsTrue(values.Exists(value => value.Contains(Convert.ToHexString(bytes), StringComparison.Ordinal)), text);
        }
    }

    [TestMethod]
    public void Console_OfHostileMeters_ShowsPrintableCharactersAlone()
    {
        using var town = new HostileTown(gateway => gateway.WithConsole(out _));
        town.Run(100);
        town.Type("code " + ScenarioGateway.InstallerCode);
        town.Type("survey 5");
        town.Type("search 0");
        town.Run(60);
        var shown = string.Concat(new[] { "hear CD", "live", "worst", "survey", "wired", "wired 0 12", "drops", "report", "antenna",
            "<script>", "hear \"'><b>", "help \u001B[2J" }.Select(town.Type));

        StringAssert.Contains(shown, "\\]^");
        var odd = shown.Where(one => char.IsControl(one) && one is not ('\r' or '\n')).Distinct().ToArray();
        Assert.IsEmpty(odd, string.Join(' ', odd.Select(one => $"{(int)one:X2}")));
        Assert.DoesNotContain('\uFFFD', shown, "UTF-8");
    }

    [TestMethod]
    [DataRow("gateway.id")]
    [DataRow("radios[0].id")]
    [DataRow("wired.ports[0].name")]
    [DataRow("wired.ports[0].jobs[0].name")]
    [DataRow("tenants[0].id")]
    public void Config_HostileName_IsRefusedWithItsPathAndWithoutTheName(string path)
    {
        foreach (var name in new[] { "<script>", "a\"b", "a'b", "a\u0000b", "\u202Eabc", "\U0001F4A9", "a b", "a/b", "ü", "#", "+" })
        {
            var config = new JsonObject
            {
                ["gateway"] = new JsonObject { ["id"] = Of("gateway.id") },
                ["radios"] = new JsonArray(new JsonObject { ["chip"] = "cc1101", ["id"] = Of("radios[0].id") }),
                ["wired"] = new JsonObject
                {
                    ["ports"] = new JsonArray(new JsonObject
                    {
                        ["port"] = 0, ["protocol"] = "mbus", ["name"] = Of("wired.ports[0].name"),
                        ["meters"] = new JsonArray("p1"),
                        ["jobs"] = new JsonArray(new JsonObject
                        {
                            ["name"] = Of("wired.ports[0].jobs[0].name"), ["at"] = "0 * * * * ?",
                        }),
                    }),
                },
                ["tenants"] = new JsonArray(new JsonObject { ["id"] = Of("tenants[0].id"), ["rules"] = new JsonArray("allow *") }),
            };
            var bytes = Encoding.UTF8.GetBytes(config.ToJsonString());

            Assert.IsFalse(ConfigReader.TryRead(bytes, bytes.Length, new GatewayConfig(), out var error), name);
            StringAssert.StartsWith(error, path + ":");
            Assert.DoesNotContain(name, error, "whoever shows the error shows no foreign text");

            string Of(string one) => one == path ? name : "good";
        }
    }

    private static void Collect(JsonElement json, List<string> values, HashSet<string> telegrams)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    if (member.Name == "telegram")
                    {
                        telegrams.Add(member.Value.GetString());
                    }

                    Collect(member.Value, values, telegrams);
                }

                break;
            case JsonValueKind.Array:
                foreach (var one in json.EnumerateArray())
                {
                    Collect(one, values, telegrams);
                }

                break;
            case JsonValueKind.String:
                values.Add(json.GetString());
                break;
        }
    }
}
