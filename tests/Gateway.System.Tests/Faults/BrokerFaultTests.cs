using System;
using System.Linq;
using Gateway.Mqtt;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Faults;

/// <summary>Whatever the broker does: nothing is lost, and what comes twice comes with the same
/// key.</summary>
[TestClass]
public class BrokerFaultTests
{
    private static readonly ScenarioSpan[] _outages =
        [new(3 * Runs.MinuteNs, 2 * Runs.MinuteNs), new(7 * Runs.MinuteNs, 20_000_000_000)];

    [TestMethod]
    public void Run_BrokerAwayTwice_NothingIsLost() => CheckOutages(BrokerChoice.Model);

    [TestMethod]
    public void Run_MosquittoKilledTwiceAndStartedAgain_NothingIsLost()
    {
        Runs.RequireMosquitto();
        CheckOutages(new BrokerChoice(BrokerKind.Auto));
    }

    [TestMethod]
    public void Broker_SwallowsPackets_ConnectionIsGivenUpAndNothingIsLost()
    {
        using var test = new TestWorld(Runs.Load("street")).Start();
        test.RunFor(60);
        test.Broker.Model.SetBlackHole(true);
        test.RunFor(180);
        Assert.AreNotEqual(Gateway.Uplink.UplinkState.Online, test.World.Gateway.Firmware.Uplink.State);
        test.Broker.Model.SetBlackHole(false);
        test.RunFor(120);
        AssertAllDelivered(test.Finish());
    }

    [TestMethod]
    public void Broker_LosesPubacks_RecordsComeAgainWithTheSameKey()
    {
        using var test = new TestWorld(Runs.Load("street")).Start();
        test.RunFor(60);
        test.Broker.Model.DropPubacks(3);
        test.RunFor(300);
        var report = test.Finish();
        AssertAllDelivered(report);
        Assert.AreEqual(3, test.Broker.Model.DroppedPubackCount);
        Assert.IsGreaterThan(0, report.Uplink.Repeated);
    }

    [TestMethod]
    public void Broker_RefusesConnects_GatewayBacksOffAndComesBack()
    {
        using var test = new TestWorld(Runs.Load("street"));
        test.Broker.Model.RefuseConnects(MqttConnectResult.NotAuthorized);
        test.Start();
        test.RunFor(120);
        var refused = test.World.Gateway.Firmware.Uplink.Counters;
        Assert.AreEqual(0, refused.Connects);
        var attempts = refused.ConnectsByStatus.Sum();
        Assert.IsTrue(attempts is >= 3 and <= 30, $"{attempts} attempts in two minutes");
        test.Broker.Model.RefuseConnects(MqttConnectResult.Ok);
        test.RunFor(400);
        AssertAllDelivered(test.Finish());
    }

    [TestMethod]
    public void Broker_EndsConnectionsAgainAndAgain_NothingIsLost()
    {
        using var test = new TestWorld(Runs.Load("street")).Start();
        for (var i = 0; i < 20; i++)
        {
            test.RunFor(17.3);
            test.Broker.Model.KillConnections();
        }

        // Connections that never stand for a minute let the back-off grow; it is five minutes at most.
        test.RunFor(300);

        AssertAllDelivered(test.Finish());
    }

    private static void CheckOutages(BrokerChoice broker)
    {
        var street = Runs.Load("street");
        var scenario = street with
        {
            DurationNs = 12 * Runs.MinuteNs,
            Broker = street.Broker with { Outages = _outages },
        };
        var report = Runs.Run(scenario, 5, broker);
        AssertAllDelivered(report);
        Assert.IsGreaterThanOrEqualTo(3, report.Uplink.Connects);
        Assert.IsGreaterThan(500, report.Store.Appended);
    }

    private static void AssertAllDelivered(Report report)
    {
        Runs.AssertGood(report);
        Assert.AreEqual(0, report.Store.Pending, "records wait");
        Assert.IsEmpty(report.Store.Dropped, string.Join(", ", report.Store.Dropped.Keys));
        Assert.AreEqual(report.Store.Appended, report.Uplink.Records - report.Uplink.Repeated);
        Assert.AreEqual(report.Store.Appended, report.Store.Acked);
    }
}
