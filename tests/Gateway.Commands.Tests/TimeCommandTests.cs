using System.Linq;
using System.Text.Json;

namespace Gateway.Commands.Tests;

[TestClass]
public sealed class TimeCommandTests
{
    [TestMethod]
    public void Time_ClockNotSet_IsSetOnceAndNotByARepeat()
    {
        CommandBench bench = new(isClockSet: false);
        string first = CommandBench.Signed($"{{\"unix_ms\":{CommandBench.NowMs}}}", "d-1", name: "time");
        Assert.AreEqual("ok", Code(bench.Answer("time", first)));
        CollectionAssert.AreEqual(new[] { CommandBench.NowMs }, bench.TimesSet);

        // After a restart the id is forgotten, the order is not.
        bench.Restart(CommandBench.Key);
        Assert.AreEqual("unauthorised", Code(bench.Answer("time", first)));
        Assert.HasCount(1, bench.TimesSet);
    }

    [TestMethod]
    [DataRow("{}", "d-2", "bad_request")]
    [DataRow("{\"unix_ms\":0}", "d-3", "bad_request")]
    [DataRow("{\"unix_ms\":1790000060001}", "d-4", "bad_request")]
    [DataRow("{\"unix_ms\":1789996460000}", "d-5", "ok")]
    [DataRow("{\"unix_ms\":1789996459999}", "d-6", "bad_request")]
    [DataRow("{\"unix_ms\":1790000060000}", "d-7", "ok")]
    public void Time_OutsideTheHourBeforeExp_IsRefused(string body, string id, string code)
    {
        CommandBench bench = new(isClockSet: false);
        Assert.AreEqual(code, Code(bench.Answer("time", CommandBench.Signed(body, id, name: "time"))));
        Assert.HasCount(code == "ok" ? 1 : 0, bench.TimesSet);
    }

    [TestMethod]
    public void Time_BetterSourceKnown_SaysSo()
    {
        CommandBench bench = new() { RefusesTime = true };
        JsonElement answer = bench.Answer(
            "time", CommandBench.Signed($"{{\"unix_ms\":{CommandBench.NowMs}}}", name: "time"));
        Assert.AreEqual("failed", Code(answer));
        Assert.Contains("time server", answer.GetProperty("error").GetString());
    }

    [TestMethod]
    public void Unauthorised_AnyCommand_IsASecurityEvent()
    {
        CommandBench bench = new();
        string forged = CommandBench.Signed("{\"unix_ms\":1}", name: "time", key: new byte[16]);
        Assert.AreEqual("unauthorised", Code(bench.Answer("time", forged)));
        JsonElement alarm = bench.Alarms.Single();
        Assert.AreEqual("command_refused", alarm.GetProperty("what").GetString());
        Assert.AreEqual("time", alarm.GetProperty("cmd").GetString());
        Assert.AreEqual("security", alarm.GetProperty("event").GetString());
        Assert.IsEmpty(bench.TimesSet);
    }

    private static string Code(JsonElement answer) => answer.GetProperty("code").GetString();
}
