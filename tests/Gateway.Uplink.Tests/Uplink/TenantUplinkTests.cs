using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;
using Gateway.Store;

namespace Gateway.Uplink.Tests;

/// <summary>Who gets which record: the gateway's own headend (bit 0) and tenants (bit n + 1).</summary>
[TestClass]
public class TenantUplinkTests
{
    private static readonly string[] _tenants = ["acme", null, "borough", null, null, null, null, null];
    private static readonly string[] _roots = ["metering/gateway/gw-7", "metering/tenant/acme/gateway/gw-7", null, "metering/tenant/borough/gateway/gw-7"];

    [TestMethod]
    public void Records_ForSeveral_GoToEachOnItsTopicAndNothingCrosses()
    {
        var bench = Bench();
        var random = new Random(5);
        var wanted = Add(bench, random, 400);
        bench.GoOnline();
        bench.RunSeconds(120);
        Assert.IsTrue(bench.Uplink.IsDrained);
        AssertDelivered(bench, wanted, "seed 5");
        Assert.IsTrue(
            bench.Broker.Received.All(m => m.Topic.StartsWith("metering/gateway/gw-7/", StringComparison.Ordinal)
                || m.Topic.EndsWith("/event/up", StringComparison.Ordinal)
                || m.Topic.EndsWith("/event/alarm", StringComparison.Ordinal)),
            "tenants get records and nothing else");
    }

    [TestMethod]
    public void QuietTenant_BesideALoudOne_WaitsNoLongerThanItsBatchAge()
    {
        var bench = Bench().GoOnline();
        bench.Worker.JobUs = 50_000;
        Add(bench, 2, true);
        var seq = Add(bench, 8, true);
        var sentS = -1.0;
        for (var s = 0.0; s < 40; s += 0.5)
        {
            for (var i = 0; i < 8; i++)
            {
                Add(bench, 2, true);
            }

            bench.RunSeconds(0.5);
            var hasIt = On(bench, 3, "up").Contains(seq);
            sentS = hasIt && sentS < 0 ? s : sentS;
        }

        Assert.IsTrue(sentS is >= 0 and < 31, $"after {sentS} s");
        bench.RunSeconds(60);
        Assert.IsTrue(bench.Uplink.IsDrained);
    }

    [TestMethod]
    public void FullBatches_OfThreeAtOnce_GoOutInTurn()
    {
        var bench = Bench();
        for (var i = 0; i < 160; i++)
        {
            Add(bench, 1 | 2 | 8, false);
        }

        bench.GoOnline();
        bench.RunSeconds(20);
        var order = bench.Broker.Received.Where(m => m.Topic.EndsWith("/event/up", StringComparison.Ordinal))
            .Select(m => Array.FindIndex(_roots, root => root != null && m.Topic.StartsWith(root + "/", StringComparison.Ordinal)))
            .ToList();
        Assert.HasCount(30, order);
        for (var i = 0; i + 3 <= order.Count; i++)
        {
            Assert.HasCount(3, order.Skip(i).Take(3).Distinct().ToList(), "at " + i);
        }
    }

    [TestMethod]
    public void Acknowledge_OneTenantsMessageMissing_HoldsAllThatFollows()
    {
        var bench = Bench().GoOnline();
        bench.Broker.AcknowledgeAtOnce = false;
        Add(bench, 2, true);
        for (var i = 0; i < 16; i++)
        {
            Add(bench, 1, false);
        }

        bench.RunSeconds(1);
        bench.Broker.Last.Listener.OnPublished(bench.Broker.Received[^1].PacketId, true);
        bench.RunSeconds(0.1);
        Assert.IsEmpty(bench.Queue.Acknowledged, "acme's record is the oldest and not sent yet");
        bench.Broker.Last.Listener.OnLost();
        bench.Broker.AcknowledgeAtOnce = true;
        bench.RunSeconds(60);
        Assert.IsTrue(bench.Uplink.IsDrained);
        Assert.HasCount(1, On(bench, 1, "up").Distinct().ToList());
        Assert.HasCount(17, bench.Queue.Acknowledged);
    }

    [TestMethod]
    public void Pressed_ByTheRecordsThatAreOut_SendsTheOldestUnfilled()
    {
        var bench = Bench(o => o.PressRecords = 40).GoOnline();
        var first = Add(bench, 2, true);
        for (var i = 0; i < 48; i++)
        {
            Add(bench, 1, false);
        }

        bench.RunSeconds(2);
        CollectionAssert.AreEqual(new[] { first }, On(bench, 1, "up"));
    }

    [TestMethod]
    public void Record_OfATenantThatIsGone_IsNobodys()
    {
        var bench = Bench();
        Add(bench, 1 << 2, true);
        Add(bench, 1 << 5, true, RecordClass.Alarm);
        Add(bench, 1, false);
        bench.GoOnline();
        bench.RunSeconds(40);
        Assert.IsTrue(bench.Uplink.IsDrained);
        Assert.HasCount(1, bench.Broker.Received.SelectMany(Seqs).ToList());
    }

    [TestMethod]
    public void RandomFaults_ManyRounds_EverybodyGetsHisAndOnlyHis()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var bench = Bench(o =>
            {
                o.BackOffCapMs = 20_000;
                o.PressRecords = 40;
            });
            bench.Uplink.Start(0);
            var wanted = new Dictionary<uint, int>();
            for (var round = 0; round < 60; round++)
            {
                foreach (var (seq, mask) in Add(bench, random, random.Next(30)))
                {
                    wanted[seq] = mask;
                }

                bench.Broker.AcknowledgeAtOnce = random.Next(4) != 0;
                bench.Broker.PublishFails = random.Next(10) == 0;
                bench.Queue.Blocked = random.Next(5) == 0;
                if (random.Next(5) == 0 && bench.Broker.Sessions.Count > 0)
                {
                    bench.Broker.Last.Listener?.OnLost();
                }

                bench.RunSeconds(random.Next(40));
            }

            bench.Broker.AcknowledgeAtOnce = true;
            bench.Broker.PublishFails = bench.Queue.Blocked = false;
            bench.RunSeconds(300);
            Assert.IsTrue(bench.Uplink.IsDrained, $"seed {seed}");
            AssertDelivered(bench, wanted, $"seed {seed}");
        }
    }

    private static void AssertDelivered(UplinkBench bench, Dictionary<uint, int> wanted, string when)
    {
        foreach (var bit in new[] { 0, 1, 3 })
        {
            var got = On(bench, bit, "up").Concat(On(bench, bit, "alarm")).Distinct().Order().ToList();
            CollectionAssert.AreEqual(
                wanted.Where(w => (w.Value & (1 << bit)) != 0).Select(w => w.Key).Order().ToList(), got, $"{when}, {_roots[bit]}");
            var up = On(bench, bit, "up").Distinct().ToList();
            CollectionAssert.AreEqual(up.Order().ToList(), up, $"{when}: order on {_roots[bit]}");
        }

        Assert.HasCount(wanted.Count, bench.Queue.Acknowledged, when);
    }

    private static UplinkBench Bench(Action<UplinkOptions> configure = null)
    {
        var bench = new UplinkBench(configure);
        bench.Uplink.SetTenants(_tenants);
        return bench;
    }

    private static List<uint> On(UplinkBench bench, int bit, string name) =>
        [.. bench.Broker.Received.Where(m => m.Topic == $"{_roots[bit]}/event/{name}").SelectMany(Seqs)];

    private static uint[] Seqs(ScriptedBroker.Message message) =>
        message.Topic.EndsWith("/event/up", StringComparison.Ordinal) || message.Topic.EndsWith("/event/alarm", StringComparison.Ordinal)
            ? message.Seqs : [];

    private static Dictionary<uint, int> Add(UplinkBench bench, Random random, int count)
    {
        var wanted = new Dictionary<uint, int>();
        for (var i = 0; i < count; i++)
        {
            int[] masks = [1, 2, 8, 1 | 2, 1 | 8, 2 | 8, 1 | 2 | 8];
            var mask = masks[random.Next(masks.Length)];
            wanted[Add(bench, mask, (mask & 1) == 0, random.Next(8) == 0 ? RecordClass.Alarm : RecordClass.Regular)] = mask;
        }

        return wanted;
    }

    private static uint Add(UplinkBench bench, int mask, bool isForTenantsOnly, RecordClass recordClass = RecordClass.Regular)
    {
        var seq = bench.Queue.Add(recordClass, payloadBytes: 20);
        var kind = recordClass == RecordClass.Alarm ? RecordQueueKind.Alarms : RecordQueueKind.Bulk;
        var record = bench.Queue.Records(kind)[^1];
        record.Tenants = mask >> 1;
        record.IsForTenantsOnly = isForTenantsOnly;
        return seq;
    }
}
