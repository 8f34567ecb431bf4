using Gateway.Simulator.World;

namespace Gateway.Simulator.Tests.World;

[TestClass]
public class BrokerChoiceTests
{
    [TestMethod]
    [DataRow("none", BrokerKind.Model, null, 0)]
    [DataRow("auto", BrokerKind.Auto, null, 0)]
    [DataRow("mqtt://localhost", BrokerKind.Url, "localhost", 1883)]
    [DataRow("mqtt://10.0.0.7:2883", BrokerKind.Url, "10.0.0.7", 2883)]
    [DataRow("mqtt://broker.example:1883/", BrokerKind.Url, "broker.example", 1883)]
    public void TryParse_Good_GivesKindHostAndPort(string text, BrokerKind kind, string host, int port)
    {
        Assert.IsTrue(BrokerChoice.TryParse(text, out var choice, out var error), error);
        Assert.AreEqual(new BrokerChoice(kind, host, port), choice);
    }

    [TestMethod]
    [DataRow("mqtts://localhost", 8883)]
    [DataRow("mqtts://localhost:1884", 1884)]
    public void TryParse_Tls_HasItsOwnPort(string text, int port)
    {
        Assert.IsTrue(BrokerChoice.TryParse(text, out var choice, out var error), error);
        Assert.AreEqual(new BrokerChoice(BrokerKind.Url, "localhost", port, true), choice);
    }

    [TestMethod]
    [DataRow("", "neither none, auto, mqtt://")]
    [DataRow("localhost:1883", "neither none, auto, mqtt://")]
    [DataRow("http://localhost", "neither none, auto, mqtt://")]
    [DataRow("mqtts://localhost:0", "0 is not a port")]
    [DataRow("mqtt://a:b@localhost", "without user")]
    [DataRow("mqtt://localhost/topic", "without user, path")]
    [DataRow("mqtt://localhost:99999", "neither none, auto, mqtt://")]
    [DataRow("mqtt://localhost:0", "0 is not a port")]
    public void TryParse_Bad_SaysWhy(string text, string reason)
    {
        Assert.IsFalse(BrokerChoice.TryParse(text, out _, out var error));
        StringAssert.Contains(error, reason);
    }
}
