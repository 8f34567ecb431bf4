// The whole way: meters, radio, firmware, UART, cable, bridge, broker, subscriber. The oracle is the run's own books:
// every telegram is at the broker once or was dropped for a reason that is counted.
using System.Text;
using Gateway.Simulator.Network;
using Gateway.System.Tests.Cli;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Bridge;

[TestClass]
public class BridgeRunTests
{
    [TestMethod]
    public void Run_GoodCable_EverythingArrives()
    {
        using var rig = new BridgeRig(1);
        rig.RunFor(300);
        var report = rig.Finish();

        Runs.AssertGood(report);
        Assert.IsGreaterThan(400L, rig.World.Deliveries.Unique);
        Assert.AreEqual(0L, rig.World.Deliveries.Repeated);
        Assert.AreEqual(0L, rig.World.Cable.Overruns);
        Assert.IsEmpty(rig.Warnings, string.Join('\n', rig.Warnings));
    }

    [TestMethod]
    public void Run_NoTimeServer_ClockComesFromTheBridge()
    {
        using var rig = new BridgeRig(1);
        var json = "";
        rig.World.Deliveries.RecordArrived += (record, _) => json = record;
        rig.RunFor(120);
        rig.Finish();

        StringAssert.Contains(json, "\"tq\":\"rtc\"");
    }

    [TestMethod]
    public void Run_SameSeed_SameTrace()
    {
        Assert.AreEqual(Hash(7), Hash(7));
        Assert.AreNotEqual(Hash(7), Hash(8));

        static string Hash(ulong seed)
        {
            using var rig = new BridgeRig(seed);
            rig.RunFor(60);
            return rig.Finish().TraceHash;
        }
    }

    [TestMethod]
    [DataRow(1UL)]
    [DataRow(2UL)]
    [DataRow(3UL)]
    public void Run_LineCutBytesFlippedBridgeAndBoardRestarted_NothingIsLost(ulong seed)
    {
        using var rig = new BridgeRig(seed);
        Torture(rig, (int)seed);

        var report = rig.Finish();
        Runs.AssertGood(report, $"seed {seed}");
        Assert.IsGreaterThan(500L, rig.World.Deliveries.Unique, $"seed {seed}");
    }

    [TestMethod]
    public void Run_TorturedCableAndRealBroker_NothingIsLost()
    {
        Runs.RequireMosquitto();
        using var rig = new BridgeRig(11, isReal: true);
        Torture(rig, 11);

        var report = rig.Finish();
        Runs.AssertGood(report, "seed 11");
        Assert.IsGreaterThan(500L, rig.World.Deliveries.Unique);
    }

    [TestMethod]
    public void Run_BrokerAwayForAnHour_BridgeKeepsEverything()
    {
        using var rig = new BridgeRig(4);
        rig.RunFor(60);
        rig.World.Broker.SetUp(false);
        rig.RunFor(3_600);
        var waiting = rig.Bridge.Outbox.Count;
        Assert.AreEqual(0, rig.World.Gateway.Firmware.Store.PendingCount(Gateway.Store.RecordQueueKind.Alarms));

        rig.Bridge.Kill();
        rig.Bridge.Start();
        rig.World.Broker.SetUp(true);
        rig.RunFor(120);

        Runs.AssertGood(rig.Finish());
        Assert.IsGreaterThan(100L, waiting, "the bridge had to store");
    }

    [TestMethod]
    public void Run_BridgeThatForgetsItsStore_IsNoticed()
    {
        using var rig = new BridgeRig(4);
        rig.RunFor(60);
        rig.World.Broker.SetUp(false);
        rig.RunFor(120);

        rig.Bridge.Kill();
        File.Delete(rig.StorePath);
        rig.Bridge.Start();
        rig.World.Broker.SetUp(true);

        Assert.IsGreaterThan(0L, rig.Finish().Unaccounted, "the books must not balance");
    }

    [TestMethod]
    public void Run_CommandFromTheHeadend_IsAnswered()
    {
        using var rig = new BridgeRig(5);
        var answers = new List<string>();
        rig.World.Broker.Delivered += (topic, payload) =>
        {
            if (topic.EndsWith("/event/resp", StringComparison.Ordinal))
            {
                answers.Add(Encoding.UTF8.GetString(payload));
            }
        };
        rig.RunFor(30);

        var id = rig.World.Settings.Id;
        rig.Model.Model.Publish(
            $"metering/gateway/{id}/command/log", Encoding.UTF8.GetBytes("{\"id\":\"c1\",\"count\":3}"), false);
        rig.RunFor(30);

        Assert.HasCount(1, answers);
        StringAssert.Contains(answers[0], "\"id\":\"c1\"");
    }

    [TestMethod]
    public void RunCommand_ScenarioWithASerialLink_HasABridge()
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(Path.Combine(Runs.Root(), "simulator", "scenarios", "street.json"));
        var path = folder.Write(
            "street.json", text.Replace("\"forward\": \"all\",", "\"forward\": \"all\", \"links\": [\"serial\"],",
                StringComparison.Ordinal));

        var (code, output, errors) = GatewayProcess.Run("run", path, "--for", "2m");

        Assert.AreEqual(0, code, errors);
        StringAssert.Contains(output, "unaccounted 0");
    }

    [TestMethod]
    public void State_CableCut_IsOfflineAtTheBrokerAndOnlineAgainLater()
    {
        using var rig = new BridgeRig(6);
        var states = new List<string>();
        rig.World.Broker.Delivered += (topic, payload) =>
        {
            if (topic.EndsWith("/state/conn", StringComparison.Ordinal))
            {
                states.Add(Encoding.UTF8.GetString(payload));
            }
        };
        rig.RunFor(30);
        rig.World.Cable.IsCut = true;
        rig.RunFor(40);
        rig.World.Cable.IsCut = false;
        rig.RunFor(60);

        Assert.HasCount(3, states, string.Join('\n', states));
        StringAssert.Contains(states[0], "online");
        StringAssert.Contains(states[1], "offline");
        StringAssert.Contains(states[2], "online");
    }

    // Twenty minutes of everything, by the seed.
    private static void Torture(BridgeRig rig, int seed)
    {
        var random = new Random(seed);
        var cable = rig.World.Cable;
        for (var round = 0; round < 40; round++)
        {
            rig.RunFor(5 + (random.NextDouble() * 40));
            cable.FlipRate = random.Next(3) == 0 ? 0.002 : 0.0002;
            cable.LossRate = random.Next(3) == 0 ? 0.002 : 0.0002;
            switch (random.Next(5))
            {
                case 0:
                    cable.IsCut = true;
                    rig.RunFor(random.NextDouble() * 45);
                    cable.IsCut = false;
                    break;
                case 1:
                    rig.Bridge.Kill();
                    rig.RunFor(random.NextDouble() * 30);
                    rig.Bridge.Start();
                    break;
                case 2:
                    rig.World.PullPlug();
                    rig.RunFor(random.NextDouble() * 10);
                    rig.World.Gateway.RestorePower();
                    break;
                case 3:
                    rig.World.Broker.SetUp(false);
                    rig.RunFor(random.NextDouble() * 60);
                    rig.World.Broker.SetUp(true);
                    break;
                default:
                    rig.Bridge.Kill();
                    rig.Bridge.Start();
                    break;
            }
        }

        cable.FlipRate = cable.LossRate = 0;
        rig.RunFor(120);
        Assert.IsGreaterThan(100L, cable.Damaged, $"seed {seed}: the cable was too good");
    }
}
