using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Gateway.Uplink.Tests;

[TestClass]
public sealed class MqttUplinkReplyTests
{
    [TestMethod]
    public void Replies_Waiting_ArePublishedInOrderOnTheResponseTopic()
    {
        Answers answers = new("one", "two");
        var bench = new UplinkBench(sink: answers).GoOnline();

        bench.RunSeconds(1);

        CollectionAssert.AreEqual(new[] { "one", "two" }, bench.Broker.On("/event/resp").Select(m => m.Text).ToArray());
        Assert.IsTrue(bench.Broker.On("/event/resp").All(m => !m.Retain));
        Assert.AreEqual("metering/gateway/gw-7/event/resp", bench.Broker.On("/event/resp").First().Topic);
        Assert.IsFalse(answers.HasReply);
    }

    [TestMethod]
    public void Replies_ConnectionLostBeforeTheAcknowledge_ComeAgain()
    {
        Answers answers = new();
        var bench = new UplinkBench(sink: answers).GoOnline();
        bench.Broker.AcknowledgeAtOnce = false;
        answers.Waiting.Enqueue(Encoding.UTF8.GetBytes("one"));
        bench.Uplink.Flush();
        bench.RunSeconds(1);
        bench.Broker.Last.Listener.OnLost();
        bench.Broker.AcknowledgeAtOnce = true;
        bench.RunSeconds(120);

        Assert.IsGreaterThanOrEqualTo(1, bench.Broker.On("/event/resp").Count());
        Assert.IsFalse(answers.HasReply);
    }

    private sealed class Answers(params string[] texts) : IMessageSink, IReplySource
    {
        public Queue<byte[]> Waiting { get; } = new(texts.Select(Encoding.UTF8.GetBytes));

        public bool HasReply => Waiting.Count > 0;

        public void OnMessage(string topic, byte[] payload)
        {
        }

        public byte[] PeekReply() => Waiting.Peek();

        public void ReplyDelivered(byte[] reply)
        {
            Assert.AreSame(Waiting.Peek(), reply);
            Waiting.Dequeue();
        }
    }
}
