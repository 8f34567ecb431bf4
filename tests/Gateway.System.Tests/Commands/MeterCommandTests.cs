// The commands meters, survey and log against a simulated street.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Commands;

[TestClass]
public class MeterCommandTests
{
    [TestMethod]
    public void Survey_ThreeMinutes_FindsTheStreetInParts()
    {
        using var test = Start(["allow *"]);
        var headend = new Headend(test);
        test.RunFor(10);
        Assert.IsFalse(headend.Result("survey", headend.Plain("{}")).GetProperty("running").GetBoolean());
        var result = headend.Result("survey", headend.Plain("{\"minutes\":3}"));
        Assert.IsTrue(result.GetProperty("running").GetBoolean());
        var second = headend.Ask("survey", headend.Plain("{\"minutes\":3}")).Value;
        Assert.AreEqual("busy", second.GetProperty("code").GetString());
        test.RunFor(90);
        Assert.IsTrue(headend.Result("survey", headend.Plain("{}")).GetProperty("telegrams").GetInt32() > 10);
        test.RunFor(100);
        result = headend.Result("survey", headend.Plain("{}"));
        Assert.IsFalse(result.GetProperty("running").GetBoolean());
        Assert.AreEqual(180, result.GetProperty("lasted_s").GetInt32());
        var addresses = result.GetProperty("addresses").GetInt32();

        var found = Pages(headend, "survey", "part", "found").ToList();
        Assert.HasCount(addresses, found);
        Assert.IsGreaterThan(20, addresses);
        CollectionAssert.AllItemsAreUnique(found.Select(one => one.GetProperty("meter").GetString()).ToList());
        Assert.IsTrue(found.All(one => one.GetProperty("list").GetString() == "allowed"));
        Assert.AreEqual(
            result.GetProperty("telegrams").GetInt32(), found.Sum(one => one.GetProperty("count").GetInt32()));
    }

    [TestMethod]
    public void Survey_Stopped_EndsAtOnce()
    {
        using var test = Start(["allow *"]);
        var headend = new Headend(test);
        test.RunFor(10);
        var early = headend.Ask("survey", headend.Plain("{\"part\":0}")).Value;
        Assert.AreEqual("there was no survey since the start", early.GetProperty("error").GetString());
        headend.Result("survey", headend.Plain("{\"minutes\":60}"));
        test.RunFor(30);
        var result = headend.Result("survey", headend.Plain("{\"end\":true}"));
        Assert.IsFalse(result.GetProperty("running").GetBoolean());
        Assert.AreEqual(30, result.GetProperty("lasted_s").GetInt32(), 1);
    }

    [TestMethod]
    public void Find_HeardMeterThenDenied_TellsBoth()
    {
        using var test = Start(["allow *"]);
        var headend = new Headend(test);
        test.RunFor(200);
        headend.Result("survey", headend.Plain("{\"minutes\":1}"));
        test.RunFor(60);
        var address = headend.Result("survey", headend.Plain("{\"part\":0}")).GetProperty("found")[0]
            .GetProperty("meter").GetString();
        var meter = Find(headend, address[4..12]);
        Assert.AreEqual(address, meter.GetProperty("meter").GetString());
        Assert.AreEqual("heard", meter.GetProperty("hearing").GetString());
        Assert.IsGreaterThan(0, meter.GetProperty("received").GetInt32());
        Assert.IsGreaterThan(5, meter.GetProperty("margin_db").GetInt32());

        var rules = "[\"deny " + address[..12] + "\"]";
        headend.Result("meters", headend.Signed("meters", $"{{\"do\":\"add\",\"at\":0,\"rules\":{rules},\"who\":\"w\"}}"));
        meter = Find(headend, address[4..12]);
        Assert.AreEqual("filtered", meter.GetProperty("hearing").GetString());
        Assert.AreEqual(0, meter.GetProperty("rule").GetInt32());
        Assert.AreEqual(0, headend.Result("meters", headend.Plain("{\"do\":\"find\",\"digits\":\"99999999\"}"))
            .GetProperty("found").GetInt32());
        // It looks through 70,000 slots, 8 in 5 ms.
        var worst = headend.Ask("meters", headend.Plain("{\"do\":\"worst\"}"), 60).Value.GetProperty("result");
        Assert.IsGreaterThan(0, worst.GetProperty("meters").GetArrayLength());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(24)]
    public void Worst_OfWholeHours_IsRankedByThem(int hours)
    {
        using var test = Start(["allow *"]);
        var headend = new Headend(test);
        test.RunFor(3 * 3_600);
        var ask = headend.Plain($"{{\"do\":\"worst\",\"hours\":{hours}}}");
        var result = headend.Ask("meters", ask, 60).Value.GetProperty("result");

        Assert.AreEqual(hours, result.GetProperty("hours").GetInt32());
        Assert.AreEqual(test.World.Gateway.Firmware.Filter.Hours.Count, result.GetProperty("known").GetInt32());
        var shares = result.GetProperty("meters").EnumerateArray().Select(Share).ToList();
        Assert.HasCount(10, shares);
        CollectionAssert.AreEqual(shares.Order().ToList(), shares);
        Assert.IsLessThan(1_000.0, shares[0], "the worst of sixty has missed one");

        static double Share(JsonElement meter)
        {
            var expected = meter.GetProperty("hours_expected").GetInt32();
            Assert.IsGreaterThan(0, expected);
            return Math.Floor(meter.GetProperty("hours_received").GetInt32() * 1000.0 / expected);
        }
    }

    [TestMethod]
    [DataRow("{\"do\":\"worst\",\"hours\":2}", "body.hours: must be 1 or 24")]
    [DataRow("{\"do\":\"worst\",\"hours\":25}", "body.hours: 25 is not in 1..24")]
    [DataRow("{\"do\":\"query\",\"hours\":1}", "body.hours: belongs to worst")]
    public void Worst_BadHours_IsRefusedInWords(string body, string error)
    {
        using var test = Start(["allow *"]);
        var headend = new Headend(test);
        test.RunFor(10);
        var answer = headend.Ask("meters", headend.Plain(body)).Value;
        Assert.AreEqual("bad_request", answer.GetProperty("code").GetString());
        Assert.AreEqual(error, answer.GetProperty("error").GetString());
    }

    [TestMethod]
    public void Meters_ListChanged_IsUsedAndSurvivesAPowerCut()
    {
        using var test = Start(["allow KAM-11111111"]);
        var headend = new Headend(test);
        test.RunFor(30);
        var accepted = test.World.Gateway.Firmware.Filter.Counters.Accepted;
        headend.Result("meters", Change(headend, "add", "\"allow * every\""));
        test.RunFor(60);
        Assert.IsGreaterThan(accepted + 5, test.World.Gateway.Firmware.Filter.Counters.Accepted);
        CollectionAssert.AreEqual(new[] { "allow KAM-11111111 class=regular first=3600", "allow *-* class=regular every" },
            List(headend));
        Restart(test);
        Assert.HasCount(2, List(headend));
        headend.Result("meters", Change(headend, "remove", "\"allow KAM-11111111\""));
        Restart(test);
        CollectionAssert.AreEqual(new[] { "allow *-* class=regular every" }, List(headend));

        var rules = Enumerable.Range(0, 100).Select(i => $"\"allow KAM-{i:D8}\"").ToArray();
        headend.Result("meters", Change(headend, "replace", string.Join(',', rules[..40]), ",\"more\":true"));
        headend.Result("meters", Change(headend, "add", string.Join(',', rules[40..80]), ",\"more\":true"));
        Assert.HasCount(1, List(headend), "not in use before it is complete");
        headend.Result("meters", Change(headend, "add", string.Join(',', rules[80..])));
        Assert.HasCount(100, List(headend));
        Restart(test);
        Assert.HasCount(100, List(headend));
        test.Finish();
        CollectionAssert.AreEqual(new[] { "done", "done", "staged", "staged", "done" }, headend.Steps("meters"));
    }

    [TestMethod]
    [DataRow("add", "\"allow KAM-1\"", "bad_request", "body.rules[0]: 'KAM-1': the identification number is eight digits, each of which may be *, or a single *")]
    [DataRow("add", "\"allow KAM-11111111\"", "failed", "body.rules[0]: is there already")]
    [DataRow("remove", "\"allow KAM-22222222\"", "failed", "body.rules[0]: is not in the list")]
    [DataRow("replace", "\"allow * class=priority\"", "failed", "body.rules[0]: class=priority is for 50 full identification numbers")]
    public void Meters_BadChange_ChangesNothing(string verb, string rules, string code, string error)
    {
        using var test = Start(["allow KAM-11111111"]);
        var headend = new Headend(test);
        test.RunFor(10);
        var answer = headend.Ask("meters", Change(headend, verb, rules)).Value;
        Assert.AreEqual(code, answer.GetProperty("code").GetString());
        Assert.AreEqual(error, answer.GetProperty("error").GetString());
        Assert.HasCount(1, List(headend));
        var plain = headend.Plain($"{{\"do\":\"{verb}\",\"rules\":[\"deny *\"],\"who\":\"w\"}}");
        Assert.AreEqual("body.exp: is missing".Replace("body.", ""), headend.Ask("meters", plain).Value
            .GetProperty("error").GetString());
        var forged = Change(headend, "add", "\"deny *\"").Replace("\"deny", "\"allow");
        Assert.AreEqual("unauthorised", headend.Ask("meters", forged).Value.GetProperty("code").GetString());
        Assert.HasCount(1, List(headend));
    }

    [TestMethod]
    public void Log_AfterARestart_TellsNewestFirst()
    {
        using var test = Start(["allow *"]);
        var headend = new Headend(test);
        test.RunFor(10);
        headend.Result("meters", Change(headend, "add", "\"deny KAM-00000001\""));
        Restart(test);
        var result = headend.Result("log", headend.Plain("{\"max\":3}"));
        var events = result.GetProperty("events").EnumerateArray().ToList();
        Assert.HasCount(3, events);
        var seqs = events.Select(one => one.GetProperty("seq").GetInt64()).ToList();
        CollectionAssert.AreEqual(seqs.OrderDescending().ToList(), seqs);
        Assert.AreEqual(seqs[^1] - 1, result.GetProperty("next").GetInt64());
        var all = Pages(headend, "log", "from", "events", "\"max\":100").ToList();
        Assert.IsTrue(all.Any(one => one.GetProperty("data").GetProperty("event").GetString() == "meters"));
        Assert.AreEqual(2, all.Count(one => one.GetProperty("data").GetProperty("event").GetString() == "start"));
        Assert.AreEqual(1, all[^1].GetProperty("seq").GetInt64());
    }

    private static string Change(Headend headend, string verb, string rules, string more = "") =>
        headend.Signed("meters", $"{{\"do\":\"{verb}\",\"rules\":[{rules}],\"who\":\"dispatcher-2\"{more}}}");

    private static JsonElement Find(Headend headend, string digits)
    {
        var result = headend.Result("meters", headend.Plain($"{{\"do\":\"find\",\"digits\":\"{digits}\"}}"));
        Assert.AreEqual(1, result.GetProperty("found").GetInt32());
        return result.GetProperty("meters")[0];
    }

    private static List<string> List(Headend headend) =>
        [.. Pages(headend, "meters", "from", "rules").Select(rule => rule.GetString())];

    private static IEnumerable<JsonElement> Pages(
        Headend headend, string command, string member, string list, string more = null)
    {
        var body = command == "survey" ? "{\"part\":0}" : more == null ? "{}" : "{" + more + "}";
        for (var page = 0; page < 100; page++)
        {
            var result = headend.Result(command, headend.Plain(body));
            foreach (var one in result.GetProperty(list).EnumerateArray())
            {
                yield return one;
            }

            if (!result.TryGetProperty("next", out var next))
            {
                yield break;
            }

            body = $"{{\"{member}\":{next.GetInt64()}" + (more == null ? "" : "," + more) + "}";
        }

        Assert.Fail("no end");
    }

    private static void Restart(TestWorld test)
    {
        test.RunFor(5);
        test.World.PullPlug();
        test.RunFor(5);
        test.World.Gateway.RestorePower();
        test.RunFor(60);
    }

    private static TestWorld Start(string[] rules)
    {
        var street = Runs.Load("street");
        var gateway = street.Gateway with { Id = "gw-1", TakesCommands = true, ForwardAll = false, Rules = rules };
        return new TestWorld(street with { Gateway = gateway }).Start();
    }
}
