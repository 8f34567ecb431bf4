using System;
using System.Linq;
using System.Text.Json;
using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink.Tests;

[TestClass]
public class MqttUplinkRecordTests
{
    [TestMethod]
    public void Record_FromTheAir_HasEveryFieldOfTheContract()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Queue.Add(payloadBytes: 4);
        bench.RunSeconds(31);
        Assert.AreEqual(
            "{\"gw\":\"gw-7\",\"lid\":\"1A2B3C4D\",\"fw\":\"1.2.3\",\"t\":[{\"seq\":1,\"ts\":1763773200001,"
            + "\"tq\":\"ntp\",\"cls\":\"regular\",\"proto\":\"wmbus\",\"mode\":\"C1\",\"telegram\":\"01020304\","
            + "\"rssi_dbm\":-85,\"lqi\":12,\"foff_hz\":-1200,\"h\":0}]}",
            bench.Broker.On("/event/up").Single().Text);
    }

    [TestMethod]
    public void Record_WithoutRadioValues_LeavesThemOut()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Queue.Add(new LogRecord { Seq = 9, Protocol = Protocol.MBus, Class = RecordClass.Priority });
        bench.RunSeconds(31);
        StringAssert.Contains(
            bench.Broker.On("/event/up").Single().Text,
            "[{\"seq\":9,\"ts\":0,\"tq\":\"none\",\"cls\":\"priority\",\"proto\":\"mbus\",\"frame\":\"\",\"h\":0}]");
    }

    [TestMethod]
    public void Batch_BelowSixteen_WaitsForItsAge()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Queue.Add();
        bench.RunSeconds(29);
        bench.Queue.Add();
        bench.RunSeconds(0.5);
        Assert.IsEmpty(bench.Broker.On("/event/up").ToList());
        bench.RunSeconds(1);
        CollectionAssert.AreEqual(new uint[] { 1, 2 }, bench.Broker.On("/event/up").Single().Seqs);
        Assert.IsTrue(bench.Uplink.IsDrained);
        Assert.AreEqual(2, bench.Uplink.Counters.Records);
    }

    [TestMethod]
    public void Backlog_OfAThousand_GoesBackToBackInFullBatchesInOrder()
    {
        var bench = new UplinkBench();
        for (var i = 0; i < 1_000; i++)
        {
            bench.Queue.Add(payloadBytes: 20);
        }

        bench.GoOnline();
        bench.RunSeconds(5);
        var batches = bench.Broker.On("/event/up").ToList();
        Assert.HasCount(62, batches, "1,000 = 62 full ones, and 8 records that wait for their age");
        Assert.IsTrue(batches.All(b => b.Seqs.Length == 16));
        Assert.IsTrue(batches.All(b => !b.Text.Contains("\"h\":0", StringComparison.Ordinal)));
        bench.RunSeconds(31);
        CollectionAssert.AreEqual(
            Enumerable.Range(1, 1_000).Select(i => (uint)i).ToList(),
            bench.Broker.On("/event/up").SelectMany(b => b.Seqs).ToList());
        Assert.IsTrue(bench.Uplink.IsDrained);
    }

    [TestMethod]
    public void Batch_LongTelegrams_StaysWithinFourKilobytes()
    {
        var bench = new UplinkBench();
        for (var i = 0; i < 40; i++)
        {
            bench.Queue.Add(payloadBytes: 256);
        }

        bench.GoOnline();
        bench.RunSeconds(60);
        var batches = bench.Broker.On("/event/up").ToList();
        Assert.IsTrue(batches.All(b => b.Payload.Length <= 4096));
        Assert.IsTrue(batches.SkipLast(1).All(b => b.Payload.Length > 4096 - 720), "full ones are full");
        CollectionAssert.AreEqual(
            Enumerable.Range(1, 40).Select(i => (uint)i).ToList(), batches.SelectMany(b => b.Seqs).ToList());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(MessageBuilder.MinBytes)]
    public void Batch_LargestRecordInTheSmallestBuffer_Fits(int maxBytes)
    {
        var bench = new UplinkBench(o =>
        {
            o.BatchMaxBytes = maxBytes;
            o.GatewayId = new string('g', GatewayName.MaxIdLength);
            o.FirmwareVersion = new string('\u0001', 200);
        }).GoOnline();
        foreach (var recordClass in new[] { RecordClass.Priority, RecordClass.Alarm })
        {
            bench.Queue.Add(new LogRecord
            {
                Seq = uint.MaxValue,
                TimeMs = long.MinValue,
                Class = recordClass,
                Protocol = Protocol.LinkIq,
                Mode = LinkMode.LinkIq,
                RssiDbm = -127,
                Lqi = 127,
                FrequencyOffsetHz = -8_388_607,
                PayloadLength = recordClass == RecordClass.Alarm ? 256 : LogRecord.MaxPayloadBytes,
            });
        }

        bench.RunSeconds(31);
        Assert.AreEqual(1, bench.Broker.On("/event/up").Count());
        Assert.AreEqual(1, bench.Broker.On("/event/alarm").Count());
        Assert.IsTrue(bench.Uplink.IsDrained);
    }

    [TestMethod]
    public void Alarm_TooLongForItsBuffer_GoesWithoutItsPayload()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Queue.Add(RecordClass.Alarm, payloadBytes: 480);
        bench.Queue.Add(RecordClass.Alarm, payloadBytes: 256);
        bench.RunSeconds(1);
        var alarms = bench.Broker.On("/event/alarm").ToList();
        Assert.HasCount(2, alarms);
        StringAssert.Contains(alarms[0].Text, "\"telegram\":\"\"");
        Assert.IsTrue(bench.Uplink.IsDrained);
    }

    [TestMethod]
    public void Alarm_DuringABacklog_IsTheNextMessageAndAlone()
    {
        var bench = new UplinkBench();
        for (var i = 0; i < 200; i++)
        {
            bench.Queue.Add();
        }

        bench.GoOnline();
        bench.Broker.AcknowledgeAtOnce = false;
        bench.Queue.Add();
        for (var i = 0; i < 40; i++)
        {
            bench.Queue.Add();
        }

        bench.RunSeconds(1);
        var before = bench.Broker.Received.Count;
        var alarms = new[] { bench.Queue.Add(RecordClass.Alarm), bench.Queue.Add(RecordClass.Alarm) };
        bench.Broker.AcknowledgeAtOnce = true;
        bench.Broker.Last.Listener.OnPublished(bench.Broker.Received[^1].PacketId, true);
        bench.RunSeconds(1);
        var next = bench.Broker.Received.Skip(before).Take(2).ToList();
        Assert.IsTrue(next.All(m => m.Topic == "metering/gateway/gw-7/event/alarm"), "both alarms first");
        CollectionAssert.AreEqual(alarms, next.SelectMany(m => m.Seqs).ToArray());
        Assert.AreEqual(2, bench.Uplink.Counters.Alarms);
    }

    [TestMethod]
    public void Alarm_Alone_GoesAtOnce()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Queue.Add(RecordClass.Alarm);
        bench.RunSeconds(0.05);
        Assert.AreEqual(1, bench.Uplink.Counters.Alarms);
    }

    [TestMethod]
    public void Flush_HalfABatch_GoesWithoutWaiting()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Queue.Add();
        bench.Queue.Add();
        bench.Uplink.Flush();
        bench.RunSeconds(0.1);
        Assert.IsTrue(bench.Uplink.IsDrained);
        bench.Queue.Add();
        bench.RunSeconds(10);
        Assert.IsFalse(bench.Uplink.IsDrained, "a flush ends when the queue is empty");
    }

    [TestMethod]
    public void Store_StillFetching_IsAskedAgainWithoutSpinning()
    {
        var bench = new UplinkBench().GoOnline();
        bench.Queue.Blocked = true;
        bench.Queue.Add(RecordClass.Alarm);
        var steps = bench.Steps;
        bench.RunSeconds(1);
        Assert.IsLessThan(300, bench.Steps - steps);
        bench.Queue.Blocked = false;
        bench.RunSeconds(0.1);
        Assert.IsTrue(bench.Uplink.IsDrained);
    }

    [TestMethod]
    public void Online_NothingToDo_SleepsUntilStatistics()
    {
        var bench = new UplinkBench(stats: new Stats()).GoOnline();
        var steps = bench.Steps;
        bench.RunSeconds(800);
        Assert.IsLessThan(3, bench.Steps - steps);
    }

    [TestMethod]
    public void Stats_EveryInterval_OnlyWhileOnline()
    {
        var bench = new UplinkBench(stats: new Stats()).GoOnline();
        Assert.AreEqual(1, bench.Broker.On("/event/stats").Count(), "at the first connection");
        bench.RunSeconds(3_600);
        Assert.AreEqual(5, bench.Broker.On("/event/stats").Count());
        Assert.AreEqual(
            "{\"gw\":\"gw-7\",\"lid\":\"1A2B3C4D\",\"fw\":\"1.2.3\",\"up_s\":1}",
            bench.Broker.On("/event/stats").First().Text[..^1].Split(",\"at\"")[0] + "}");
        bench.Broker.ConnectStatus = MqttConnectStatus.Unreachable;
        bench.Broker.Last.Listener.OnLost();
        bench.RunSeconds(7_200);
        Assert.AreEqual(5, bench.Broker.On("/event/stats").Count());
        bench.Broker.ConnectStatus = MqttConnectStatus.Ok;
        bench.RunSeconds(400);
        Assert.AreEqual(6, bench.Broker.On("/event/stats").Count(), "one, not all that were missed");
    }

    [TestMethod]
    public void Stats_TooLong_AreCountedAndNotSent()
    {
        var bench = new UplinkBench(o => o.StatsMaxBytes = 60, new Stats()).GoOnline();
        bench.RunSeconds(1_000);
        Assert.IsEmpty(bench.Broker.On("/event/stats").ToList());
        Assert.AreEqual(2, bench.Uplink.Counters.StatsTooLong);
    }

    [TestMethod]
    public void Record_OfSixtyFourBytes_CostsWhatTheDocumentationSays()
    {
        var bench = new UplinkBench();
        bench.Queue.LastSeq = 1_000_000;
        for (var i = 0; i < 16; i++)
        {
            bench.Queue.Add();
        }

        bench.GoOnline();
        var batch = bench.Broker.On("/event/up").First();
        Assert.HasCount(14, batch.Seqs, "4 KB hold 14 telegrams of 64 bytes");
        Assert.AreEqual(281, batch.Payload.Length / 14, "bytes a record, with its share of the envelope");
    }

    [TestMethod]
    public void RandomFaults_ManyRounds_EveryRecordArrivesInOrderAndIsAcknowledgedOnce()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            RunWithFaults(seed);
        }
    }

    private static void RunWithFaults(int seed)
    {
        var random = new Random(seed);
        var bench = new UplinkBench(o => o.BackOffCapMs = 20_000);
        bench.Uplink.Start(0);
        for (var round = 0; round < 120; round++)
        {
            for (var i = random.Next(20); i > 0; i--)
            {
                bench.Queue.Add(random.Next(8) == 0 ? RecordClass.Alarm : RecordClass.Regular, random.Next(257));
            }

            bench.Broker.AcknowledgeAtOnce = random.Next(4) != 0;
            bench.Broker.PublishFails = random.Next(10) == 0;
            bench.Broker.ConnectThrows = random.Next(10) == 0;
            bench.Queue.Blocked = random.Next(5) == 0;
            bench.Broker.ConnectStatus = random.Next(6) == 0 ? MqttConnectStatus.TimedOut : MqttConnectStatus.Ok;
            bench.Worker.JobUs = random.Next(200_000);
            if (random.Next(5) == 0 && bench.Broker.Sessions.Count > 0 && bench.Broker.Last.Listener != null)
            {
                bench.Broker.Last.Listener.OnLost();
            }

            bench.RunSeconds(random.Next(40));
        }

        bench.Broker.AcknowledgeAtOnce = true;
        bench.Broker.PublishFails = bench.Broker.ConnectThrows = bench.Queue.Blocked = false;
        bench.Broker.ConnectStatus = MqttConnectStatus.Ok;
        bench.RunSeconds(200);
        Assert.IsTrue(bench.Uplink.IsDrained, $"seed {seed}");
        var arrived = bench.Broker.Received.Where(m => m.Topic.Contains("/event/", StringComparison.Ordinal))
            .SelectMany(m => m.Seqs).ToHashSet();
        Assert.IsTrue(bench.Queue.Acknowledged.All(arrived.Contains), $"seed {seed}: acknowledged, not delivered");
        Assert.HasCount(arrived.Count, bench.Queue.Acknowledged, $"seed {seed}");
        foreach (var topic in new[] { "/event/up", "/event/alarm" })
        {
            var firsts = bench.Broker.On(topic).SelectMany(m => m.Seqs).Distinct().ToList();
            CollectionAssert.AreEqual(firsts.Order().ToList(), firsts, $"seed {seed}: order on {topic}");
        }
    }

    private sealed class Stats : IStatsSource
    {
        public bool WriteStats(JsonWriter json, int part, long nowUs)
        {
            json.Name(part == 0 ? "up_s" : "at");
            json.Number(part == 0 ? 1 : nowUs);
            return part == 0;
        }
    }
}
