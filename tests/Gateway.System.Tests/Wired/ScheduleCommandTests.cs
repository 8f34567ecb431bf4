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
    [DataRow("rs485", null, "0 17 3 * * ? 2025", "body.at: its last time has passed")]
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
        Assert.AreEqual("bad_request", answer.GetProperty("code").GetString());
        StringAssert.StartsWith(answer.GetProperty("error").GetString(), error);
        answer = headend.Ask("schedule", headend.Plain(body)).Value;
        Assert.AreEqual("exp: is missing", answer.GetProperty("error").GetString());
        answer = headend.Ask("schedule", headend.Signed("schedule", body).Replace("\"w\"", "\"v\"")).Value;
        Assert.AreEqual("unauthorised", answer.GetProperty("code").GetString());
        Assert.AreEqual(before.GetProperty("at").GetString(), Jobs(headend)[0].GetProperty("at").GetString());
    }

    /// <summary>Times that a new expression names before it was given are no missed runs; one that is over is shown as
    /// such.</summary>
    [TestMethod]
    public void Set_JobThatMakesUpForMissedRuns_WaitsForItsNewTime()
    {
        var scenario = Runs.Load("dlt645-32");
        var line = scenario.Gateway.Wired[0];
        var sweep = line.Jobs[0] with { At = "0 0 12 * * ?", Missed = "once" };
        line = line with { Jobs = [sweep, line.Jobs[0] with { Name = "past", At = "0 0 0 1 1 ? 2020" }] };
        using var test = new TestWorld(scenario with { Gateway = scenario.Gateway with { Wired = [line] } });
        var headend = new Headend(test);
        test.Start();
        test.RunFor(200);
        headend.Result("schedule", headend.Signed("schedule",
            "{\"do\":\"set\",\"port\":\"rs485\",\"job\":\"sweep\",\"at\":\"0 1,5 0 * * ?\",\"who\":\"w\"}"));
        test.RunFor(60);
        var jobs = Jobs(headend);
        Assert.AreEqual(0, jobs[0].GetProperty("runs").GetInt32());
        Assert.AreEqual(0, jobs[0].GetProperty("missed_runs").GetInt32());
        Assert.IsTrue(jobs[1].GetProperty("over").GetBoolean());
        Assert.IsFalse(jobs[1].TryGetProperty("next", out _));

        test.World.PullPlug();
        test.RunFor(1);
        test.World.Gateway.RestorePower();
        test.RunFor(60);
        jobs = Jobs(headend);
        Assert.AreEqual(1, jobs[0].GetProperty("runs").GetInt32());
        Assert.AreEqual(0, jobs[0].GetProperty("missed_runs").GetInt32());
        test.Finish();
    }

    private static JsonElement[] Jobs(Headend headend) =>
        [.. headend.Result("schedule", headend.Plain("{}")).GetProperty("jobs").EnumerateArray()];
}
