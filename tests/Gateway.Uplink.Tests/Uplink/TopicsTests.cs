using Gateway.Core;

namespace Gateway.Uplink.Tests;

[TestClass]
public class TopicsTests
{
    [TestMethod]
    public void Topics_PrefixAndId_AreThoseOfTheContract()
    {
        var topics = new Topics("a/b", "gw_1");
        Assert.AreEqual("a/b/gateway/gw_1/event/up", topics.Up);
        Assert.AreEqual("a/b/gateway/gw_1/event/alarm", topics.Alarm);
        Assert.AreEqual("a/b/gateway/gw_1/event/stats", topics.Stats);
        Assert.AreEqual("a/b/gateway/gw_1/state/conn", topics.ConnState);
        Assert.AreEqual("a/b/gateway/gw_1/state/", topics.StateRoot);
        Assert.AreEqual("a/b/gateway/gw_1/command/+", topics.Commands);
    }

    [TestMethod]
    [DataRow("a", true)]
    [DataRow("Gw-7_x", true)]
    [DataRow("12345678901234567890123456789012", true)]
    [DataRow("123456789012345678901234567890123", false)]
    [DataRow("", false)]
    [DataRow(null, false)]
    [DataRow("a/b", false)]
    [DataRow("a+", false)]
    [DataRow("#", false)]
    [DataRow("a b", false)]
    [DataRow("ä", false)]
    public void IsValidId_Text_IsJudged(string id, bool expected)
    {
        Assert.AreEqual(expected, GatewayName.IsValidId(id));
    }

    [TestMethod]
    [DataRow("metering", true)]
    [DataRow("a/b/c", true)]
    [DataRow("/a", false)]
    [DataRow("a/", false)]
    [DataRow("a//b", false)]
    [DataRow("a/+", false)]
    [DataRow("$SYS", false)]
    [DataRow("", false)]
    [DataRow(null, false)]
    public void IsValidPrefix_Text_IsJudged(string prefix, bool expected)
    {
        Assert.AreEqual(expected, GatewayName.IsValidPrefix(prefix));
    }
}
