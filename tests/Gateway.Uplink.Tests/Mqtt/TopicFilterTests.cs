using Gateway.Simulator.Network;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>Topic rules; the examples are those of MQTT 3.1.1, chapter 4.7.</summary>
[TestClass]
public class TopicFilterTests
{
    [TestMethod]
    [DataRow("sport/tennis/player1/#", "sport/tennis/player1", true)]
    [DataRow("sport/tennis/player1/#", "sport/tennis/player1/ranking", true)]
    [DataRow("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true)]
    [DataRow("sport/tennis/player1/#", "sport/tennis/player10", false)]
    [DataRow("#", "a/b/c", true)]
    [DataRow("sport/tennis/+", "sport/tennis/player1", true)]
    [DataRow("sport/tennis/+", "sport/tennis/player1/ranking", false)]
    [DataRow("sport/+", "sport", false)]
    [DataRow("sport/+", "sport/", true)]
    [DataRow("+/+", "/finance", true)]
    [DataRow("/+", "/finance", true)]
    [DataRow("+", "/finance", false)]
    [DataRow("a/b", "a/b", true)]
    [DataRow("a/b", "a/B", false)]
    [DataRow("a/b", "a", false)]
    [DataRow("a", "a/b", false)]
    [DataRow("#", "$SYS/x", false)]
    [DataRow("+/x", "$SYS/x", false)]
    [DataRow("$SYS/#", "$SYS/x", true)]
    public void Matches_Example_AsInTheStandard(string filter, string topic, bool expected) =>
        Assert.AreEqual(expected, TopicFilter.Matches(filter, topic));

    [TestMethod]
    [DataRow("#", true)]
    [DataRow("a/#", true)]
    [DataRow("+/a/+", true)]
    [DataRow("a#", false)]
    [DataRow("a/#/b", false)]
    [DataRow("a+", false)]
    [DataRow("", false)]
    public void IsValidFilter_Example_AsInTheStandard(string filter, bool expected) =>
        Assert.AreEqual(expected, TopicFilter.IsValidFilter(filter));

    [TestMethod]
    [DataRow("a/b", true)]
    [DataRow("/", true)]
    [DataRow("a/+", false)]
    [DataRow("#", false)]
    [DataRow("", false)]
    [DataRow(null, false)]
    public void IsValidTopic_Example_AsInTheStandard(string topic, bool expected) =>
        Assert.AreEqual(expected, TopicFilter.IsValidTopic(topic));
}
