// Another configuration over MQTT to a simulated gateway: from the command to the restart, the proof and the
// retained state.
using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Config;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Commands;

[TestClass]
public class ConfigCommandTests
{
    private const string StateTopic = "metering/gateway/gw-1/state/config";

    [TestMethod]
    public void Apply_GoodDocument_IsProvenAndStays()
    {
        using var test = Start();
        var headend = new Headend(test);
        test.RunFor(10);
        var document = Document(test, root => root["uplink"]["stats_interval_s"] = 60);
        var result = headend.Result("config", Body(headend, "7", document));
        Assert.IsTrue(result.GetProperty("restart").GetBoolean());
        Assert.AreEqual("pending", State(test).GetProperty("last").GetProperty("verdict").GetString());
        test.RunFor(30);

        Assert.AreEqual(1, test.World.Restarts);
        var state = State(test);
        Assert.AreEqual("applied", state.GetProperty("status").GetString(), state.ToString());
        Assert.AreEqual("7", state.GetProperty("revision").GetString());
        Assert.AreEqual(
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(document))),
            state.GetProperty("sha256").GetString());
        test.World.PullPlug();
        test.World.Gateway.RestorePower();
        test.RunFor(30);
        Assert.AreEqual("applied", State(test).GetProperty("status").GetString());
        CollectionAssert.Contains(headend.Steps("config"), "applied");
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Apply_BrokerOutOfReach_ComesBackByItselfAndSaysWhy()
    {
        using var test = Start();
        var headend = new Headend(test);
        test.RunFor(10);
        var document = Document(test, root => root["uplink"]["batch"] = new JsonObject { ["max_age_s"] = 10 });
        headend.Result("config", Body(headend, "8", document, 60));
        test.RunFor(0.5);
        test.Broker.SetUp(false);
        test.RunFor(75);
        Assert.AreEqual(2, test.World.Restarts);
        test.Broker.SetUp(true);
        test.RunFor(60);

        var last = State(test).GetProperty("last");
        Assert.AreEqual("rolled_back", last.GetProperty("verdict").GetString());
        Assert.AreEqual(
            "nobody answers at the broker's address: check host, port, firewall and network",
            last.GetProperty("reason").GetString());
        CollectionAssert.Contains(headend.Steps("config"), "rolled_back");
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Apply_PlugPulledOnTrial_ComesBack()
    {
        using var test = Start();
        var headend = new Headend(test);
        test.RunFor(10);
        headend.Result("config", Body(headend, "9", Document(test, _ => { })));
        test.RunFor(0.5);
        test.Broker.SetUp(false);
        test.RunFor(10);
        Assert.IsTrue(test.World.Gateway.Firmware.Config.IsTrial);
        test.World.PullPlug();
        test.World.Gateway.RestorePower();
        test.Broker.SetUp(true);
        test.RunFor(60);

        Assert.AreEqual("it restarted before it was proven",
            State(test).GetProperty("last").GetProperty("reason").GetString());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Apply_InParts_IsTheSame()
    {
        using var test = Start();
        var headend = new Headend(test);
        test.RunFor(10);
        var rules = string.Concat(Enumerable.Range(0, 120).Select(i => $"\"allow {67211000 + i}\","));
        var document = Document(test, root =>
            root["filter"]["rules"] = JsonNode.Parse("[" + rules.TrimEnd(',') + "]"));
        var bytes = Encoding.UTF8.GetBytes(document);
        Assert.IsGreaterThan(1500, bytes.Length);
        var hash = Convert.ToHexString(SHA256.HashData(bytes));
        var next = headend.Result("config", headend.Signed("config",
            $"{{\"do\":\"load\",\"revision\":\"b\",\"size\":{bytes.Length},\"sha256\":\"{hash}\"}}"))
            .GetProperty("next").GetInt32();
        while (next < bytes.Length)
        {
            var piece = Convert.ToBase64String(bytes, next, Math.Min(1024, bytes.Length - next));
            next = headend.Result("config-part", headend.Plain($"{{\"offset\":{next},\"bytes\":\"{piece}\"}}"))
                .GetProperty("next").GetInt32();
        }

        headend.Result("config", headend.Signed("config", "{\"do\":\"apply\",\"revision\":\"b\"}"));
        test.RunFor(30);
        Assert.AreEqual("applied", State(test).GetProperty("status").GetString(), State(test).ToString());
        Assert.AreEqual(hash, State(test).GetProperty("sha256").GetString());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Apply_BadDocument_IsRefusedWithPathAndReason()
    {
        using var test = Start();
        var headend = new Headend(test);
        test.RunFor(10);
        var answer = headend.Ask("config", Body(headend, "1",
            Document(test, root => root["uplink"]["broker"]["port"] = 99999))).Value;
        Assert.AreEqual("bad_request", answer.GetProperty("code").GetString());
        Assert.AreEqual("uplink.broker.port: 99999 is not in 1..65535", answer.GetProperty("error").GetString());
        answer = headend.Ask("config", Body(headend, "1",
            Document(test, root => root.Remove("security")))).Value;
        Assert.AreEqual("security.command_key: is missing: nobody could command this gateway any more",
            answer.GetProperty("error").GetString());
        test.RunFor(20);
        Assert.AreEqual(0, test.World.Restarts);
        Assert.AreEqual("applied", State(test).GetProperty("status").GetString());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Get_Parts_MakeTheExportWithoutSecrets()
    {
        using var test = Start();
        var headend = new Headend(test);
        test.RunFor(10);
        var text = new StringBuilder();
        for (int next = 0, size = 1; next < size;)
        {
            var result = headend.Result("config", headend.Signed("config", $"{{\"do\":\"get\",\"offset\":{next}}}"));
            next = result.GetProperty("next").GetInt32();
            size = result.GetProperty("size").GetInt32();
            text.Append(result.GetProperty("text").GetString());
        }

        var export = JsonDocument.Parse(text.ToString()).RootElement;
        Assert.AreEqual("gw-1", export.GetProperty("gateway").GetProperty("id").GetString());
        Assert.IsFalse(export.TryGetProperty("security", out _));
        Assert.DoesNotContain(Gateway.Simulator.World.ScenarioGateway.CommandKey, text.ToString());
        var status = headend.Result("config", headend.Signed("config", "{\"do\":\"status\"}"));
        Assert.AreEqual("applied", status.GetProperty("config").GetProperty("status").GetString());
        Runs.AssertGood(test.Finish());
    }

    [TestMethod]
    public void Boot_BadFileOfTheInstaller_GoesBackToTheLastGoodSet()
    {
        using var test = Start();
        test.RunFor(30);
        test.World.PullPlug();
        test.World.Flash.Drive('I').Files[ConfigStore.InstallerFile] = "{\"gateway\":{\"id\":7}}"u8.ToArray();
        test.World.Gateway.RestorePower();
        test.RunFor(30);

        Assert.AreEqual(Gateway.Uplink.UplinkState.Online, test.World.Gateway.Firmware.Uplink.State);
        Runs.AssertGood(test.Finish());
    }

    private static TestWorld Start()
    {
        var street = Runs.Load("street");
        return new TestWorld(street with { Gateway = street.Gateway with { Id = "gw-1", TakesCommands = true } }).Start();
    }

    private static string Document(TestWorld test, Action<JsonObject> change)
    {
        var root = JsonNode.Parse(test.World.Flash.Drive('I').Files[ConfigStore.InstallerFile]).AsObject();
        change(root);
        return root.ToJsonString();
    }

    private static string Body(Headend headend, string revision, string document, int proveS = 300) =>
        headend.Signed("config",
            $"{{\"do\":\"apply\",\"revision\":\"{revision}\",\"prove_s\":{proveS},\"document\":{document}}}");

    private static JsonElement State(TestWorld test)
    {
        Assert.IsTrue(test.Broker.Model.TryGetRetained(StateTopic, out var payload), "no state");
        return JsonDocument.Parse(payload).RootElement;
    }
}
