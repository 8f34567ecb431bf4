using System.Text.Json;
using Gateway.Core;

namespace Gateway.Commands.Tests;

[TestClass]
public class SearchCommandTests
{
    private static readonly string Exp = (CommandBench.NowMs + 60_000).ToString();

    [TestMethod]
    [DataRow("{}", "body.port: is missing")]
    [DataRow("{\"port\":\"m\",\"what\":\"all\"}", "body.what")]
    [DataRow("{\"port\":\"m\",\"what\":7}", "body.what")]
    [DataRow("{\"port\":\"m\",\"baud\":100}", "body.baud")]
    [DataRow("{\"port\":\"m\",\"baud\":\"x\"}", "body.baud")]
    [DataRow("{\"port\":\"m\",\"parity\":\"mark\"}", "body.parity")]
    [DataRow("{\"port\":\"m\",\"meter\":\"p1\"}", "meter")]
    [DataRow("{\"port\":\"a name that is longer than any line may have\"}", "body.port")]
    public void Search_BadBody_IsRefusedWithItsPath(string body, string reason)
    {
        CommandBench bench = new();
        JsonElement answer = bench.Answer("search", "{\"id\":\"s\",\"exp\":" + Exp + ",\"body\":" + body + "}");

        Assert.AreEqual("bad_request", answer.GetProperty("code").GetString());
        StringAssert.Contains(answer.GetProperty("error").GetString(), reason);
        Assert.IsEmpty(bench.Calls);
    }

    [TestMethod]
    public void Search_WithoutExpiry_IsRefused()
    {
        CommandBench bench = new();
        JsonElement answer = bench.Answer("search", "{\"id\":\"s\",\"body\":{\"port\":\"m\"}}");

        Assert.AreEqual("bad_request", answer.GetProperty("code").GetString());
        Assert.IsEmpty(bench.Calls);
    }

    [TestMethod]
    public void Search_Expired_IsRefused()
    {
        CommandBench bench = new();
        JsonElement answer = bench.Answer(
            "search", "{\"id\":\"s\",\"exp\":" + CommandBench.NowMs + ",\"body\":{\"port\":\"m\"}}");

        Assert.AreEqual("expired", answer.GetProperty("code").GetString());
        Assert.IsEmpty(bench.Calls);
    }

    [TestMethod]
    public void Search_Sent3Times_RunsOnceAndAnswersRunningThenFound()
    {
        CommandBench bench = new();
        string message = "{\"id\":\"s\",\"exp\":" + Exp + ",\"body\":{\"port\":\"m\"}}";
        Assert.AreEqual("running", bench.Answer("search", message).GetProperty("code").GetString());
        Assert.AreEqual("running", bench.Answer("search", message).GetProperty("code").GetString());

        bench.Tickets[0].Found = new FoundList(3, 1);
        bench.Tickets[0].End(CommandStatus.Ok, null);
        JsonElement answer = bench.Run()[0];
        Assert.AreEqual("ok", answer.GetProperty("code").GetString());
        JsonElement result = answer.GetProperty("result");
        Assert.AreEqual(3, result.GetProperty("found").GetArrayLength());
        Assert.AreEqual(1, result.GetProperty("more").GetInt32());

        Assert.AreEqual(answer.ToString(), bench.Answer("search", message).ToString());
        CollectionAssert.AreEqual(new[] { "search m addresses 0 0" }, bench.Calls);
    }

    [TestMethod]
    public void Search_MoreThanAnAnswerHolds_IsBoundedAndCounted()
    {
        CommandBench bench = new();
        bench.Answer("search", "{\"id\":\"s\",\"exp\":" + Exp + ",\"body\":{\"port\":\"m\"}}");
        bench.Tickets[0].Found = new FoundList(250, 0);
        bench.Tickets[0].End(CommandStatus.Ok, null);
        for (int i = 0; i < 4 && !bench.Dispatcher.HasReply; i++)
        {
            bench.StepOnly();
        }

        JsonElement result = bench.Run()[0].GetProperty("result");
        int found = result.GetProperty("found").GetArrayLength();
        Assert.IsGreaterThan(10, found);
        Assert.AreEqual(250, found + result.GetProperty("more").GetInt32());
    }

    private sealed class FoundList(int count, int lost) : IFoundMeters
    {
        public int FoundCount => count;

        public int Lost => lost;

        public void WriteFound(JsonWriter json, int index)
        {
            json.Name("address");
            json.Word("KAM-" + (10_000_000 + index) + "-1B-04#24@9600");
            json.Name("state");
            json.Word("not_selectable");
        }
    }
}
