using System.Linq;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Commands.Tests;

[TestClass]
public class CommissionCommandTests
{
    private const string Body = "{\"port\":\"m\",\"meter\":\"p7\",\"who\":\"fitter\",\"address\":9}";

    [TestMethod]
    [DataRow("{\"meter\":\"p7\",\"who\":\"f\"}", "body.port: is missing")]
    [DataRow("{\"port\":\"m\",\"who\":\"f\"}", "body.meter: is missing")]
    [DataRow("{\"port\":\"m\",\"meter\":\"p7\"}", "body.who: is missing")]
    [DataRow("{\"port\":\"m\",\"meter\":\"p7\",\"who\":\"f\",\"address\":0}", "body.address")]
    [DataRow("{\"port\":\"m\",\"meter\":\"p7\",\"who\":\"f\",\"address\":251}", "body.address")]
    [DataRow("{\"port\":\"m\",\"meter\":\"p7\",\"who\":\"f\",\"baud\":2400}", "baud")]
    public void Commission_BadBody_IsRefusedWithItsPath(string body, string reason)
    {
        CommandBench bench = new();
        JsonElement answer = bench.Answer("commission", CommandBench.Signed(body, name: "commission"));

        Assert.AreEqual("bad_request", answer.GetProperty("code").GetString());
        StringAssert.Contains(answer.GetProperty("error").GetString(), reason);
        Assert.IsEmpty(bench.Calls);
    }

    [TestMethod]
    public void Commission_OfAnotherCommandsTag_IsRefusedAndAudited()
    {
        CommandBench bench = new();
        JsonElement answer = bench.Answer("commission", CommandBench.Signed(Body, name: "control"));

        Assert.AreEqual("unauthorised", answer.GetProperty("code").GetString());
        Assert.IsEmpty(bench.Calls);
        Assert.AreEqual("commission", bench.Events.Single().GetProperty("event").GetString());
        Assert.AreEqual("refused", bench.Events[0].GetProperty("step").GetString());
    }

    [TestMethod]
    public void Commission_SentTwice_RunsOnceAndAnswersRunningThenSettings()
    {
        CommandBench bench = new();
        string message = CommandBench.Signed(Body, name: "commission");
        Assert.AreEqual("running", bench.Answer("commission", message).GetProperty("code").GetString());

        bench.Tickets[0].Settings = new Settings();
        bench.Tickets[0].End(CommandStatus.Ok, null);
        JsonElement answer = bench.Run()[0];
        Assert.AreEqual("ok", answer.GetProperty("code").GetString());
        Assert.AreEqual("p9@4800", answer.GetProperty("result").GetProperty("address").GetString());
        Assert.AreEqual(answer.ToString(), bench.Answer("commission", message).ToString());
        CollectionAssert.AreEqual(new[] { "commission m p7 9 fitter" }, bench.Calls);
        CollectionAssert.AreEqual(
            new[] { "accepted", "done" }, bench.Events.Select(e => e.GetProperty("step").GetString()).ToArray());
        Assert.AreEqual("fitter", bench.Events[1].GetProperty("who").GetString());
        Assert.AreEqual(9, bench.Events[1].GetProperty("new_address").GetInt32());
        Assert.AreEqual("p9@4800", bench.Events[1].GetProperty("address").GetString());
    }

    [TestMethod]
    public void Commission_NotFound_IsFailedWithItsReason()
    {
        CommandBench bench = new();
        bench.Answer("commission", CommandBench.Signed(Body, name: "commission"));
        bench.Tickets[0].End(CommandStatus.Failed, "silence");

        JsonElement answer = bench.Run()[0];
        Assert.AreEqual("failed", answer.GetProperty("code").GetString());
        Assert.AreEqual("silence", answer.GetProperty("error").GetString());
        Assert.AreEqual("failed", bench.Events[^1].GetProperty("step").GetString());
        Assert.IsFalse(bench.Events[^1].TryGetProperty("address", out _));
    }

    private sealed class Settings : IMeterSettings
    {
        public void WriteSettings(JsonWriter json)
        {
            json.Name("address");
            json.Word("p9@4800");
        }
    }
}
