using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Gateway.Uplink.Tests.Modem;

/// <summary>Messages to the gateway, which come as counted blocks between answers.</summary>
[TestClass]
public class ModemMessageTests
{
    private const string Topic = "metering/gateway/gw-7/command/read";

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(511)]
    [DataRow(512)]
    [DataRow(513)]
    [DataRow(4_096)]
    public void Message_OfAnyLength_ArrivesUnchanged(int length)
    {
        var (bench, sink) = Online();
        var payload = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();
        bench.Broker.Publish(Topic, payload, false);
        bench.RunSeconds(3);
        Assert.HasCount(1, sink.Messages);
        Assert.AreEqual(Topic, sink.Messages[0].Topic);
        CollectionAssert.AreEqual(payload, sink.Messages[0].Payload);
    }

    [TestMethod]
    public void Message_ThatLooksLikeAnswers_IsTakenByItsLength()
    {
        var (bench, sink) = Online();
        const string Text = "\r\nOK\r\n\r\nERROR\r\n+CMQTTCONNLOST: 0,1\r\n*ATREADY: 1\r\n>\r\n+CMQTTRXEND: 0\r\n";
        bench.Broker.Publish(Topic, Encoding.ASCII.GetBytes(Text), false);
        bench.RunSeconds(3);
        Assert.AreEqual(Text, Encoding.ASCII.GetString(sink.Messages.Single().Payload));
        Assert.AreEqual(UplinkState.Online, bench.Uplink.State);
        Assert.AreEqual(0, bench.Driver.Counters.Reboots);
    }

    [TestMethod]
    public void Message_TooLong_IsDroppedAndCounted()
    {
        var (bench, sink) = Online();
        bench.Broker.Publish(Topic, new byte[4_097], false);
        bench.Broker.Publish(Topic, [1], false);
        bench.RunSeconds(5);
        Assert.AreEqual(1, bench.Driver.Counters.MessagesDropped);
        Assert.HasCount(1, sink.Messages, "the next one arrives");
    }

    [TestMethod]
    public void Messages_BetweenPublishes_BothDirectionsWork()
    {
        var (bench, sink) = Online(o => o.BatchMaxAgeMs = 1_000);
        for (var i = 0; i < 60; i++)
        {
            bench.Queue.Add();
            bench.Broker.Publish(Topic, Encoding.ASCII.GetBytes($"{{\"id\":\"{i}\"}}"), false);
            bench.RunSeconds(0.7);
        }

        bench.RunUntil(() => bench.Uplink.IsDrained && sink.Messages.Count >= 60, 60, "both");
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 60).Select(i => $"{{\"id\":\"{i}\"}}").ToList(),
            sink.Messages.ConvertAll(m => Encoding.ASCII.GetString(m.Payload)));
        Assert.AreEqual(60, bench.Uplink.Counters.Records);
        Assert.AreEqual(0, bench.Uplink.Counters.Losses);
    }

    private static (ModemBench Bench, Sink Sink) Online(System.Action<UplinkOptions> options = null)
    {
        var sink = new Sink();
        var bench = new ModemBench(uplink: options, sink: sink).GoOnline();
        bench.RunSeconds(2);
        return (bench, sink);
    }

    private sealed class Sink : IMessageSink
    {
        public List<(string Topic, byte[] Payload)> Messages { get; } = [];

        public void OnMessage(string topic, byte[] payload) => Messages.Add((topic, payload));
    }
}
