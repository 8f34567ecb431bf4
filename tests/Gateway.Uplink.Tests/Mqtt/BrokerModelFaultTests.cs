using System.Linq;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>What a headend's broker and its network can do to a gateway, in simulated time.</summary>
[TestClass]
public class BrokerModelFaultTests : BrokerModelFixture
{
    [TestMethod]
    public void DropPubacks_Two_MessagesAreThereButUnacknowledged()
    {
        var connection = Connected("gw", out var probe);
        Broker.DropPubacks(2);

        connection.Publish("t", [1], 1, false);
        connection.Publish("t", [2], 1, false);
        var third = connection.Publish("t", [3], 1, false);

        Queue.AdvanceTo(10 * S);
        Assert.HasCount(3, Delivered);
        CollectionAssert.AreEqual(new[] { third }, probe.Acknowledged);
        Assert.AreEqual(2, Broker.DroppedPubackCount);
    }

    [TestMethod]
    public void ResendAfter_DroppedPuback_MakesADuplicateWithTheSamePacketId()
    {
        var connection = Connected("gw", out var probe);
        Broker.ResendAfterNs = S;
        Broker.DropPubacks(1);

        var id = connection.Publish("t", [1], 1, false);

        Queue.AdvanceTo(20 * S);
        Assert.HasCount(2, Delivered);
        Assert.IsFalse(Delivered[0].IsDuplicate);
        Assert.IsTrue(Delivered[1].IsDuplicate);
        Assert.AreEqual(id, Delivered[1].PacketId);
        CollectionAssert.AreEqual(new[] { id }, probe.Acknowledged);
    }

    [TestMethod]
    public void SetUpFalse_Connected_IsLostWithoutWillAndComesBackWithRetained()
    {
        var connection = Connected("gw", out var probe);
        connection.Publish("kept", [9], 1, true);
        Queue.AdvanceTo(Queue.NowNs + S);

        Broker.SetUp(false);
        Queue.AdvanceTo(Queue.NowNs + S);

        Assert.AreEqual(1, probe.LostCount);
        Assert.IsFalse(Delivered.Any(m => m.IsWill));
        Assert.AreEqual(0, connection.Publish("t", [1], 1, false));
        Broker.SetUp(true);
        Assert.IsTrue(Broker.TryGetRetained("kept", out _));
        Connected("gw", out _);
    }

    [TestMethod]
    public void KillConnections_MessageOnItsWay_IsDeliveredOrNotButNeverAcknowledged()
    {
        var connection = Connected("gw", out var probe);
        connection.Publish("arrived", [1], 1, false);
        Queue.AdvanceTo(Queue.NowNs + (15 * Ms));
        connection.Publish("on its way", [2], 1, false);

        Broker.KillConnections();
        Queue.AdvanceTo(Queue.NowNs + S);

        CollectionAssert.AreEqual(new[] { "arrived", "conn" }, Delivered.Select(m => m.Topic).ToArray());
        Assert.IsTrue(Delivered[1].IsWill);
        CollectionAssert.AreEqual(new[] { 1 }, probe.Acknowledged);
        Assert.AreEqual(1, probe.LostCount);
    }

    [TestMethod]
    public void BlackHole_Short_HoldsMessagesAndDeliversThemAfterwards()
    {
        var connection = Connected("gw", out var probe);
        Broker.SetBlackHole(true);
        connection.Publish("t", [1], 1, false);
        Queue.AdvanceTo(Queue.NowNs + (5 * S));
        Assert.IsEmpty(Delivered);

        Broker.SetBlackHole(false);
        Queue.AdvanceTo(Queue.NowNs + S);

        Assert.HasCount(1, Delivered);
        Assert.HasCount(1, probe.Acknowledged);
        Assert.AreEqual(0, probe.LostCount);
    }

    [TestMethod]
    public void BlackHole_LongerThanKeepAlive_EndsBothSides()
    {
        Connected("gw", out var probe);
        var startNs = Queue.NowNs;
        Broker.SetBlackHole(true);

        Queue.AdvanceTo(startNs + (91 * S));
        Assert.AreEqual("conn", Delivered.Single().Topic, "the broker gives up after 1.5 keep-alives");
        Assert.AreEqual(0, probe.LostCount);
        Queue.AdvanceTo(startNs + (121 * S));
        Assert.AreEqual(1, probe.LostCount, "the client gives up after 2");
        Broker.SetBlackHole(false);
        Queue.AdvanceTo(startNs + (200 * S));
        Assert.AreEqual(1, probe.LostCount);
    }

    [TestMethod]
    public void BlackHole_EndsAfterOnlyTheBrokerGaveUp_ClientIsTold()
    {
        var connection = Connected("gw", out var probe);
        Broker.SetBlackHole(true);
        Queue.AdvanceTo(Queue.NowNs + (100 * S));

        Broker.SetBlackHole(false);
        Queue.AdvanceTo(Queue.NowNs + S);

        Assert.AreEqual(1, probe.LostCount);
        Assert.IsFalse(connection.IsConnected);
    }

    [TestMethod]
    public void Abort_PowerCut_WillComesAfterOneAndAHalfKeepAlives()
    {
        var connection = Connected("gw", out var probe);
        var startNs = Queue.NowNs;

        connection.Abort();

        Queue.AdvanceTo(startNs + (89 * S));
        Assert.IsEmpty(Delivered);
        Queue.AdvanceTo(startNs + (91 * S));
        Assert.IsTrue(Delivered.Single().IsWill);
        Assert.AreEqual(0, probe.LostCount, "there is nobody to tell");
    }

    [TestMethod]
    public void Delivered_HandlerKillsConnections_IsFine()
    {
        var connection = Connected("gw", out var probe);
        Broker.Delivered += m =>
        {
            if (!m.IsWill)
            {
                Broker.KillConnections();
            }
        };

        connection.Publish("t", [1], 1, false);
        Queue.AdvanceTo(Queue.NowNs + S);

        Assert.AreEqual(1, probe.LostCount);
        Assert.IsEmpty(probe.Acknowledged);
    }
}
