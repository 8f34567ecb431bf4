using System;
using System.Linq;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

/// <summary>Recovery over files that hold anything: no exception, no hang, no wrong record, a log that
/// works.</summary>
[TestClass]
public sealed class RecoveryFuzzTests
{
    private const int Rounds = 1500;

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Open_GarbledFiles_OpensAndWorks(FileSystemKind kind)
    {
        for (var seed = 0UL; seed < Rounds; seed++)
        {
            var random = new RandomStreams(seed).Get("fuzz");
            var rig = new StoreRig(kind);
            rig.Boot();
            var workload = new StormWorkload(rig, random);
            Assert.IsTrue(workload.Recover());
            workload.Live(150, 10);
            rig.Settle();
            Garble(rig, random);
            try
            {
                OpenAndUse(rig, random);
            }
            catch (Exception exception) when (exception is not AssertFailedException)
            {
                Assert.Fail($"{kind}, seed {seed}: {exception}");
            }
        }
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Open_OneBitRotten_NeverGivesAWrongRecordOrAnOldSeq(FileSystemKind kind)
    {
        var random = new RandomStream(99);
        var rig = new StoreRig(kind);
        rig.Boot();
        for (var index = 0; index < 40; index++)
        {
            rig.Store.Append(StoreRig.MakeRecord(random, RecordClass.Regular, 50));
            rig.Settle();
        }

        var images = rig.ReadAll(RecordQueueKind.Bulk).Select(StoreRig.Image).ToHashSet();
        var healthy = rig.Drive.Snapshot();
        foreach (var (name, content) in healthy)
        {
            for (var bit = 0; bit < content.Length * 8; bit += 1 + random.Next(60))
            {
                rig.Drive.Restore(healthy);
                rig.Drive.Rot(name, bit);
                Assert.AreEqual(StoreStatus.Ok, rig.Boot(), $"{name} bit {bit}");
                var read = rig.ReadAll(RecordQueueKind.Bulk);
                Assert.IsTrue(read.All(record => images.Contains(StoreRig.Image(record))), $"{name} bit {bit}");
                var record = StoreRig.MakeRecord(random, RecordClass.Regular, 5);
                Assert.IsTrue(rig.Store.Append(record));
                Assert.IsTrue(record.Seq > 40, $"{name} bit {bit}: seq {record.Seq} was handed out before");
            }
        }
    }

    private static void Garble(StoreRig rig, RandomStream random)
    {
        var files = rig.Drive.Files;
        for (var count = 1 + random.Next(6); count > 0; count--)
        {
            var names = files.Keys.ToArray();
            var name = names[random.Next(names.Length)];
            var content = files[name];
            switch (random.Next(7))
            {
                case 0:
                    random.NextBytes(content);
                    break;
                case 1:
                    files[name] = content[..random.Next(content.Length + 1)];
                    break;
                case 2:
                    files.Remove(name);
                    break;
                case 3:
                    files[name] = (byte[])files[names[random.Next(names.Length)]].Clone();
                    break;
                case 4 when content.Length > 0:
                    Array.Fill(content, (byte)(random.Next(2) * 0xFF), random.Next(content.Length), 1);
                    break;
                case 5 when content.Length > 0:
                    random.NextBytes(content.AsSpan(random.Next(content.Length)));
                    break;
                default:
                    files["seg-" + random.Next(10).ToString("D3")] = new byte[random.Next(5000)];
                    break;
            }

            if (files.Count == 0)
            {
                return;
            }
        }
    }

    private static void OpenAndUse(StoreRig rig, RandomStream random)
    {
        var status = rig.Boot(0xFEED);
        Assert.IsTrue(status is StoreStatus.Ok or StoreStatus.Formatted, status.ToString());
        var alarms = rig.ReadAll(RecordQueueKind.Alarms).Count;
        var bulk = rig.ReadAll(RecordQueueKind.Bulk).Count;
        Assert.AreEqual(alarms, rig.Store.PendingCount(RecordQueueKind.Alarms));
        Assert.AreEqual(bulk, rig.Store.PendingCount(RecordQueueKind.Bulk));
        var record = StoreRig.MakeRecord(random, RecordClass.Alarm, 30);
        Assert.IsTrue(rig.Store.Append(record));
        Assert.IsTrue(rig.Settle());
        Assert.AreEqual(StoreRig.Image(record), StoreRig.Image(rig.ReadAll(RecordQueueKind.Alarms).Single()));
        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        Assert.AreEqual(StoreRig.Image(record), StoreRig.Image(rig.ReadAll(RecordQueueKind.Alarms).Last()));
    }
}
