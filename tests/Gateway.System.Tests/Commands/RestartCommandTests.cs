// Restart and factory wipe over MQTT of a simulated gateway.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Config;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Commands;

[TestClass]
public class RestartCommandTests
{
    private const string Password = "a-password-that-nobody-else-has";

    [TestMethod]
    public void Reboot_WithDelay_AnswersFirstAndKeepsTheCause()
    {
        using var test = Start();
        var headend = new Headend(test);
        var stats = Stats(test);
        test.RunFor(10);
        var result = headend.Result("reboot", headend.Signed("reboot", "{\"delay_s\":20,\"reason\":\"mast work\"}"));
        Assert.AreEqual(20, result.GetProperty("delay_s").GetInt32());
        test.RunFor(15);
        Assert.AreEqual(0, test.World.Restarts);
        var second = headend.Ask("reboot", headend.Signed("reboot", "{}")).Value;
        Assert.AreEqual("busy", second.GetProperty("code").GetString());
        test.RunFor(40);

        Assert.AreEqual(1, test.World.Restarts);
        var resets = stats[^1].GetProperty("resets");
        Assert.AreEqual("reboot: mast work", resets.GetProperty("cause").GetString());
        Assert.AreEqual(2, resets.GetProperty("count").GetInt32());
        Assert.AreEqual("power", stats[0].GetProperty("resets").GetProperty("cause").GetString());
        Assert.AreEqual(0, test.World.Gateway.Totals.LostUncommitted, "what was received is on file before");
        test.World.PullPlug();
        test.World.Gateway.RestorePower();
        test.RunFor(30);
        Assert.AreEqual("power", stats[^1].GetProperty("resets").GetProperty("cause").GetString());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Wipe_WrongName_WipesNothing()
    {
        using var test = Start();
        var headend = new Headend(test);
        test.RunFor(10);
        var answer = headend.Ask("wipe", headend.Signed("wipe", "{\"confirm\":\"gw-2\"}")).Value;
        Assert.AreEqual("bad_request", answer.GetProperty("code").GetString());
        Assert.AreEqual("body.confirm: has to be the id of this gateway", answer.GetProperty("error").GetString());
        test.RunFor(20);
        Assert.AreEqual(0, test.World.Restarts);
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Wipe_Confirmed_LeavesNothingOnTheChip()
    {
        using var test = Start();
        var headend = new Headend(test);
        var telegrams = new List<string>();
        test.World.Deliveries.RecordArrived += (json, _) =>
        {
            if (JsonDocument.Parse(json).RootElement.TryGetProperty("telegram", out var telegram))
            {
                telegrams.Add(telegram.GetString());
            }
        };
        test.RunFor(120);
        var document = JsonNode.Parse(test.World.Flash.Drive('I').Files[ConfigStore.InstallerFile]).AsObject();
        document["uplink"]["broker"]["password"] = Password + "-2";
        headend.Result("config", headend.Signed("config",
            $"{{\"do\":\"apply\",\"revision\":\"7\",\"document\":{document.ToJsonString()}}}"));
        test.RunFor(60);
        var image = test.World.Flash.Drive('I').Image;
        Assert.IsGreaterThan(20, telegrams.Count);
        var secrets = telegrams.Take(200).Select(Convert.FromHexString).Concat(
            new[] { Password, Password + "-2", ScenarioGateway.CommandKey, "broker.invalid", "\"gw-1\"" }
                .Select(Encoding.UTF8.GetBytes)).ToList();
        Assert.IsTrue(secrets.Skip(telegrams.Take(200).Count()).All(secret => image.Contains(secret)), "before");
        Assert.IsGreaterThan(20, secrets.Count(secret => image.Contains(secret)), "before");

        headend.Result("wipe", headend.Signed("wipe", "{\"confirm\":\"gw-1\"}"));
        test.RunFor(600);

        Assert.IsEmpty(secrets.Where(secret => image.Contains(secret)).Select(Convert.ToHexString));
        var firmware = test.World.Gateway.Firmware;
        StringAssert.Contains(Encoding.UTF8.GetString(firmware.Config.Payload), "\"status\":\"default\"");
        Assert.AreEqual(0u, firmware.Filter.Counters.Accepted, "no telegram is wanted");
    }

    private static TestWorld Start()
    {
        var street = Runs.Load("street");
        var test = new TestWorld(
            street with { Gateway = street.Gateway with { Id = "gw-1", TakesCommands = true } });
        var drive = test.World.Flash.Drive('I');
        drive.KeepImage();
        var document = JsonNode.Parse(drive.Files[ConfigStore.InstallerFile]).AsObject();
        document["uplink"]["stats_interval_s"] = 10;
        document["uplink"]["broker"]["user"] = "gw-1";
        document["uplink"]["broker"]["password"] = Password;
        drive.Files[ConfigStore.InstallerFile] = Encoding.UTF8.GetBytes(document.ToJsonString());
        return test.Start();
    }

    private static List<JsonElement> Stats(TestWorld test)
    {
        List<JsonElement> stats = [];
        test.Broker.Delivered += (topic, payload) =>
        {
            if (topic.EndsWith("/event/stats", StringComparison.Ordinal))
            {
                stats.Add(JsonDocument.Parse(payload).RootElement);
            }
        };
        return stats;
    }
}
