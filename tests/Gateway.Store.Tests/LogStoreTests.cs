using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

[TestClass]
public sealed class LogStoreTests
{
    private readonly RandomStream _random = new(42);

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Store_RecordsOfAllShapes_ComeBackByteEqualInOrder(FileSystemKind kind)
    {
        var rig = new StoreRig(kind, StoreRig.SmallProfile(40));
        Assert.AreEqual(StoreStatus.Formatted, rig.Boot());
        var images = new List<string>();
        for (var index = 0; index < 120; index++)
        {
            var bytes = index % 40 == 0 ? LogRecord.MaxPayloadBytes : index % 41 == 0 ? 0 : _random.Next(250);
            var record = StoreRig.MakeRecord(_random, (RecordClass)(1 + _random.Next(3)), bytes);
            Assert.IsTrue(rig.Settle());
            Assert.IsTrue(rig.Store.Append(record));
            images.Add(StoreRig.Image(record));
        }

        Assert.IsTrue(rig.Settle());
        var read = rig.ReadAll(RecordQueueKind.Bulk);
        CollectionAssert.AreEqual(images, read.Select(StoreRig.Image).ToList());
    }

    [TestMethod]
    public void Append_BeforeCommit_IsInvisible()
    {
        var rig = Booted(FileSystemKind.Littlefs);
        Append(rig, RecordClass.Regular);
        Assert.AreEqual(0, rig.Store.PendingCount(RecordQueueKind.Bulk));
        Assert.IsFalse(rig.Store.TryRead(RecordQueueKind.Bulk, new LogRecord()));
        rig.RunUntil(() => rig.Store.PendingCount(RecordQueueKind.Bulk) == 1);
        Assert.IsTrue(rig.NowUs >= rig.Profile.CommitAgeUs, "committed before its age");
    }

    [TestMethod]
    public void Append_Alarm_CommitsAtOnceAndOvertakes()
    {
        var rig = Booted(FileSystemKind.Littlefs);
        Append(rig, RecordClass.Regular);
        Append(rig, RecordClass.Alarm);
        Assert.IsTrue(rig.RunUntil(() => rig.Store.PendingCount(RecordQueueKind.Alarms) == 1));
        Assert.IsTrue(rig.NowUs < 10_000, "waited");
        var alarm = rig.ReadAll(RecordQueueKind.Alarms).Single();
        Assert.AreEqual(RecordClass.Alarm, alarm.Class);
        Assert.AreEqual(2U, alarm.Seq);
        Assert.AreEqual(1U, rig.ReadAll(RecordQueueKind.Bulk).Single().Seq);
    }

    [TestMethod]
    public void Append_BufferFull_IsRefusedCountedAndLeavesAGap()
    {
        var rig = Booted(FileSystemKind.Littlefs);
        var accepted = 0;
        while (rig.Store.Append(StoreRig.MakeRecord(_random, RecordClass.Priority, 100)))
        {
            accepted++;
        }

        Assert.AreEqual(1060 / 128, accepted);
        Assert.AreEqual(1, rig.Store.Counters.Drops(RecordClass.Priority, DropReason.BufferFull));
        Assert.IsTrue(rig.Settle());
        var later = Append(rig, RecordClass.Priority);
        Assert.AreEqual((uint)accepted + 2, later.Seq);
    }

    [TestMethod]
    public void Append_Invalid_IsRefusedAndCounted()
    {
        var rig = Booted(FileSystemKind.Littlefs);
        var record = StoreRig.MakeRecord(_random, RecordClass.Regular, 10);
        record.PayloadLength = LogRecord.MaxPayloadBytes + 1;
        Assert.IsFalse(rig.Store.Append(record));
        Assert.AreEqual(1, rig.Store.Counters.Drops(DropReason.Invalid));
    }

    [TestMethod]
    public void Append_WhileCommitRuns_IsAccepted()
    {
        var rig = Booted(FileSystemKind.Littlefs);
        Append(rig, RecordClass.Alarm);
        while (!rig.Worker.IsBusy)
        {
            rig.Store.Step(0);
        }

        Append(rig, RecordClass.Alarm);
        Assert.IsTrue(rig.RunUntil(() => rig.Store.PendingCount(RecordQueueKind.Alarms) == 2));
    }

    [TestMethod]
    public void Rewind_AfterPartialAck_StartsAtFirstUnacknowledged()
    {
        var rig = Filled(FileSystemKind.Littlefs, 30);
        var read = rig.ReadAll(RecordQueueKind.Bulk, 20);
        rig.Store.Acknowledge(RecordQueueKind.Bulk, read[6].Seq);
        Assert.AreEqual(23, rig.Store.PendingCount(RecordQueueKind.Bulk));
        rig.Store.Rewind(RecordQueueKind.Bulk);
        var again = rig.ReadAll(RecordQueueKind.Bulk);
        Assert.AreEqual(23, again.Count);
        Assert.AreEqual(StoreRig.Image(read[7]), StoreRig.Image(again[0]));
    }

    [TestMethod]
    public void Acknowledge_AfterRewind_StillCounts()
    {
        var rig = Filled(FileSystemKind.Fat, 30);
        var read = rig.ReadAll(RecordQueueKind.Bulk, 10);
        rig.Store.Rewind(RecordQueueKind.Bulk);
        rig.Store.Acknowledge(RecordQueueKind.Bulk, read[9].Seq);
        var again = rig.ReadAll(RecordQueueKind.Bulk);
        Assert.AreEqual(read[9].Seq + 1, again[0].Seq);
        Assert.AreEqual(20, rig.Store.PendingCount(RecordQueueKind.Bulk));
    }

    [TestMethod]
    public void Acknowledge_OfTheFuture_DoesNotSwallowWhatComes()
    {
        var rig = Filled(FileSystemKind.Littlefs, 5);
        rig.Store.Acknowledge(RecordQueueKind.Bulk, uint.MaxValue);
        Append(rig, RecordClass.Regular);
        Assert.IsTrue(rig.Settle());
        Assert.AreEqual(6U, rig.ReadAll(RecordQueueKind.Bulk).Single().Seq);
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Open_AfterRestart_HasWhatWasNotAcknowledged(FileSystemKind kind)
    {
        var rig = Filled(kind, 60);
        var first = rig.ReadAll(RecordQueueKind.Bulk, 25);
        rig.Store.Acknowledge(RecordQueueKind.Bulk, first[24].Seq);
        Assert.IsTrue(rig.Settle());

        Assert.AreEqual(StoreStatus.Ok, rig.Boot(77));
        Assert.AreEqual(StoreRig.FirstLogId, rig.Store.LogId);
        Assert.AreEqual(35, rig.Store.PendingCount(RecordQueueKind.Bulk));
        Assert.AreEqual(0, rig.Store.Counters.SkippedSeqs);
        var rest = rig.ReadAll(RecordQueueKind.Bulk);
        Assert.AreEqual(35, rest.Count);
        Assert.AreEqual(26U, rest[0].Seq);
        Assert.IsTrue(rest.All(record => record.IsBacklog));
        Assert.AreEqual(61U, Append(rig, RecordClass.Regular).Seq);
        Assert.IsTrue(rig.Settle());
        Assert.IsFalse(rig.ReadAll(RecordQueueKind.Bulk).Single().IsBacklog);
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Acknowledge_Everything_TrimsAndKeepsTheSeq(FileSystemKind kind)
    {
        var rig = Booted(kind);
        for (var round = 0; round < 20; round++)
        {
            for (var index = 0; index < 7; index++)
            {
                Append(rig, RecordClass.Regular, 100);
            }

            Assert.IsTrue(rig.Settle());
            var read = rig.ReadAll(RecordQueueKind.Bulk);
            Assert.AreEqual(7, read.Count);
            rig.Store.Acknowledge(RecordQueueKind.Bulk, read[6].Seq);
            Assert.IsTrue(rig.Settle());
            if (round % 5 == 4)
            {
                Assert.AreEqual(StoreStatus.Ok, rig.Boot());
            }
        }

        Assert.AreEqual(0, rig.Store.Counters.TotalDrops());
        Assert.AreEqual(141U, Append(rig, RecordClass.Regular).Seq);
        if (kind == FileSystemKind.Littlefs)
        {
            Assert.IsTrue(rig.Drive.Files.Keys.Count(name => name.StartsWith("seg")) <= 2, "not trimmed");
        }
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Format_OfAFullLog_WipesAndGoesOnCounting(FileSystemKind kind)
    {
        var rig = Filled(kind, 40);
        Assert.AreEqual(StoreStatus.Formatted, rig.Store.Format(0x1234));
        Assert.AreEqual(40, rig.Store.Counters.Drops(DropReason.Wiped));
        Assert.AreEqual(0x1234U, rig.Store.LogId);
        Assert.AreEqual(41U, Append(rig, RecordClass.Regular).Seq);
        Assert.IsTrue(rig.Settle());
        rig.Boot(5);
        Assert.AreEqual(0x1234U, rig.Store.LogId);
        Assert.AreEqual(41U, rig.ReadAll(RecordQueueKind.Bulk).Single().Seq);
    }

    [TestMethod]
    public void OldestPendingMs_FollowsTheAcknowledges()
    {
        var rig = Booted(FileSystemKind.Littlefs);
        Assert.AreEqual(0, rig.Store.OldestPendingMs(RecordQueueKind.Bulk));
        var first = Append(rig, RecordClass.Regular);
        var second = Append(rig, RecordClass.Regular);
        Assert.IsTrue(rig.Settle());
        Assert.AreEqual(first.TimeMs, rig.Store.OldestPendingMs(RecordQueueKind.Bulk));
        rig.ReadAll(RecordQueueKind.Bulk);
        rig.Store.Acknowledge(RecordQueueKind.Bulk, first.Seq);
        Assert.AreEqual(second.TimeMs, rig.Store.OldestPendingMs(RecordQueueKind.Bulk));
    }

    [TestMethod]
    public void Open_DriveTooSmall_SaysSo()
    {
        var rig = new StoreRig(FileSystemKind.Littlefs, capacityBytes: 40_000);
        Assert.AreEqual(StoreStatus.TooSmall, rig.Boot());
        Assert.IsFalse(rig.Store.Append(StoreRig.MakeRecord(_random, RecordClass.Alarm, 1)));
        Assert.AreEqual(1, rig.Store.Counters.Drops(DropReason.Closed));
    }

    [TestMethod]
    public void Commit_DeadDrive_IsRetriedThenCounted()
    {
        var rig = Booted(FileSystemKind.Fat);
        rig.Drive.IsDead = true;
        Append(rig, RecordClass.Alarm);
        Assert.IsTrue(rig.RunUntil(() => rig.Store.Counters.Drops(RecordClass.Alarm, DropReason.WriteFailed) == 1));
        Assert.IsTrue(rig.Store.Counters.FailedJobs >= 3);
        rig.Drive.IsDead = false;
        Append(rig, RecordClass.Alarm);
        Assert.IsTrue(rig.RunUntil(() => rig.Store.PendingCount(RecordQueueKind.Alarms) == 1));
    }

    [TestMethod]
    public void Commit_DriveDeadForAWhile_LosesNothing()
    {
        var rig = Booted(FileSystemKind.Littlefs);
        rig.Drive.IsDead = true;
        Append(rig, RecordClass.Alarm);
        rig.RunUntil(() => rig.Store.Counters.FailedJobs == 1);
        rig.Drive.IsDead = false;
        Assert.IsTrue(rig.RunUntil(() => rig.Store.PendingCount(RecordQueueKind.Alarms) == 1));
        Assert.AreEqual(0, rig.Store.Counters.TotalDrops());
    }

    [TestMethod]
    public void AppendAndStep_AfterStart_AllocateNothing() => Assert.AreEqual(0L, Allocations.Least(AppendAndStep));

    private long AppendAndStep()
    {
        var rig = Booted(FileSystemKind.Littlefs);
        var record = StoreRig.MakeRecord(_random, RecordClass.Regular, 80);
        rig.Store.Append(record);
        rig.Settle();
        rig.Store.TryRead(RecordQueueKind.Bulk, record);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < 4; index++)
        {
            rig.Store.Append(record);
            rig.Store.Step(index);
            rig.Store.TryRead(RecordQueueKind.Bulk, record);
            rig.Store.Acknowledge(RecordQueueKind.Bulk, 1);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private StoreRig Booted(FileSystemKind kind)
    {
        var rig = new StoreRig(kind);
        Assert.AreEqual(StoreStatus.Formatted, rig.Boot());
        return rig;
    }

    private StoreRig Filled(FileSystemKind kind, int count)
    {
        var rig = Booted(kind);
        for (var index = 0; index < count; index++)
        {
            Append(rig, RecordClass.Regular, 60);
            Assert.IsTrue(rig.Settle());
        }

        return rig;
    }

    private LogRecord Append(StoreRig rig, RecordClass recordClass, int payloadBytes = 20)
    {
        var record = StoreRig.MakeRecord(_random, recordClass, payloadBytes);
        Assert.IsTrue(rig.Store.Append(record));
        return record;
    }
}
