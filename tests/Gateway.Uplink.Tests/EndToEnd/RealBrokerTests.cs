using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using Gateway.Boards;
using Gateway.Core;
using Gateway.Mqtt;
using Gateway.Simulator.Network;
using Gateway.Uplink.Tests.Contract;
using Gateway.Uplink.Tests.Mqtt;

namespace Gateway.Uplink.Tests.EndToEnd;

/// <summary>The firmware's uplink on the board's session and the M2Mqtt stand-in, against Debian's mosquitto.</summary>
[TestClass]
public class RealBrokerTests
{
    private const int Records = 500;

    [TestMethod]
    public void Uplink_BrokerKilledInTheMiddle_DeliversEveryRecordAndDuplicatesHaveTheSameKey()
    {
        using var broker = RealBroker.Start();
        var received = new System.Collections.Concurrent.ConcurrentQueue<(string Topic, byte[] Payload)>();
        var subscriber = Subscribe(broker, received);
        using var wake = new AutoResetEvent(false);
        using var worker = new ThreadWorker(wake);
        var queue = new FakeQueue();
        for (var i = 1; i <= Records; i++)
        {
            queue.Add(i % 50 == 0 ? RecordClass.Alarm : RecordClass.Regular, 40);
        }

        var uplink = new MqttUplink(
            Options(broker.Port), queue, new M2MqttSessionFactory(), worker, new RandomSource(1), null, null);
        uplink.WakeLoop = () => wake.Set();
        uplink.Start(NowUs());
        uplink.Flush();
        Run(uplink, worker, wake, () => uplink.Counters.Records >= Records / 4, "first quarter");

        // mosquitto forgets what it has acknowledged and not passed on: that loss is not what is tested here.
        WaitFor(() => received.Count >= uplink.Counters.Published);
        broker.Kill();
        Run(uplink, worker, wake, () => uplink.Counters.Losses + uplink.Counters.PublishFailures > 0, "the loss");
        subscriber.Dispose();
        broker.Restart();
        subscriber = Subscribe(broker, received);
        Run(uplink, worker, wake, () => uplink.IsDrained, "the rest");
        uplink.Stop();
        Run(uplink, worker, wake, () => uplink.State == UplinkState.Idle, "the stop");
        WaitFor(() => received.Any(m => m.Payload.Length == 19 && m.Topic.EndsWith("conn", StringComparison.Ordinal)));
        subscriber.Dispose();

        var records = received.Where(m => m.Topic.Contains("/event/", StringComparison.Ordinal))
            .SelectMany(m => JsonNode.Parse(m.Payload)["t"].AsArray()).ToList();
        CollectionAssert.AreEquivalent(
            Enumerable.Range(1, Records).Select(i => (uint)i).ToList(),
            records.Select(r => (uint)r["seq"]).Distinct().ToList());
        foreach (var same in records.GroupBy(r => (uint)r["seq"]))
        {
            Assert.HasCount(1, same.Select(r => (string)r["telegram"]).Distinct().ToList(), $"seq {same.Key}");
        }

        Assert.HasCount(Records, queue.Acknowledged);
    }

    [TestMethod]
    public void Consumer_Example_PrintsEveryRecordOnce()
    {
        using var broker = RealBroker.Start();
        var script = Path.Combine(Repository.Root, "hostbridge", "examples", "consumer.py");
        using var consumer = StartConsumer(script, broker.Port);
        using var wake = new AutoResetEvent(false);
        using var worker = new ThreadWorker(wake);
        var queue = new FakeQueue();
        var uplink = new MqttUplink(
            Options(broker.Port), queue, new M2MqttSessionFactory(), worker, new RandomSource(1), null, null);
        uplink.WakeLoop = () => wake.Set();
        try
        {
            var line = AwaitSubscription(consumer, broker.Port);
            queue.Add(payloadBytes: 3);
            queue.Add(RecordClass.Alarm, 2);
            uplink.Start(NowUs());
            uplink.Flush();
            Run(uplink, worker, wake, () => uplink.IsDrained, "the records");
            uplink.Stop();
            Run(uplink, worker, wake, () => uplink.State == UplinkState.Idle, "the stop");
            while (line.StartsWith("probe", StringComparison.Ordinal))
            {
                line = ReadLine(consumer);
            }

            Assert.AreEqual("gw-7 1A2B3C4D 2 1763773200002 alarm 0203", line);
            Assert.AreEqual("gw-7 1A2B3C4D 1 1763773200001 regular 010203", ReadLine(consumer));
        }
        finally
        {
            // Its mosquitto_sub ends with it, or with the broker.
            consumer.Kill(true);
        }
    }

    private static UplinkOptions Options(int port) => new()
    {
        GatewayId = "gw-7",
        BrokerHost = "127.0.0.1",
        BrokerPort = port,
        FirstDelayMs = 0,
        BackOffBaseMs = 50,
        BackOffCapMs = 400,
    };

    private static IMqttConnection Subscribe(
        MosquittoProcess broker, System.Collections.Concurrent.ConcurrentQueue<(string, byte[])> received)
    {
        var connection = MqttConnectionFactory.Create();
        connection.MessageReceived += (topic, payload, _) => received.Enqueue((topic, payload));
        Assert.AreEqual(
            MqttConnectResult.Ok, connection.Connect(RealBroker.Options(broker.Port, "headend")), broker.Log);
        Assert.IsTrue(connection.Subscribe("metering/#", 1));
        return connection;
    }

    private static Process StartConsumer(string script, int port)
    {
        try
        {
            var start = new ProcessStartInfo("python3", [script, "127.0.0.1", $"{port}"]) { RedirectStandardOutput = true };
            using var probe = Process.Start(new ProcessStartInfo("mosquitto_sub", "--help") { RedirectStandardOutput = true });
            probe.StandardOutput.ReadToEnd();
            probe.WaitForExit();
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive("the example needs: sudo apt-get install python3 mosquitto-clients");
            throw;
        }
    }

    /// <summary>Publishes records of another gateway until the consumer prints one, because nothing else shows that
    /// its subscription stands.</summary>
    /// <returns>The line.</returns>
    private static string AwaitSubscription(Process consumer, int port)
    {
        using var connection = MqttConnectionFactory.Create();
        Assert.AreEqual(MqttConnectResult.Ok, connection.Connect(RealBroker.Options(port, "probe")));
        var line = consumer.StandardOutput.ReadLineAsync();
        for (var seq = 1; seq < 200; seq++)
        {
            var batch = $"{{\"gw\":\"probe\",\"lid\":\"0\",\"t\":[{{\"seq\":{seq},\"ts\":0,\"cls\":\"event\"}}]}}";
            connection.Publish("metering/gateway/probe/event/up", Encoding.UTF8.GetBytes(batch), 1, false);
            if (line.Wait(100))
            {
                return line.Result;
            }
        }

        throw new TimeoutException("the consumer printed nothing");
    }

    private static string ReadLine(Process consumer)
    {
        var line = consumer.StandardOutput.ReadLineAsync();
        Assert.IsTrue(line.Wait(TimeSpan.FromSeconds(20)), "the consumer printed nothing");
        return line.Result;
    }

    private static long NowUs() => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);

    private static void Run(
        MqttUplink uplink, ThreadWorker worker, AutoResetEvent wake, Func<bool> done, string what)
    {
        var limit = Stopwatch.StartNew();
        while (!done())
        {
            Assert.IsLessThan(30, limit.Elapsed.TotalSeconds, $"waiting for {what} in {uplink.State}");
            var nowUs = NowUs();
            worker.Step(nowUs);
            uplink.Step(nowUs);
            var waitMs = (uplink.NextWakeUs - NowUs()) / 1_000;
            if (waitMs > 0)
            {
                wake.WaitOne((int)Math.Min(waitMs, 1_000));
            }
        }
    }

    private static void WaitFor(Func<bool> done)
    {
        Assert.IsTrue(SpinWait.SpinUntil(done, TimeSpan.FromSeconds(20)), "waited in vain");
    }
}
