using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;

namespace Gateway.Uplink.Tests;

[TestClass]
public class MqttUplinkConnectionTests
{
    [TestMethod]
    public void Start_BrokerAccepts_AnnouncesOnlineRetainedWithWillOffline()
    {
        var bench = new UplinkBench().GoOnline();
        var request = bench.Broker.Last.Request;
        Assert.AreEqual("metering/gateway/gw-7/state/conn", request.WillTopic);
        Assert.AreEqual("{\"state\":\"offline\"}", request.WillPayload);
        Assert.AreEqual("gw-7", request.ClientId);
        Assert.AreEqual("broker.example", request.Host);
        Assert.AreEqual("secret", request.Password);
        var hello = bench.Broker.Received.Single();
        Assert.AreEqual("metering/gateway/gw-7/state/conn", hello.Topic);
        Assert.IsTrue(hello.Retain);
        Assert.AreEqual("{\"state\":\"online\",\"fw\":\"1.2.3\",\"boot\":5,\"lid\":\"1A2B3C4D\",\"format\":\"json\"}", hello.Text);
        Assert.IsEmpty(bench.Broker.Last.Subscriptions);
    }

    [TestMethod]
    public void NotStarted_AnyTime_DoesNothing()
    {
        var bench = new UplinkBench();
        bench.Queue.Add();
        bench.RunSeconds(1_000);
        Assert.AreEqual(UplinkState.Idle, bench.Uplink.State);
        Assert.AreEqual(long.MaxValue, bench.Uplink.NextWakeUs);
        Assert.IsEmpty(bench.Broker.Sessions);
    }

    [TestMethod]
    [DataRow(MqttConnectStatus.NameNotResolved)]
    [DataRow(MqttConnectStatus.Unreachable)]
    [DataRow(MqttConnectStatus.TimedOut)]
    [DataRow(MqttConnectStatus.NotAuthorized)]
    [DataRow(MqttConnectStatus.Refused)]
    public void Connect_Fails_ClosesAndTriesAgainWithANewSession(MqttConnectStatus status)
    {
        var bench = new UplinkBench();
        bench.Broker.ConnectStatus = status;
        bench.Uplink.Start(0);
        bench.RunSeconds(600);
        Assert.IsGreaterThan(3, bench.Broker.Sessions.Count);
        Assert.IsTrue(bench.Broker.Sessions.All(s => s.Closes == 1));
        Assert.AreEqual(status, bench.Uplink.LastStatus);
        Assert.AreEqual(bench.Broker.Sessions.Count, bench.Uplink.Counters.ConnectsByStatus[(int)status]);
        Assert.AreEqual(0, bench.Uplink.Counters.Connects);

        bench.Broker.ConnectStatus = MqttConnectStatus.Ok;
        bench.RunSeconds(600);
        Assert.AreEqual(UplinkState.Online, bench.Uplink.State);
        Assert.AreEqual(1, bench.Uplink.Counters.Connects);
    }

    [TestMethod]
    public void Connect_Throws_IsCountedClosedAndTriedAgain()
    {
        var bench = new UplinkBench();
        bench.Broker.ConnectThrows = true;
        bench.Uplink.Start(0);
        bench.RunSeconds(10);
        Assert.IsGreaterThan(0, bench.Uplink.Counters.JobFaults);
        Assert.AreEqual(1, bench.Broker.Sessions[0].Closes);
        bench.Broker.ConnectThrows = false;
        bench.RunSeconds(60);
        Assert.AreEqual(UplinkState.Online, bench.Uplink.State);
    }

    [TestMethod]
    public void Lost_RecordsInFlight_AreSentAgainWithTheSameSeqAndMarkedBacklog()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Broker.AcknowledgeAtOnce = false;
        for (var i = 0; i < 16; i++)
        {
            bench.Queue.Add(payloadBytes: 40);
        }

        bench.RunSeconds(1);
        var first = bench.Broker.On("/event/up").Single();
        StringAssert.Contains(first.Text, "\"h\":0");
        bench.Broker.Last.Listener.OnLost();
        bench.Broker.AcknowledgeAtOnce = true;
        bench.RunSeconds(10);
        Assert.AreEqual(1, bench.Uplink.Counters.Losses);
        Assert.AreEqual(1, bench.Broker.Sessions[0].Closes);
        Assert.HasCount(2, bench.Broker.Sessions);
        var second = bench.Broker.On("/event/up").Last();
        CollectionAssert.AreEqual(first.Seqs, second.Seqs);
        Assert.IsFalse(second.Text.Contains("\"h\":0", StringComparison.Ordinal), second.Text);
        Assert.IsTrue(bench.Uplink.IsDrained);
        Assert.HasCount(16, bench.Queue.Acknowledged);
    }

    [TestMethod]
    public void PubAck_Missing_ClosesTheSessionAndSendsAgain()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Queue.Add(RecordClass.Alarm);
        bench.Broker.AcknowledgeAtOnce = false;
        bench.RunSeconds(19);
        Assert.AreEqual(UplinkState.Online, bench.Uplink.State);
        Assert.HasCount(1, bench.Broker.On("/event/alarm").ToList(), "window 1 and no repeat of its own");
        bench.RunSeconds(2);
        Assert.AreEqual(1, bench.Uplink.Counters.AckTimeouts);
        Assert.AreEqual(1, bench.Broker.Sessions[0].Closes);
        Assert.IsEmpty(bench.Queue.Acknowledged);
        bench.Broker.AcknowledgeAtOnce = true;
        bench.RunSeconds(30);
        Assert.HasCount(2, bench.Broker.On("/event/alarm").ToList());
        Assert.IsTrue(bench.Uplink.IsDrained);
    }

    [TestMethod]
    public void PubAck_LateFromAClosedSession_AcknowledgesNothing()
    {
        var bench = new UplinkBench(o => o.BackOffBaseMs = o.BackOffCapMs = 1).GoOnline();
        bench.Queue.Add(RecordClass.Alarm);
        bench.Broker.AcknowledgeAtOnce = false;
        bench.RunSeconds(1);
        var old = bench.Broker.Last.Listener;
        var id = bench.Broker.Received[^1].PacketId;
        bench.Broker.Last.Listener.OnLost();
        bench.RunSeconds(2);
        Assert.HasCount(2, bench.Broker.Sessions);
        old.OnPublished(id, true);
        old.OnLost();
        bench.RunSeconds(1);
        Assert.IsEmpty(bench.Queue.Acknowledged);
        Assert.AreEqual(1, bench.Uplink.Counters.Losses);
    }

    [TestMethod]
    public void ClientGaveUp_OnAPublish_IsNotTakenForLostNorForDelivered()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Queue.Add(RecordClass.Alarm);
        bench.Broker.AcknowledgeAtOnce = false;
        bench.RunSeconds(1);
        bench.Broker.Last.Listener.OnPublished(bench.Broker.Received[^1].PacketId, false);
        bench.Broker.AcknowledgeAtOnce = true;
        bench.RunSeconds(20);
        Assert.AreEqual(1, bench.Uplink.Counters.GaveUp);
        Assert.HasCount(2, bench.Broker.On("/event/alarm").ToList());
        Assert.IsTrue(bench.Uplink.IsDrained);
    }

    [TestMethod]
    public void Publish_CannotBeSent_ClosesAndKeepsTheRecord()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Queue.Add(RecordClass.Alarm);
        bench.Broker.PublishFails = true;
        bench.RunSeconds(1);
        Assert.AreEqual(1, bench.Uplink.Counters.PublishFailures);
        Assert.AreEqual(1, bench.Broker.Sessions[0].Closes);
        bench.Broker.PublishFails = false;
        bench.RunSeconds(20);
        Assert.IsTrue(bench.Uplink.IsDrained);
    }

    [TestMethod]
    public void Worker_TakenBySomebodyElse_IsAskedAgain()
    {
        var bench = new UplinkBench();
        bench.Worker.IsTaken = true;
        bench.Uplink.Start(0);
        bench.RunSeconds(5);
        Assert.IsEmpty(bench.Broker.Sessions);
        bench.Worker.IsTaken = false;
        bench.RunSeconds(1);
        Assert.AreEqual(UplinkState.Online, bench.Uplink.State);
    }

    [TestMethod]
    public void Lost_WhilePublishRuns_ClosesAfterIt()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Worker.JobUs = 500_000;
        bench.Broker.AcknowledgeAtOnce = false;
        bench.Queue.Add(RecordClass.Alarm);
        bench.RunSeconds(0.1);
        bench.Broker.Last.Listener.OnLost();
        bench.RunSeconds(0.2);
        Assert.AreEqual(UplinkState.Closing, bench.Uplink.State);
        Assert.AreEqual(0, bench.Broker.Sessions[0].Closes);
        bench.RunSeconds(1);
        Assert.AreEqual(1, bench.Broker.Sessions[0].Closes);
        Assert.AreNotEqual(UplinkState.Closing, bench.Uplink.State);
    }

    [TestMethod]
    public void Stop_Online_SendsTheRestThenOfflineThenCloses()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Queue.Add();
        bench.Queue.Add(RecordClass.Alarm);
        bench.Uplink.Stop();
        bench.RunSeconds(2);
        Assert.AreEqual(UplinkState.Idle, bench.Uplink.State);
        Assert.IsTrue(bench.Uplink.IsDrained);
        var last = bench.Broker.Received[^1];
        Assert.AreEqual("{\"state\":\"offline\"}", last.Text);
        Assert.IsTrue(last.Retain);
        Assert.AreEqual(1, bench.Broker.Last.Closes);
        bench.RunSeconds(1_000);
        Assert.HasCount(1, bench.Broker.Sessions);
    }

    [TestMethod]
    public void Stop_WhileBackingOff_EndsAtOnceAndCanBeStartedAgain()
    {
        var bench = new UplinkBench();
        bench.Broker.ConnectStatus = MqttConnectStatus.Unreachable;
        bench.Uplink.Start(0);
        bench.RunSeconds(3);
        bench.Uplink.Stop();
        bench.RunSeconds(0.01);
        Assert.AreEqual(UplinkState.Idle, bench.Uplink.State);
        bench.Broker.ConnectStatus = MqttConnectStatus.Ok;
        bench.GoOnline();
    }

    [TestMethod]
    public void Commands_WithASink_AreSubscribedToAndHandedOverOnTheLoop()
    {
        var sink = new Sink();
        var bench = new UplinkBench(sink: sink).GoOnline();
        CollectionAssert.AreEqual(
            new[] { "metering/gateway/gw-7/command/+" }, bench.Broker.Last.Subscriptions);
        for (var i = 0; i < 6; i++)
        {
            bench.Broker.Last.Listener.OnMessage("c" + i, [(byte)i]);
        }

        Assert.IsEmpty(sink.Topics, "not on the caller's thread");
        bench.RunSeconds(0.1);
        CollectionAssert.AreEqual(new[] { "c0", "c1", "c2", "c3" }, sink.Topics);
        Assert.AreEqual(2, bench.Uplink.Counters.MessagesDropped);
    }

    [TestMethod]
    public void Subscribe_Fails_CountsAsARefusedConnection()
    {
        var bench = new UplinkBench(sink: new Sink());
        bench.Broker.SubscribeFails = true;
        bench.Uplink.Start(0);
        bench.RunSeconds(3);
        Assert.AreEqual(MqttConnectStatus.Refused, bench.Uplink.LastStatus);
        Assert.AreEqual(1, bench.Broker.Sessions[0].Closes);
    }

    [TestMethod]
    public void Callbacks_FromOtherThreads_WakeTheLoop()
    {
        var wakes = 0;
        var bench = new UplinkBench();
        bench.Uplink.WakeLoop = () => wakes++;
        bench.GoOnline();
        Assert.AreEqual(1, wakes, "one PUBACK");
        bench.Broker.Last.Listener.OnLost();
        Assert.AreEqual(2, wakes);
        Assert.IsLessThanOrEqualTo(bench.NowUs, bench.Uplink.NextWakeUs);
    }

    private sealed class Sink : IMessageSink
    {
        public List<string> Topics { get; } = [];

        public void OnMessage(string topic, byte[] payload) => Topics.Add(topic);
    }
}
