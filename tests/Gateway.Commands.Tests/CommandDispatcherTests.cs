using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Gateway.Core;

namespace Gateway.Commands.Tests;

[TestClass]
public sealed class CommandDispatcherTests
{
    private const string ReadOne = "{\"id\":\"a\",\"body\":{\"port\":\"mbus1\",\"meter\":\"12345678\"}}";
    private const string Valve = "{\"port\":\"mbus1\",\"meter\":\"12345678\",\"action\":\"disconnect\",\"who\":\"ops\"}";

    [TestMethod]
    public void Read_Meter_IsAnsweredWhenTheLineHasRead()
    {
        CommandBench bench = new();
        bench.Send("read", ReadOne);

        Assert.IsEmpty(bench.Run());
        CollectionAssert.AreEqual(new[] { "read mbus1 12345678" }, bench.Calls);
        bench.Tickets[0].Frames = 2;
        bench.Tickets[0].End(CommandStatus.Ok, null);
        JsonElement answer = bench.Run().Single();

        Assert.AreEqual("gw-7", Text(answer, "gw"));
        Assert.AreEqual("a", Text(answer, "id"));
        Assert.AreEqual("read", Text(answer, "cmd"));
        Assert.AreEqual("ok", Text(answer, "code"));
        Assert.AreEqual(2, answer.GetProperty("result").GetProperty("frames").GetInt32());
    }

    [TestMethod]
    public void Read_Failed_SaysWhy()
    {
        CommandBench bench = new();
        bench.Send("read", ReadOne);
        bench.Run();
        bench.Tickets[0].End(CommandStatus.Failed, "silence");

        JsonElement answer = bench.Run().Single();

        Assert.AreEqual("failed", Text(answer, "code"));
        Assert.AreEqual("silence", Text(answer, "error"));
    }

    [TestMethod]
    public void Read_Job_AnswersHowManyReadsAreDue()
    {
        JsonElement answer = new CommandBench().Answer("read", "{\"id\":\"a\",\"body\":{\"port\":\"p\",\"job\":\"night\"}}");

        Assert.AreEqual(25, answer.GetProperty("result").GetProperty("reads_due").GetInt32());
    }

    [TestMethod]
    public void SameId_WhileRunningAndAfterwards_IsAnsweredNotRepeated()
    {
        CommandBench bench = new();
        bench.Send("read", ReadOne);
        bench.Run();
        Assert.AreEqual("running", Text(bench.Answer("read", ReadOne), "code"));
        bench.Tickets[0].End(CommandStatus.Ok, null);
        string first = bench.Run().Single().ToString();

        Assert.AreEqual(first, bench.Answer("read", ReadOne).ToString());
        Assert.HasCount(1, bench.Calls);
    }

    [TestMethod]
    public void SecondCommandOfAKind_WhileOneRuns_IsBusy()
    {
        CommandBench bench = new();
        bench.Send("read", ReadOne);
        bench.Run();

        Assert.AreEqual("busy", Text(bench.Answer("read", ReadOne.Replace("\"a\"", "\"b\"")), "code"));
        Assert.HasCount(1, bench.Calls);
    }

    [TestMethod]
    [DataRow("read", "{\"id\":\"a\",\"body\":{\"port\":\"p\"}}", "bad_request", "body.meter: give either meter or job")]
    [DataRow("read", "{\"id\":\"a\",\"body\":{\"port\":7,\"meter\":\"1\"}}", "bad_request", "body.port: must be a string")]
    [DataRow("read", "{\"id\":\"a\",\"body\":{\"prot\":\"x\"}}", "bad_request",
        "body.prot: unknown key (known: port, meter, job)")]
    [DataRow("read", "{\"id\":\"a\",\"extra\":1}", "bad_request", "extra: unknown key (known: id, exp, body, mac)")]
    [DataRow("read", "{\"body\":{\"port\":\"p\",\"meter\":\"1\"}}", "bad_request", "id: is missing")]
    [DataRow("read", "{\"id\":\"a\",\"exp\":-4}", "bad_request", "exp: must be a whole number that is not negative")]
    [DataRow("read", "{\"id\":\"a\",\"body\":[]}", "bad_request", "body: must be an object")]
    [DataRow("read", "[]", "bad_request", "the configuration must be a JSON object")]
    [DataRow("read", "{\"id\":\"a\"", "bad_request", "not JSON at byte 9: the text ends too early")]
    [DataRow("dance", "{\"id\":\"a\"}", "unknown", "there is no such command")]
    [DataRow("transparent", "{\"id\":\"a\",\"body\":{\"port\":\"p\",\"tx\":\"00\"}}", "bad_request", "exp: is missing")]
    [DataRow("transparent", "{\"id\":\"a\",\"exp\":1790000060000,\"body\":{\"port\":\"p\",\"tx\":\"0\"}}", "bad_request",
        "body.tx: must have 2..1024 characters, has 1")]
    [DataRow("transparent", "{\"id\":\"a\",\"exp\":1790000060000,\"body\":{\"port\":\"p\",\"tx\":\"0x\"}}", "bad_request",
        "body.tx: must be pairs of hexadecimal digits")]
    [DataRow("transparent", "{\"id\":\"a\",\"exp\":1790000060000,\"body\":{\"port\":\"p\",\"tx\":\"00\",\"baud\":1}}",
        "bad_request", "body.baud: 1 is not in 300..115200")]
    public void Command_Bad_IsRefusedWithPathAndReasonAndNothingIsDone(string name, string text, string code, string error)
    {
        CommandBench bench = new();
        JsonElement answer = bench.Answer(name, text);

        Assert.AreEqual(code, Text(answer, "code"));
        Assert.AreEqual(error, Text(answer, "error"));
        Assert.IsEmpty(bench.Calls);
    }

    [TestMethod]
    public void Transparent_Request_ReachesTheLineAndItsAnswerComesBack()
    {
        CommandBench bench = new();
        bench.Send("transparent", "{\"id\":\"t\",\"exp\":1790000060000,\"body\":{\"port\":\"rs485\",\"baud\":9600," +
            "\"parity\":\"none\",\"timeout_ms\":700,\"gap_ms\":30,\"tx\":\"7ea0\"}}");
        bench.Run();
        CollectionAssert.AreEqual(
            new[] { "transparent rs485 9600 None 700 30 1790000060000 7EA0" }, bench.Calls);
        byte[] reply = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        bench.Tickets[0].Reply = reply;
        bench.Tickets[0].ReplyCount = reply.Length;
        bench.Tickets[0].AnswerUs = 1234;
        bench.Tickets[0].ReplyEnd = "timeout";
        bench.Tickets[0].End(CommandStatus.Ok, null);

        JsonElement result = bench.Run().Single().GetProperty("result");

        Assert.AreEqual(System.Convert.ToHexString(reply), Text(result, "rx"));
        Assert.AreEqual(1234, result.GetProperty("answer_us").GetInt64());
        Assert.AreEqual("timeout", Text(result, "end"));
        Assert.IsEmpty(bench.Events, "who may publish must not be able to fill the log");
    }

    [TestMethod]
    public void Transparent_GatewayWithAKey_NeedsItAndIsAudited()
    {
        const string Body = "{\"port\":\"rs485\",\"tx\":\"7EA0\"}";
        CommandBench bench = new() { GuardsTransparent = true };
        string free = $"{{\"id\":\"t\",\"exp\":{CommandBench.NowMs + 60_000},\"body\":{Body}}}";
        Assert.AreEqual("unauthorised", Text(bench.Answer("transparent", free), "code"));
        Assert.IsEmpty(bench.Calls);
        Assert.AreEqual("refused", Text(bench.Events.Single(), "step"));

        bench.Send("transparent", CommandBench.Signed(Body, "t-1", name: "transparent"));
        bench.Run();
        bench.Tickets[0].End(CommandStatus.Failed, "silence");

        Assert.AreEqual("failed", Text(bench.Run().Single(), "code"));
        JsonElement told = bench.Events[^1];
        Assert.AreEqual("failed", Text(told, "step"));
        Assert.AreEqual("t-1", Text(told, "id"));
        Assert.AreEqual("rs485", Text(told, "port"));
        Assert.AreEqual(2, told.GetProperty("sent").GetInt32());
        Assert.AreEqual(0, told.GetProperty("received").GetInt32());
        Assert.AreEqual("silence", Text(told, "reason"));
    }

    [TestMethod]
    public void Control_ExpiredButAuthentic_TheAuditSaysWhoWantedWhat()
    {
        CommandBench bench = new();
        Assert.AreEqual("expired", Text(bench.Answer("control", CommandBench.Signed(Valve, aheadMs: -1)), "code"));

        JsonElement refused = bench.Events.Single();
        Assert.AreEqual("refused", Text(refused, "step"));
        Assert.AreEqual("ops", Text(refused, "who"));
        Assert.AreEqual("12345678", Text(refused, "meter"));
        Assert.AreEqual("mbus1", Text(refused, "port"));
    }

    [TestMethod]
    [DataRow("who", "o\\u0007ps")]
    [DataRow("meter", "\\n")]
    public void Control_ControlCharacters_AreRefused(string name, string value)
    {
        CommandBench bench = new();
        string body = Valve.Replace(name == "who" ? "ops" : "12345678", value);

        JsonElement answer = bench.Answer("control", CommandBench.Signed(body));

        Assert.AreEqual("bad_request", Text(answer, "code"));
        Assert.AreEqual($"body.{name}: has control characters", Text(answer, "error"));
    }

    [TestMethod]
    public void Command_Expired_IsRefused()
    {
        CommandBench bench = new();
        JsonElement answer = bench.Answer("read", "{\"id\":\"a\",\"exp\":1789999998000,\"body\":{\"port\":\"p\",\"meter\":\"1\"}}");

        Assert.AreEqual("expired", Text(answer, "code"));
        Assert.IsEmpty(bench.Calls);
    }

    [TestMethod]
    public void Command_WithExpiryBeforeTheClockIsSet_IsRefused()
    {
        CommandBench bench = new();
        bench.Clock.Set(0, 0, TimeQuality.None);

        Assert.AreEqual("no_clock",
            Text(bench.Answer("read", "{\"id\":\"a\",\"exp\":1,\"body\":{\"port\":\"p\",\"meter\":\"1\"}}"), "code"));
    }

    [TestMethod]
    public void Control_Authentic_IsDoneAndAudited()
    {
        CommandBench bench = new();
        bench.Send("control", CommandBench.Signed(Valve));
        bench.Run();
        CollectionAssert.AreEqual(new[] { "control mbus1 12345678 disconnect ops" }, bench.Calls);
        bench.Tickets[0].State = "Disconnected";
        bench.Tickets[0].End(CommandStatus.Ok, null);
        JsonElement answer = bench.Run().Single();

        Assert.AreEqual("Disconnected", Text(answer.GetProperty("result"), "state"));
        CollectionAssert.AreEqual(new[] { "accepted", "done" }, bench.Events.ConvertAll(e => Text(e, "step")));
        Assert.AreEqual("ops", Text(bench.Events[0], "who"));
        Assert.AreEqual("Disconnected", Text(bench.Events[1], "state"));
    }

    [TestMethod]
    [DataRow("mac")]
    [DataRow("key")]
    [DataRow("body")]
    [DataRow("name")]
    [DataRow("id")]
    [DataRow("none")]
    public void Control_NotAuthentic_IsRefusedAndAudited(string what)
    {
        CommandBench bench = new();
        string text = what switch
        {
            "key" => CommandBench.Signed(Valve, key: Encoding.ASCII.GetBytes("another device's key")),
            "body" => CommandBench.Signed(Valve).Replace("disconnect", "connect"),
            "name" => CommandBench.Signed(Valve, name: "read"),
            "id" => CommandBench.Signed(Valve).Replace("c-1", "c-2"),
            "none" => CommandBench.Signed(Valve)[..CommandBench.Signed(Valve).IndexOf(",\"mac\"")] + "}",
            _ => Flip(CommandBench.Signed(Valve)),
        };

        Assert.AreEqual("unauthorised", Text(bench.Answer("control", text), "code"));
        Assert.IsEmpty(bench.Calls);
        Assert.AreEqual("refused", Text(bench.Events.Single(), "step"));
    }

    [TestMethod]
    public void Control_NoKeyConfigured_IsRefused()
    {
        CommandBench bench = new();
        bench.Restart(null);

        Assert.AreEqual("unauthorised", Text(bench.Answer("control", CommandBench.Signed(Valve)), "code"));
    }

    [TestMethod]
    public void Control_RepeatedAfterARestart_IsRefused()
    {
        MemoryFiles files = new();
        string text = CommandBench.Signed(Valve);
        CommandBench first = new(files);
        first.Send("control", text);
        first.Run();
        Assert.HasCount(1, first.Calls);

        CommandBench second = new(files);
        JsonElement answer = second.Answer("control", text);

        Assert.AreEqual("unauthorised", Text(answer, "code"));
        StringAssert.StartsWith(Text(answer, "error"), "exp: has to be later than ");
        Assert.IsEmpty(second.Calls);
    }

    [TestMethod]
    public void Control_ExpiryNotLater_SaysThanWhat()
    {
        CommandBench bench = new();
        bench.Send("control", CommandBench.Signed(Valve));
        Assert.IsEmpty(bench.Run());
        JsonElement answer = bench.Answer("control", CommandBench.Signed(Valve.Replace("mbus1", "mbus2"), "c-2"));

        Assert.AreEqual("unauthorised", Text(answer, "code"));
        Assert.AreEqual($"exp: has to be later than {CommandBench.NowMs + 60_000}, that of the command before",
            Text(answer, "error"));
    }

    [TestMethod]
    public void Control_AnswerOfTheFirst_IsGivenAgainToARepeat()
    {
        CommandBench bench = new();
        bench.Send("control", CommandBench.Signed(Valve));
        bench.Run();
        bench.Tickets[0].End(CommandStatus.Ok, null);
        string first = bench.Run().Single().ToString();

        Assert.AreEqual(first, bench.Answer("control", CommandBench.Signed(Valve)).ToString());
        Assert.HasCount(1, bench.Calls);
    }

    [TestMethod]
    public void Control_ExpiryFarAhead_IsRefusedAndBlocksNothing()
    {
        CommandBench bench = new();

        Assert.AreEqual("bad_request",
            Text(bench.Answer("control", CommandBench.Signed(Valve, "x", 2 * CommandDispatcher.MaxAheadMs)), "code"));
        bench.Send("control", CommandBench.Signed(Valve));
        bench.Run();
        Assert.HasCount(1, bench.Calls);
    }

    [TestMethod]
    public void Control_FlashBroken_IsNotDone()
    {
        CommandBench bench = new();
        bench.Files.IsBroken = true;

        Assert.AreEqual("failed", Text(bench.Answer("control", CommandBench.Signed(Valve)), "code"));
        Assert.IsEmpty(bench.Calls);
    }

    [TestMethod]
    public void Control_ManyForgeries_FillNoLog()
    {
        CommandBench bench = new();
        for (int i = 0; i < 50; i++)
        {
            bench.Answer("control", Flip(CommandBench.Signed(Valve)));
        }

        Assert.HasCount(1, bench.Events);
    }

    [TestMethod]
    public void Answers_MoreThanTheOutboxHolds_OldestGivesWay()
    {
        CommandBench bench = new();
        List<string> ids = [];
        for (int i = 0; i < 12; i++)
        {
            bench.Dispatcher.OnMessage(CommandBench.Root + "dance", Encoding.UTF8.GetBytes("{\"id\":\"n" + i + "\"}"));
            for (int j = 0; j < 8; j++)
            {
                bench.Dispatcher.Step(bench.NowUs);
            }

            ids.AddRange(i == 11 ? bench.Run().Select(answer => Text(answer, "id")) : StepOnly(bench));
        }

        CollectionAssert.AreEqual(Enumerable.Range(4, 8).Select(i => "n" + i).ToArray(), ids);
        Assert.AreEqual(4, bench.Dispatcher.Counters.AnswersDropped);
    }

    [TestMethod]
    public void OnMessage_TooLongOrTooMany_IsCountedAndAnswered()
    {
        CommandBench bench = new();
        bench.Dispatcher.OnMessage(CommandBench.Root + "read", new byte[CommandDispatcher.MaxPayloadBytes + 1]);
        for (int i = 0; i < 10; i++)
        {
            bench.Send("dance", "{\"id\":\"" + i + "\"}");
        }

        Assert.AreEqual(5, bench.Dispatcher.Counters.Dropped);
        List<JsonElement> answers = bench.Run();
        Assert.HasCount(CommandDispatcher.InboxLength + 1, answers);
        Assert.AreEqual("bad_request", Text(answers[0], "code"));
        Assert.AreEqual("the message is longer than 2048 bytes", Text(answers[0], "error"));
        Assert.IsFalse(answers[0].TryGetProperty("id", out _));
        Assert.IsTrue(answers.Skip(1).SkipLast(1).All(answer => Text(answer, "code") == "unknown"));
        Assert.AreEqual("busy", Text(answers[^1], "code"));
        Assert.AreEqual("4 messages too many came at once and were not read", Text(answers[^1], "error"));
        Assert.IsEmpty(bench.Run());
    }

    [TestMethod]
    public void OnMessage_LongOnesOneBehindTheOther_TakeNoMoreMemoryThanFourOfTheLongest()
    {
        CommandBench bench = new();
        for (int i = 0; i < 6; i++)
        {
            bench.Send("dance", "{\"id\":\"" + i + "\"}".PadRight(CommandDispatcher.MaxPayloadBytes - 20));
        }

        Assert.AreEqual(2, bench.Dispatcher.Counters.Dropped);
        Assert.HasCount(5, bench.Run());
        Assert.AreEqual("unknown", Text(bench.Answer("dance", "{\"id\":\"z\"}"), "code"), "what was read gives its room back");
    }

    [TestMethod]
    public void SecondCommandOfAKind_AboutAnotherLine_RunsBesideTheFirst()
    {
        CommandBench bench = new();
        string other = "{\"id\":\"b\",\"body\":{\"port\":\"other\",\"meter\":\"1\"}}";
        bench.Send("read", ReadOne);
        bench.Send("read", other);
        Assert.IsEmpty(bench.Run());
        Assert.HasCount(2, bench.Calls);
        Assert.AreEqual("busy", Text(bench.Answer("read", other.Replace("\"b\"", "\"c\"")), "code"));
        Assert.AreEqual("running", Text(bench.Answer("read", other), "code"));

        bench.Tickets[1].End(CommandStatus.Ok, null);
        Assert.AreEqual("b", Text(bench.Run().Single(), "id"));
        bench.Tickets[0].End(CommandStatus.Ok, null);
        Assert.AreEqual("a", Text(bench.Run().Single(), "id"));
    }

    [TestMethod]
    public void SecondCommandOfAKind_ThatHasNoLine_IsBusy()
    {
        CommandBench bench = new();
        string body = "{\"port\":\"p\",\"meter\":\"7\",\"who\":\"w\"}";
        bench.Send("commission", CommandBench.Signed(body, "a", 60_000, "commission"));
        bench.Run();

        string second = CommandBench.Signed(body.Replace("\"p\"", "\"q\""), "b", 70_000, "commission");
        Assert.AreEqual("busy", Text(bench.Answer("commission", second).Clone(), "code"));
    }

    [TestMethod]
    public void OnMessage_MutatedText_NeverThrows()
    {
        const int Seed = 4711;
        System.Random random = new(Seed);
        for (int i = 0; i < 3000; i++)
        {
            CommandBench bench = new();
            byte[] text = Encoding.UTF8.GetBytes(CommandBench.Signed(Valve));
            for (int j = random.Next(4); j >= 0; j--)
            {
                text[random.Next(text.Length)] = (byte)random.Next(256);
            }

            bench.Dispatcher.OnMessage(CommandBench.Root + "control", text[..random.Next(text.Length)]);
            bench.Run();
            Assert.IsEmpty(bench.Calls, $"case {i}, seed {Seed}");
        }
    }

    private static IEnumerable<string> StepOnly(CommandBench bench)
    {
        bench.StepOnly();
        return [];
    }

    private static string Flip(string text) => text[..^4] + (text[^4] == 'A' ? 'B' : 'A') + text[^3..];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
