using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Gateway.Core;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Simulator.Network.Modem;
using Gateway.Uplink.Tests.Mqtt;

namespace Gateway.Uplink.Tests.Modem;

/// <summary>The modem model with Debian's mosquitto behind it, and a subscriber of another library's making.</summary>
[TestClass]
public class ModemRealBrokerTests
{
    private const int Records = 300;

    [TestMethod]
    public void Uplink_OverTheModem_EveryRecordReachesARealSubscriber()
    {
        using var broker = RealBroker.Start("gw", "pass word");
        var received = new ConcurrentDictionary<uint, int>();
        using var headend = MqttConnectionFactory.Create();
        headend.MessageReceived += (topic, payload, _) => Count(topic, payload, received);
        var options = RealBroker.Options(broker.Port, "headend");
        options.UserName = "gw";
        options.Password = "pass word";
        Assert.AreEqual(MqttConnectResult.Ok, headend.Connect(options), broker.Log);
        Assert.IsTrue(headend.Subscribe("metering/#", 1));

        ModemBench bench = null;
        bench = new ModemBench(
            uplink: o =>
            {
                o.BrokerHost = "127.0.0.1";
                o.BrokerPort = broker.Port;
                o.UserName = "gw";
                o.Password = "pass word";
                o.BatchMaxAgeMs = 1_000;
                o.BackOffBaseMs = 1_000;
                o.BackOffCapMs = 10_000;
            },
            network: cost => new RealBrokerConnection(
                bench.Time, bench.Random, NetworkLatency.Mobile, cost, MqttConnectionFactory.Create()));
        bench.GoOnline();
        for (var i = 0; i < Records; i++)
        {
            bench.Queue.Add(i % 50 == 0 ? RecordClass.Alarm : RecordClass.Regular);
            bench.RunSeconds(0.2);
            if (i == Records / 3)
            {
                bench.Model.Reboot();
            }
            else if (i == Records / 2)
            {
                bench.Model.Fail(ModemFault.NetworkLost);
                bench.RunSeconds(60);
                bench.Model.Repair(ModemFault.NetworkLost);
            }
        }

        bench.RunUntil(() => bench.Uplink.IsDrained, 1_200, "drained");
        Assert.IsTrue(SpinWait.SpinUntil(() => received.Count >= Records, TimeSpan.FromSeconds(20)), $"{received.Count}");
        CollectionAssert.AreEquivalent(
            Enumerable.Range(1, Records).Select(i => (uint)i).ToList(), received.Keys.ToList());
        Assert.IsGreaterThanOrEqualTo(2, bench.Uplink.Counters.Losses);
        Console.WriteLine($"{Records} records over the modem, {received.Values.Sum() - Records} came twice, "
            + $"{bench.Uplink.Counters.Connects} connections");
    }

    [TestMethod]
    public void Uplink_WrongPassword_InstallerReadsIt()
    {
        using var broker = RealBroker.Start("gw", "right");
        ModemBench bench = null;
        bench = new ModemBench(
            uplink: o =>
            {
                o.BrokerHost = "127.0.0.1";
                o.BrokerPort = broker.Port;
                o.UserName = "gw";
                o.Password = "wrong";
            },
            network: cost => new RealBrokerConnection(
                bench.Time, bench.Random, NetworkLatency.Mobile, cost, MqttConnectionFactory.Create()));
        bench.Start();
        bench.RunUntil(() => bench.Uplink.Counters.ConnectsByStatus.Sum() > 0, 120, "a result");
        Assert.AreEqual(MqttConnectStatus.NotAuthorized, bench.Uplink.LastStatus);
        Assert.AreEqual("broker refused user, password or client id", bench.Driver.Trouble);
    }

    private static void Count(string topic, byte[] payload, ConcurrentDictionary<uint, int> received)
    {
        if (!topic.Contains("/event/", StringComparison.Ordinal))
        {
            return;
        }

        using var document = JsonDocument.Parse(payload);
        foreach (var record in document.RootElement.GetProperty("t").EnumerateArray())
        {
            received.AddOrUpdate(record.GetProperty("seq").GetUInt32(), 1, (_, n) => n + 1);
        }
    }
}
