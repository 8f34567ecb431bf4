using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Gateway.Bridge.Store;

namespace Gateway.Bridge.Tests.Bridge;

[TestClass]
public sealed class CommandBoxTests
{
    private const long NowMs = 1_768_456_800_000;
    private const string Root = "m/gateway/gw-1/command/";

    [TestMethod]
    public void Add_FilesTakenAtThatMoment_HaveEveryCommandInOrder()
    {
        using var bench = new Bench();
        for (var i = 0; i < 10; i++)
        {
            bench.Add("read", $"{{\"id\":\"c{i}\"}}");

            using var copy = bench.Copy($"copy{i}.db");
            CollectionAssert.AreEqual(
                Enumerable.Range(0, i + 1).Select(n => $"{{\"id\":\"c{n}\"}}").ToArray(),
                copy.ReadCommands().Select(one => Encoding.UTF8.GetString(one.Message.Payload)).ToArray());
        }
    }

    [TestMethod]
    public void Delivered_RestartAfterwards_IsNotThereAgain()
    {
        using var bench = new Bench();
        bench.Add("read", "1");
        bench.Add("read", "2");
        Assert.AreEqual("1", Text(bench.Box.Begin(0)));
        bench.Box.Delivered(true, 0);

        bench.Restart();

        Assert.AreEqual("2", Text(bench.Box.Begin(0)));
        Assert.AreEqual(1, bench.Box.Count);
    }

    [TestMethod]
    public void Begin_RestartBeforeItArrived_IsThereAgain()
    {
        using var bench = new Bench();
        bench.Add("read", "1");
        bench.Box.Begin(0);

        bench.Restart();

        Assert.AreEqual("1", Text(bench.Box.Begin(0)));
    }

    [TestMethod]
    public void Begin_LastOneNotAnswered_WaitsForTheAnswerOrTwoSeconds()
    {
        using var bench = new Bench();
        bench.Add("read", "1");
        bench.Add("read", "2");
        bench.Add("read", "3");
        bench.Box.Begin(0);
        bench.Box.Delivered(true, 0);
        Assert.IsNull(bench.Box.Begin(1_999_999));

        bench.Box.Answered("m/gateway/gw-1/event/up");
        Assert.IsNull(bench.Box.Begin(1_999_999), "that was no answer");
        bench.Box.Answered("m/gateway/gw-1/event/resp");

        Assert.AreEqual("2", Text(bench.Box.Begin(10)));
        bench.Box.Delivered(true, 10);
        Assert.AreEqual("3", Text(bench.Box.Begin(2_000_010)));
    }

    [TestMethod]
    public void Add_MoreThanFit_OldestIsRefusedInWords()
    {
        using var bench = new Bench();
        for (var i = 0; i < CommandBox.Most + 2; i++)
        {
            bench.Add("read", $"{{\"id\":\"c{i}\"}}");
        }

        Assert.AreEqual((CommandBox.Most, 2L), (bench.Box.Count, bench.Box.Refused));
        Assert.AreEqual("{\"id\":\"c2\"}", Text(bench.Box.Begin(0)));
        var answers = bench.Answers();
        Assert.HasCount(2, answers);
        AssertAnswer(answers[0], "c0", "read", "busy", "64 later commands wait");
        AssertAnswer(answers[1], "c1", "read", "busy", "64 later commands wait");
    }

    [TestMethod]
    public void Add_MoreThanFitAndOldestIsAtTheBoard_ThatOneStays()
    {
        using var bench = new Bench();
        bench.Add("read", "{\"id\":\"first\"}");
        bench.Box.Begin(0);
        bench.Restart();
        for (var i = 0; i < CommandBox.Most; i++)
        {
            bench.Add("read", $"{{\"id\":\"c{i}\"}}");
        }

        Assert.AreEqual("{\"id\":\"first\"}", Text(bench.Box.Begin(0)));
        AssertAnswer(bench.Answers().Single(), "c0", "read", "busy", "later commands");
    }

    [TestMethod]
    public void Expire_TimeHasPassed_IsAnsweredAndNotSent()
    {
        using var bench = new Bench();
        bench.Add("control", $"{{\"id\":\"a\",\"exp\":{NowMs + 5_000}}}");
        bench.Add("read", "{\"id\":\"b\"}");
        bench.Restart();
        bench.NowMs = NowMs + 4_999;
        bench.Box.Expire();
        Assert.AreEqual(2, bench.Box.Count, "not yet");

        bench.NowMs = NowMs + 5_000;

        Assert.AreEqual("{\"id\":\"b\"}", Text(bench.Box.Begin(0)));
        AssertAnswer(bench.Answers().Single(), "a", "control", "expired", "exp: ");
    }

    [TestMethod]
    [DataRow("read", -1, DisplayName = "too late when it came: the gateway may have carried it out before")]
    [DataRow("time", 5_000, DisplayName = "exp of the command that sets the clock is no time of day")]
    public void Expire_GatewaysToJudge_IsSent(string name, int aheadMs)
    {
        using var bench = new Bench();
        var text = $"{{\"id\":\"a\",\"exp\":{NowMs + aheadMs}}}";
        bench.Add(name, text);
        bench.NowMs = NowMs + 60_000;

        Assert.AreEqual(text, Text(bench.Box.Begin(0)));
        Assert.IsEmpty(bench.Answers());
    }

    [TestMethod]
    public void Expire_OnItsWayAlready_IsTheGatewaysToAnswer()
    {
        using var bench = new Bench();
        bench.Add("control", $"{{\"id\":\"a\",\"exp\":{NowMs + 5_000}}}");
        bench.Box.Begin(0);
        bench.Restart();
        bench.NowMs = NowMs + 60_000;
        bench.Box.Expire();

        Assert.AreEqual(1, bench.Box.Count);
        Assert.IsEmpty(bench.Answers());
    }

    [TestMethod]
    public void Add_LongerThanAnyGatewayTakes_IsRefusedAtOnce()
    {
        using var bench = new Bench();
        bench.Add("config", "{\"id\":\"a\",\"body\":\"" + new string('x', CommandBox.MaxPayloadBytes) + "\"}");

        Assert.AreEqual(0, bench.Box.Count);
        AssertAnswer(bench.Answers().Single(), "a", "config", "bad_request", "too long");
    }

    [TestMethod]
    [DataRow("{\"id\":\"\\ud800\",\"exp\":1e400}")]
    [DataRow("{\"id\":7,\"exp\":\"soon\"}")]
    [DataRow("[1,2")]
    [DataRow("")]
    [DataRow("{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}")]
    public void Add_HostilePayload_GoesToTheGatewayAsItCame(string payload)
    {
        using var bench = new Bench();
        bench.Add("read", payload);

        Assert.AreEqual(payload, Text(bench.Box.Begin(0)));
        Assert.AreEqual((1, 0L), (bench.Box.Count, bench.Box.Refused));
    }

    [TestMethod]
    public void Add_SeededBytesFlipped_NothingThrowsAndNothingIsChanged()
    {
        const int Seed = 20;
        var random = new Random(Seed);
        var sound = Encoding.UTF8.GetBytes($"{{\"id\":\"a\",\"exp\":{NowMs + 5_000},\"body\":{{\"x\":[1,\"é\"]}}}}");
        for (var i = 0; i < 500; i++)
        {
            using var bench = i % 50 == 0 ? new Bench() : null;
            var payload = (byte[])sound.Clone();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                payload[random.Next(payload.Length)] ^= (byte)(1 << random.Next(8));
            }

            var envelope = new CommandEnvelope(new BridgeMessage(Root + "read", payload, false));
            Assert.IsNotNull(envelope.Answer("busy", "x"), $"seed {Seed}, round {i}");
            if (bench != null)
            {
                bench.Box.Add(new BridgeMessage(Root + "read", payload, false));
                bench.Restart();
                CollectionAssert.AreEqual(payload, bench.Box.Begin(0).Payload, $"seed {Seed}, round {i}");
            }
        }
    }

    private static string Text(BridgeMessage message) => message == null ? null : Encoding.UTF8.GetString(message.Payload);

    private static void AssertAnswer(BridgeMessage answer, string id, string cmd, string code, string error)
    {
        Assert.AreEqual(("m/gateway/gw-1/event/resp", false), (answer.Topic, answer.Retain));
        using var json = JsonDocument.Parse(answer.Payload);
        var root = json.RootElement;
        Assert.AreEqual(("gw-1", id, cmd, code), (
            root.GetProperty("gw").GetString(), root.GetProperty("id").GetString(),
            root.GetProperty("cmd").GetString(), root.GetProperty("code").GetString()));
        StringAssert.Contains(root.GetProperty("error").GetString(), error);
    }

    private sealed class Bench : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-bridge-test-");
        private Outbox _outbox;

        public Bench() => Open();

        public CommandBox Box { get; private set; }

        public long NowMs { get; set; } = CommandBoxTests.NowMs;

        public void Add(string name, string payload) =>
            Box.Add(new BridgeMessage(Root + name, Encoding.UTF8.GetBytes(payload), false));

        public BridgeMessage[] Answers() => [.. _outbox.Read(100, []).Select(row => row.Message)];

        public void Restart()
        {
            _outbox.Dispose();
            Open();
        }

        // What a process that dies now leaves behind: the files as they are.
        public Outbox Copy(string name)
        {
            foreach (var tail in new[] { "", "-wal" })
            {
                if (File.Exists(PathOf("a.db") + tail))
                {
                    File.Copy(PathOf("a.db") + tail, PathOf(name) + tail);
                }
            }

            return new Outbox(PathOf(name));
        }

        public void Dispose()
        {
            _outbox.Dispose();
            _folder.Delete(recursive: true);
        }

        private void Open()
        {
            _outbox = new Outbox(PathOf("a.db"));
            Box = new CommandBox(_outbox, () => NowMs);
        }

        private string PathOf(string name) => Path.Combine(_folder.FullName, name);
    }
}
