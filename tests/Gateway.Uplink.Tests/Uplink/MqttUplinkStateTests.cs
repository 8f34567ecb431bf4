using System.Linq;
using System.Text;

namespace Gateway.Uplink.Tests;

[TestClass]
public sealed class MqttUplinkStateTests
{
    private readonly Part _one = new("config", "1");
    private readonly Part _other = new("fw", null);

    [TestMethod]
    public void States_OnConnection_ArePublishedRetainedBehindOnline()
    {
        var bench = Make().GoOnline();

        var message = bench.Broker.On("/state/config").Single();
        Assert.AreEqual("metering/gateway/gw-7/state/config", message.Topic);
        Assert.AreEqual("1", message.Text);
        Assert.IsTrue(message.Retain);
        Assert.IsEmpty(bench.Broker.On("/state/fw"), "it has nothing to say");
        Assert.IsTrue(bench.Uplink.IsAnnounced);
    }

    [TestMethod]
    public void PublishStates_OneChanged_PublishesThatOne()
    {
        var bench = Make().GoOnline();
        bench.Uplink.PublishStates();
        bench.RunSeconds(1);
        Assert.HasCount(1, bench.Broker.On("/state/config"), "nothing new");

        _other.Payload = Encoding.UTF8.GetBytes("2");
        bench.Uplink.PublishStates();
        bench.RunSeconds(1);

        Assert.HasCount(1, bench.Broker.On("/state/config"));
        Assert.AreEqual("2", bench.Broker.On("/state/fw").Single().Text);
    }

    [TestMethod]
    public void States_AfterALoss_ArePublishedAgain()
    {
        var bench = Make().GoOnline();
        bench.Broker.Last.Listener.OnLost();
        bench.RunSeconds(0.1);
        Assert.IsFalse(bench.Uplink.IsAnnounced);
        bench.RunSeconds(120);

        Assert.HasCount(2, bench.Broker.On("/state/config"));
        Assert.IsTrue(bench.Uplink.IsAnnounced);
    }

    private UplinkBench Make()
    {
        var bench = new UplinkBench();
        bench.Uplink.SetStates([_one, _other]);
        return bench;
    }

    private sealed class Part(string name, string text) : IStateSource
    {
        public string Name => name;

        public byte[] Payload { get; set; } = text == null ? null : Encoding.UTF8.GetBytes(text);
    }
}
