using Gateway.Simulator.World;

namespace Gateway.System.Tests.World;

[TestClass]
public class DeterminismTests
{
    [TestMethod]
    public void Run_SameScenarioAndSeedTwice_SameTraceHash()
    {
        var street = Runs.Load("street") with { DurationNs = 20 * Runs.MinuteNs };
        var first = Runs.Run(street, 7);
        var second = Runs.Run(street, 7);
        Runs.AssertGood(first);
        Runs.AssertGood(second);
        Assert.IsGreaterThan(1_000, first.Radio.ReceivedOk);
        Assert.AreEqual(first.TraceHash, second.TraceHash);
        second.WallS = first.WallS;
        Assert.AreEqual(first.ToJson(), second.ToJson());
    }

    [TestMethod]
    public void Run_AnotherSeed_AnotherTraceHash()
    {
        var street = Runs.Load("street") with { DurationNs = 2 * Runs.MinuteNs };
        Assert.AreNotEqual(Runs.Run(street, 7).TraceHash, Runs.Run(street, 8).TraceHash);
    }

    [TestMethod]
    public void Run_RealBrokerAndModel_NothingUnaccountedWithEither()
    {
        Runs.RequireMosquitto();
        var street = Runs.Load("street") with { DurationNs = 5 * Runs.MinuteNs };
        var real = Runs.Run(street, 3, new BrokerChoice(BrokerKind.Auto));
        var model = Runs.Run(street, 3);
        Runs.AssertGood(real, "mosquitto");
        Runs.AssertGood(model, "model");

        // The air does not know which broker there is.
        Assert.AreEqual(model.Air.Sent, real.Air.Sent);
        Assert.AreEqual(model.Store.Appended, model.Uplink.Records - model.Uplink.Repeated);
        Assert.AreEqual(real.Store.Appended, real.Uplink.Records - real.Uplink.Repeated);
    }
}
