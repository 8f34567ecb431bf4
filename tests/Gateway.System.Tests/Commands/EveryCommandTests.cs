// Every command of the catalogue over MQTT to a simulated gateway: good, bad, expired, repeated, replayed after a
// restart, and without authority. A command without a row fails the first test.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Commands;

[TestClass]
public class EveryCommandTests
{
    private const string Document =
        """{"gateway":{"id":"gw-1"},"security":{"command_key":"53494D554C4154494F4E204F4E4C5921"}}""";

    private static readonly string _manifest =
        $$"""{"version":"9.8.7","board":"esp32","size":8192,"sha256":"{{new string('0', 64)}}"}""";

    private static readonly Row[] _rows =
    [
        new("read", false, """{"port":"mbus1","meter":"p7"}""", "ok", """{"port":"mbus1"}""", "body.meter: give"),
        new("transparent", true, """{"port":"mbus1","baud":9600,"tx":"1040074716"}""", "ok",
            """{"port":"mbus1","tx":"1"}""", "body.tx: must have"),
        new("search", false, """{"port":"mbus1","what":"primary"}""", "running",
            """{"port":"mbus1","what":"all"}""", "body.what:"),
        new("control", true, """{"port":"mbus1","meter":"p7","action":"disconnect","who":"d"}""", "ok",
            """{"port":"mbus1","meter":"p7","action":"jump","who":"d"}""", "body.action:"),
        new("commission", true, """{"port":"mbus1","meter":"p7","who":"d"}""", "running",
            """{"port":"mbus1","meter":"p7"}""", "body.who:"),
        new("time", true, """{"unix_ms":NOW}""", "failed", """{"unix_ms":-1}""", "body.unix_ms:"),
        new("config", true, $$"""{"do":"apply","revision":1,"document":{{Document}}}""", "ok",
            """{"do":"apply","revision":1,"document":{"gateway":{"id":7}}}""", "gateway.id: must be a string"),
        new("config-part", false, """{"offset":0,"bytes":"AAAA"}""", "failed", """{"offset":0,"bytes":"A"}""",
            "body.bytes:"),
        new("reboot", true, """{"delay_s":30}""", "ok", """{"delay_s":-1}""", "body.delay_s: -1 is not in 0..3600"),
        new("wipe", true, """{"confirm":"gw-1"}""", "ok", """{"confirm":"gw-2"}""", "body.confirm:"),
        new("meters", true, """{"do":"add","rules":["deny KAM-00000001"],"who":"d"}""", "ok",
            """{"do":"add","rules":["deny"],"who":"d"}""", "body.rules[0]: a rule is"),
        new("schedule", true, """{"do":"set","port":"mbus1","job":"sweep","at":"0 17 3 * * ?","who":"d"}""", "ok",
            """{"do":"set","port":"mbus1","job":"sweep","at":"0 17 3 * * ?"}""", "body.who: is missing"),
        new("survey", false, """{"minutes":1}""", "ok", """{"minutes":0}""", "body.minutes: 0 is not in 1..240"),
        new("log", false, """{"max":5}""", "ok", """{"max":0}""", "body.max: 0 is not in 1..100"),
        new("update", true, """{"do":"cancel"}""", "failed", """{"do":"dance"}""", "body.do: must be"),
        new("update-chunk", false, """{"offset":0,"bytes":"AAAA","crc":"ff41d912"}""", "failed",
            """{"offset":0,"bytes":"AAAA","crc":"00000000"}""", "body.crc: is not"),
    ];

    /// <summary>What the firmware lists, as its source has it, and as the MQTT contract has it.</summary>
    [TestMethod]
    public void Catalogue_EveryCommand_HasARow()
    {
        var source = File.ReadAllText(Path.Combine(Runs.Root(), "firmware", "App", "CommandFactory.cs"));
        var names = Regex.Matches(source, "case \"([a-z-]+)\":").Select(match => match.Groups[1].Value).ToArray();
        Assert.IsGreaterThan(10, names.Length, "the catalogue was not found");
        CollectionAssert.AreEquivalent(names, _rows.Select(row => row.Name).ToArray());
        var contract = File.ReadAllText(Path.Combine(Runs.Root(), "hostbridge", "asyncapi.yaml"));
        var listed = Regex.Match(contract, @"Name of a command\.\s+enum: \[([^\]]+)\]").Groups[1].Value;
        CollectionAssert.AreEquivalent(names, Regex.Matches(listed, "[a-z-]+").Select(m => m.Value).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Command_Good_IsCarriedOut(string name)
    {
        var bench = new Bench(name);
        using var test = bench.Test;
        var answer = bench.Ask(bench.Good());
        if (bench.Row.Code != null)
        {
            Assert.AreEqual(bench.Row.Code, Code(answer), answer.ToString());
        }

        CollectionAssert.DoesNotContain(
            new[] { "bad_request", "unknown", "expired", "unauthorised", "no_clock" }, Code(answer), answer.ToString());
        Assert.AreEqual("gw-1", answer.Value.GetProperty("gw").GetString());
        Assert.AreEqual(name, answer.Value.GetProperty("cmd").GetString());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Command_Bad_IsRefusedWithPathAndReason(string name)
    {
        var bench = new Bench(name);
        using var test = bench.Test;
        var answer = bench.Ask(bench.Envelope(bench.Row.Bad));
        Assert.AreEqual("bad_request", Code(answer), answer.ToString());
        StringAssert.StartsWith(answer.Value.GetProperty("error").GetString(), bench.Row.Error);
        answer = bench.Ask(bench.Envelope("""{"nonsense":1}"""));
        StringAssert.StartsWith(answer.Value.GetProperty("error").GetString(), "body.nonsense: unknown key");
        bench.AssertUnmoved();
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Command_Expired_IsRefused(string name)
    {
        var bench = new Bench(name);
        using var test = bench.Test;
        var answer = bench.Ask(bench.Envelope(bench.Row.Good, -1000));

        // The command that sets the clock is not judged by it: what keeps it from the past is its own rule.
        Assert.AreEqual(name == "time" ? "bad_request" : "expired", Code(answer), answer.ToString());
        bench.AssertUnmoved();
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Command_Repeated_IsAnsweredAgainAndNotDoneAgain(string name)
    {
        var bench = new Bench(name);
        using var test = bench.Test;
        var payload = bench.Good();
        var first = bench.Ask(payload);
        var restarts = test.World.Restarts;
        if (name is "config" or "wipe")
        {
            // They restart at once; what comes then is a replay.
            return;
        }

        var second = bench.Ask(payload);
        Assert.AreEqual(first.ToString(), second.ToString());
        Assert.AreEqual(restarts, test.World.Restarts);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Command_ReplayedAfterARestart_IsNotDoneAgain(string name)
    {
        var bench = new Bench(name);
        using var test = bench.Test;
        var payload = bench.Good();
        bench.Ask(payload);
        test.RunFor(45);
        test.World.PullPlug();
        test.World.Gateway.RestorePower();
        test.RunFor(30);
        var restarts = test.World.Restarts;
        var answer = bench.Ask(payload);
        if (name == "wipe")
        {
            Assert.IsNull(answer, "nobody of that name is left");
        }
        else if (bench.Row.NeedsMac)
        {
            Assert.AreEqual("unauthorised", Code(answer), answer.ToString());
            var last = JsonDocument.Parse(payload).RootElement.GetProperty("exp").GetInt64();
            Assert.AreEqual($"exp: has to be later than {last}, that of the command before",
                answer.Value.GetProperty("error").GetString());
        }
        else
        {
            Assert.AreEqual("expired", Code(answer), answer.ToString());
        }

        test.RunFor(45);
        Assert.AreEqual(restarts, test.World.Restarts);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Command_WithoutAuthority_IsRefused(string name)
    {
        var bench = new Bench(name);
        using var test = bench.Test;
        if (!bench.Row.NeedsMac)
        {
            // Such a command is as free as the broker's access list leaves it; see SECURITY.md.
            return;
        }

        var good = bench.Good();
        var forged = good[..^4] + (good[^4] == 'A' ? 'B' : 'A') + good[^3..];
        var unsigned = good[..good.IndexOf(",\"mac\"", StringComparison.Ordinal)] + "}";
        foreach (var payload in new[] { forged, unsigned })
        {
            var answer = bench.Ask(payload);
            Assert.AreEqual("unauthorised", Code(answer), answer.ToString());
            Assert.AreEqual("mac: is missing or wrong", answer.Value.GetProperty("error").GetString());
        }

        bench.AssertUnmoved();
        Assert.AreNotEqual("unauthorised", Code(bench.Ask(good)), "and the one it was made of still counts");
    }

    public static IEnumerable<object[]> Names() => _rows.Select(row => new object[] { row.Name });

    private static string Code(JsonElement? answer) =>
        answer is { } there ? there.GetProperty("code").GetString() : "no answer";

    /// <param name="Name">Last level of the topic.</param>
    /// <param name="NeedsMac">It is authenticated.</param>
    /// <param name="Good">A good body; NOW is the time.</param>
    /// <param name="Code">Code of its answer in this world; null = any that is not a refusal.</param>
    /// <param name="Bad">A body with one thing wrong.</param>
    /// <param name="Error">How its error begins.</param>
    private sealed record Row(string Name, bool NeedsMac, string Good, string Code, string Bad, string Error);

    private sealed class Bench
    {
        private readonly Headend _headend;
        private int _number;

        public Bench(string name)
        {
            Row = Array.Find(_rows, row => row.Name == name);
            var scenario = Runs.Load("mbus-250-9600");
            Test = new TestWorld(
                scenario with { Gateway = scenario.Gateway with { Id = "gw-1", HasTwoSlots = true } });
            _headend = new Headend(Test);
            Test.Start();
            Test.RunFor(10);
        }

        public Row Row { get; }

        public TestWorld Test { get; }

        public string Good() => Envelope(Row.Good);

        /// <summary>What is authenticated stays valid for ten minutes, so that a replay meets the guard and not the
        /// clock; the rest for one.</summary>
        public string Envelope(string body, long? ahead = null)
        {
            var aheadMs = ahead ?? (Row.NeedsMac ? 600_000 : 60_000);
            var text = body.Replace("NOW", _headend.NowMs.ToString(), StringComparison.Ordinal);
            var id = $"e-{++_number}";
            var expiresMs = _headend.NowMs + aheadMs + _number;
            var message = Encoding.UTF8.GetBytes($"{Headend.Root}{Row.Name}\n{id}\n{expiresMs}\n{text}");
            var mac = Convert.ToHexString(
                HMACSHA256.HashData(Convert.FromHexString(ScenarioGateway.CommandKey), message));
            var tail = Row.NeedsMac ? $",\"mac\":\"{mac}\"" : "";
            return $"{{\"id\":\"{id}\",\"exp\":{expiresMs},\"body\":{text}{tail}}}";
        }

        public JsonElement? Ask(string payload) => _headend.Ask(Row.Name, payload, 20);

        /// <summary>Nothing has changed: no restart, no other configuration, no valve moved, no image.</summary>
        public void AssertUnmoved()
        {
            Test.RunFor(20);
            Assert.AreEqual(0, Test.World.Restarts);
            Assert.IsFalse(Test.World.Gateway.Firmware.Config.IsArmed);
            Assert.IsFalse(Test.World.Gateway.Firmware.Config.IsLoading);
            Assert.IsTrue(Test.World.Lines[0].Bus.Devices
                .OfType<Gateway.Simulator.Meters.Wired.MBusSlave>().All(slave => slave.Valve == 1));
        }
    }
}
