using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Gateway.Mqtt;
using Gateway.Simulator.Time;

namespace Gateway.Uplink.Tests.Mqtt;

/// <summary>Native callbacks against disposal, the garbage collector and bad handlers.</summary>
[TestClass]
public class LibMosquittoLifetimeTests
{
    private const int Rounds = 40;
    private const ulong Seed = 20240607;

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public void Dispose_WhileThreadsPublish_EndsThemCleanly()
    {
        using var broker = RealBroker.Start();
        var random = new RandomStream(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var connection = MqttConnectionFactory.Create();
            var probe = Probe.On(connection);
            Assert.AreEqual(MqttConnectResult.Ok,
                connection.Connect(RealBroker.Options(broker.Port, "stress" + round)));
            connection.Subscribe("s", 1);
            var failures = new List<Exception>();
            var publishers = Enumerable.Range(0, 2)
                .Select(_ => new Thread(() => PublishUntilEnd(connection, failures))).ToArray();
            Array.ForEach(publishers, thread => thread.Start());

            var wanted = random.Next(200);
            probe.WaitFor(p => p.Acknowledged.Count >= wanted,
                $"seed {Seed} round {round}: {wanted} PUBACKs");
            GC.Collect();
            connection.Dispose();

            foreach (var publisher in publishers)
            {
                Assert.IsTrue(publisher.Join(20_000), $"seed {Seed} round {round}: a publisher hangs");
            }

            Assert.IsEmpty(failures, $"seed {Seed} round {round}: {failures.FirstOrDefault()}");
            Assert.AreEqual(0, probe.LostCount, $"seed {Seed} round {round}");
        }
    }

    [TestMethod]
    public void Dispose_WithinHandler_Works()
    {
        using var broker = RealBroker.Start();
        var connection = MqttConnectionFactory.Create();
        using var disposed = new ManualResetEventSlim();
        connection.Published += _ =>
        {
            connection.Dispose();
            disposed.Set();
        };
        Assert.AreEqual(MqttConnectResult.Ok, connection.Connect(RealBroker.Options(broker.Port, "gw")));

        connection.Publish("t", [1], 1, false);

        Assert.IsTrue(disposed.Wait(20_000));
        Assert.IsFalse(connection.IsConnected);
        connection.Dispose();
    }

    [TestMethod]
    public void Handler_Throws_ConnectionSurvivesAndCounts()
    {
        using var broker = RealBroker.Start();
        using var connection = new LibMosquittoConnection();
        var probe = Probe.On(connection);
        connection.Published += _ => throw new InvalidOperationException("bad handler");
        connection.MessageReceived += (_, _, _) => throw new InvalidOperationException("bad handler");
        Assert.AreEqual(MqttConnectResult.Ok, connection.Connect(RealBroker.Options(broker.Port, "gw")));
        connection.Subscribe("t", 1);

        for (var count = 1; count <= 3; count++)
        {
            connection.Publish("t", [1], 1, false);
            probe.WaitFor(p => p.Acknowledged.Count == count &&
                p.Messages.Count == count, "message " + count);
        }

        Assert.IsTrue(connection.IsConnected);
        connection.Dispose();
        Assert.AreEqual(6, connection.HandlerFaults);
    }

    private static void PublishUntilEnd(IMqttConnection connection, List<Exception> failures)
    {
        try
        {
            while (connection.Publish("s", new byte[64], 1, false) != 0)
            {
            }
        }
        catch (Exception e)
        {
            lock (failures)
            {
                failures.Add(e);
            }
        }
    }
}
