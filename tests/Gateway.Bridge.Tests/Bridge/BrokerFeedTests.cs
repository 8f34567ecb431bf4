using System;
using System.IO;
using System.Linq;
using System.Text;
using Gateway.Bridge.Store;
using Gateway.Mqtt;

namespace Gateway.Bridge.Tests.Bridge;

[TestClass]
public sealed class BrokerFeedTests
{
    private const long SecondUs = 1_000_000;
    private static readonly BoardConnect _board = new("gw-1", "m/state/conn", "off", "m/command/#");

    [TestMethod]
    public void Step_KnownBoard_ConnectsAsThatBoard()
    {
        using var bench = new Bench();
        bench.Feed.Identify(_board);

        bench.Feed.Step(0);

        var options = bench.Broker.Current.Options;
        Assert.AreEqual(("gw-1", "m/state/conn", "off", true, "user", "secret"), (
            options.ClientId, options.WillTopic, Encoding.UTF8.GetString(options.WillPayload), options.WillRetain,
            options.UserName, options.Password));
        Assert.AreEqual("m/command/#", bench.Broker.Current.Filter);
    }

    [TestMethod]
    public void Step_NoBoardYet_DoesNotConnect()
    {
        using var bench = new Bench();

        bench.Feed.Step(0);

        Assert.IsEmpty(bench.Broker.Connections);
    }

    [TestMethod]
    public void Step_Acknowledged_IsForgottenAndNotBefore()
    {
        using var bench = new Bench();
        bench.Add("a", "b");
        bench.Feed.Identify(_board);
        bench.Feed.Step(0);
        Assert.AreEqual(2, bench.Outbox.Count);

        bench.Broker.Current.Acknowledge(bench.Broker.Current.Messages[1].Id);
        bench.Feed.Step(1);

        Assert.AreEqual("a", Encoding.UTF8.GetString(bench.Outbox.Read(9, []).Single().Message.Payload));
        Assert.HasCount(2, bench.Broker.Current.Messages, "the first is on its way and not sent again");
    }

    [TestMethod]
    public void Step_AcknowledgeBeforePublishReturns_IsNotLost()
    {
        using var bench = new Bench();
        bench.Broker.AcknowledgesEarly = true;
        bench.Add("a", "b", "c");
        bench.Feed.Identify(_board);

        bench.Feed.Step(0);
        bench.Feed.Step(1);

        Assert.AreEqual((0L, 3L), (bench.Outbox.Count, bench.Feed.Delivered));
    }

    [TestMethod]
    public void Step_ConnectionLost_SendsAgainOnANewOne()
    {
        using var bench = new Bench();
        bench.Add("a");
        bench.Feed.Identify(_board);
        bench.Feed.Step(0);
        bench.Broker.Current.Lose();

        bench.Feed.Step(1);
        Assert.HasCount(1, bench.Broker.Connections, "not at once");
        bench.Feed.Step(2 * SecondUs);

        Assert.HasCount(2, bench.Broker.Connections);
        Assert.AreEqual("a", bench.Broker.Current.Messages.Single().Payload);
    }

    [TestMethod]
    public void Step_NoPubackForHalfAMinute_GivesTheConnectionUp()
    {
        using var bench = new Bench();
        bench.Add("a");
        bench.Feed.Identify(_board);
        bench.Feed.Step(0);

        bench.Feed.Step(31 * SecondUs);
        bench.Feed.Step(33 * SecondUs);

        Assert.HasCount(2, bench.Broker.Connections);
    }

    [TestMethod]
    public void Step_BrokerRefuses_TriesLessAndLessOften()
    {
        using var bench = new Bench();
        bench.Broker.Result = MqttConnectResult.NotAuthorized;
        bench.Feed.Identify(_board);

        for (var s = 0; s <= 600; s++)
        {
            bench.Feed.Step(s * SecondUs);
        }

        Assert.AreEqual(MqttConnectResult.NotAuthorized, bench.Feed.LastResult);
        Assert.AreEqual(15, bench.Broker.Connections.Count, "after 1, 2, 4, 8, 16, 32 s, then each minute");
    }

    [TestMethod]
    public void Step_ConnectedAgain_SaysTheStateAgain()
    {
        using var bench = new Bench();
        bench.Outbox.Remember("state", "{\"state\":\"online\"}");
        bench.Feed.Identify(_board);

        bench.Feed.Step(0);

        Assert.AreEqual((1, "m/state/conn", "{\"state\":\"online\"}", true), bench.Broker.Current.Messages.Single());
    }

    [TestMethod]
    public void Command_FromTheBroker_IsDurableWithoutAnotherStep()
    {
        using var bench = new Bench();
        bench.Feed.Identify(_board);
        bench.Feed.Step(0);

        bench.Broker.Current.Send("m/command/x", "{}");

        Assert.AreEqual("m/command/x", bench.Outbox.ReadCommands().Single().Message.Topic);
    }

    [TestMethod]
    public void Step_CommandHasExpired_AnswersInTheSameStep()
    {
        using var bench = new Bench();
        bench.Feed.Identify(_board);
        bench.Feed.Step(0);
        bench.Broker.Current.Send("m/gateway/gw-1/command/read", "{\"id\":\"a\",\"exp\":1500}");
        bench.UnixMs = 1_500;

        bench.Feed.Step(1);

        var (_, topic, payload, _) = bench.Broker.Current.Messages.Single();
        Assert.AreEqual("m/gateway/gw-1/event/resp", topic);
        StringAssert.Contains(payload, "\"code\":\"expired\"");
    }

    private sealed class Bench : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-bridge-test-");

        public Bench()
        {
            Outbox = new Outbox(Path.Combine(_folder.FullName, "a.db"));
            Feed = new BrokerFeed(
                Outbox, new BrokerTarget("h", 1) { UserName = "user", Password = "secret" }, Broker.Create,
                () => UnixMs);
        }

        public ScriptedBroker Broker { get; } = new();

        public Outbox Outbox { get; }

        public BrokerFeed Feed { get; }

        public long UnixMs { get; set; } = 1_000;

        public void Add(params string[] payloads)
        {
            foreach (var payload in payloads)
            {
                Assert.IsTrue(Outbox.TryAdd(new BridgeMessage("m/event/up", Encoding.UTF8.GetBytes(payload), false)));
            }
        }

        public void Dispose()
        {
            Feed.Dispose();
            Outbox.Dispose();
            _folder.Delete(recursive: true);
        }
    }
}
