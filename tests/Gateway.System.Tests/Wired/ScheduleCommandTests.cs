// The command schedule: another time for a job of a wired line, over restarts.
using System;
using System.Linq;
using System.Text.Json;
using Gateway.System.Tests.Commands;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Wired;

[TestClass]
public class ScheduleCommandTests
{
    [TestMethod]
    public void Set_AnotherTime_IsUsedAndSurvivesAPowerCut()
    {
        using var test = new TestWorld(Runs.Load("dlt645-32"));
        var headend = new Headend(test);
        test.Start();
        test.RunFor(5);
        var job = Jobs(headend)[0];
        var (port, name) = (job.GetProperty("port").GetString(), job.GetProperty("job").GetString());
        var before = test.World.Lines[0].Line.Name;
        Assert.AreEqual(before, port);
        var body = $"{{\"do\":\"set\",\"port\":\"{port}\",\"job\":\"{name}\",\"at\":\"0 17 3 * * ?\",\"who\":\"w\"}}";
        headend.Result("schedule", headend.Signed("schedule", body));
        test.RunFor(5);
        job = Jobs(headend)[0];
        Assert.AreEqual("0 17 3 * * ?", job.GetProperty("at").GetString());
        var next = DateTimeOffset.FromUnixTimeMilliseconds(job.GetProperty("next").GetInt64());
        Assert.AreEqual(new TimeSpan(3, 17, 0), next.TimeOfDay);

        test.World.PullPlug();
        test.RunFor(5);
        test.World.Gateway.RestorePower();
        test.RunFor(60);
        Assert.AreEqual("0 17 3 * * ?", Jobs(headend)[0].GetProperty("at").GetString());
        test.Finish();
        CollectionAssert.AreEqual(new[] { "done" }, headend.Steps("schedule"));
    }

    [TestMethod]
    [DataRow("nowhere", "x", "0 17 3 * * ?", "body.port: there is no nowhere")]
    [DataRow("rs485", "x", "0 17 3 * * ?", "body.job: there is no x")]
    [DataRow("rs485", null, "0 17 25 * * ?", "body.at: ")]
    public void Set_Bad_ChangesNothing(string port, string name, string at, string error)
    {
        using var test = new TestWorld(Runs.Load("dlt645-32"));
        var headend = new Headend(test);
        test.Start();
        test.RunFor(5);
        var before = Jobs(headend)[0];
        name ??= before.GetProperty("job").GetString();
        var body = $"{{\"do\":\"set\",\"port\":\"{port}\",\"job\":\"{name}\",\"at\":\"{at}\",\"who\":\"w\"}}";
        var answer = headend.Ask("schedule", headend.Signed("schedule", body)).Value;
        Assert.AreEqual("failed", answer.GetProperty("code").GetString());
        StringAssert.StartsWith(answer.GetProperty("error").GetString(), error);
        answer = headend.Ask("schedule", headend.Plain(body)).Value;
        Assert.AreEqual("exp: is missing", answer.GetProperty("error").GetString());
        answer = headend.Ask("schedule", headend.Signed("schedule", body).Replace("\"w\"", "\"v\"")).Value;
        Assert.AreEqual("unauthorised", answer.GetProperty("code").GetString());
        Assert.AreEqual(before.GetProperty("at").GetString(), Jobs(headend)[0].GetProperty("at").GetString());
    }

    private static JsonElement[] Jobs(Headend headend) =>
        [.. headend.Result("schedule", headend.Plain("{}")).GetProperty("jobs").EnumerateArray()];
}
