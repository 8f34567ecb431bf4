using System.Linq;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

/// <summary>What the store gives up when the log is full, in the order that SPEC.md declares.</summary>
[TestClass]
public sealed class LogStoreFullTests
{
    private readonly RandomStream _random = new(4711);

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Full_OfRegular_DropsTheOldestAndCountsThem(FileSystemKind kind)
    {
        var rig = Booted(kind);
        Fill(rig, RecordClass.Regular, 200);
        var dropped = rig.Store.Counters.Drops(RecordClass.Regular, DropReason.Overwritten);
        Assert.IsTrue(dropped > 50);
        Assert.AreEqual(dropped, rig.Store.Counters.TotalDrops());
        var read = rig.ReadAll(RecordQueueKind.Bulk);
        Assert.AreEqual(200 - dropped, read.Count);
        Assert.AreEqual(200 - dropped, rig.Store.PendingCount(RecordQueueKind.Bulk));
        Assert.AreEqual((uint)dropped + 1, read[0].Seq);
        Assert.AreEqual(200U, read[^1].Seq);
    }

    [TestMethod]
    public void Full_OfRegular_MakesRoomForEveryOtherClass()
    {
        var rig = Booted(FileSystemKind.Littlefs);
        Fill(rig, RecordClass.Regular, 200);
        Fill(rig, RecordClass.Event, 20);
        Fill(rig, RecordClass.Priority, 20);
        Fill(rig, RecordClass.Alarm, 20);
        foreach (var safe in new[] { RecordClass.Event, RecordClass.Priority, RecordClass.Alarm })
        {
            Assert.AreEqual(0, rig.Store.Counters.Drops(safe, DropReason.Overwritten), safe.ToString());
            Assert.AreEqual(0, rig.Store.Counters.Drops(safe, DropReason.LogFull), safe.ToString());
        }

        Assert.AreEqual(20, rig.Store.PendingCount(RecordQueueKind.Alarms));
    }

    [TestMethod]
    [DataRow(RecordClass.Regular)]
    [DataRow(RecordClass.Event)]
    [DataRow(RecordClass.Priority)]
    public void Full_OfAlarms_RefusesWhatIsWorthLess(RecordClass recordClass)
    {
        var rig = Booted(FileSystemKind.Littlefs);
        Fill(rig, RecordClass.Alarm, 200);
        var alarms = rig.Store.PendingCount(RecordQueueKind.Alarms);
        Fill(rig, recordClass, 10);
        Assert.AreEqual(10, rig.Store.Counters.Drops(recordClass, DropReason.LogFull));
        Assert.AreEqual(alarms, rig.Store.PendingCount(RecordQueueKind.Alarms));
        Assert.AreEqual(alarms, rig.ReadAll(RecordQueueKind.Alarms).Count);
    }

    [TestMethod]
    public void Full_WhileTheReaderIsBehind_GoesOnAfterTheGap()
    {
        var rig = Booted(FileSystemKind.Fat);
        Fill(rig, RecordClass.Regular, 60);
        var first = rig.ReadAll(RecordQueueKind.Bulk, 5);
        Fill(rig, RecordClass.Regular, 200);
        var rest = rig.ReadAll(RecordQueueKind.Bulk);
        Assert.IsTrue(rest[0].Seq > first[4].Seq + 1, "no gap");
        Assert.IsTrue(rest.Zip(rest.Skip(1)).All(pair => pair.First.Seq + 1 == pair.Second.Seq), "out of order");
        rig.Store.Acknowledge(RecordQueueKind.Bulk, rest[^1].Seq);
        Assert.AreEqual(0, rig.Store.PendingCount(RecordQueueKind.Bulk));
        var counters = rig.Store.Counters;
        Assert.AreEqual(260, counters.Acknowledged + counters.TotalDrops());
    }

    [TestMethod]
    public void Full_ThenRestart_ForgetsNothingThatWasLeft()
    {
        var rig = Booted(FileSystemKind.Littlefs);
        Fill(rig, RecordClass.Regular, 200);
        Fill(rig, RecordClass.Priority, 30);
        var before = rig.ReadAll(RecordQueueKind.Bulk).Select(StoreRig.Image).ToList();
        rig.Boot();
        CollectionAssert.AreEqual(before, rig.ReadAll(RecordQueueKind.Bulk).Select(StoreRig.Image).ToList());
    }

    [TestMethod]
    public void Drive_SmallerThanTheProfile_UsesFewerSegments()
    {
        var rig = new StoreRig(FileSystemKind.Fat, StoreRig.SmallProfile(200), capacityBytes: 16384 + (12 * 16384));
        Assert.AreEqual(StoreStatus.Failed, rig.Boot(), "blocks of 16 KB: the drive is full before 94 files exist");
        rig = new StoreRig(FileSystemKind.Littlefs, StoreRig.SmallProfile(200), capacityBytes: 16384 + (12 * 6296));
        Assert.AreEqual(StoreStatus.Formatted, rig.Boot());
        Fill(rig, RecordClass.Regular, 400);
        Assert.IsTrue(rig.Drive.Files.Keys.Count(name => name.StartsWith("seg")) <= 12);
        Assert.AreEqual(0, rig.Store.Counters.Drops(DropReason.WriteFailed));
    }

    private static StoreRig Booted(FileSystemKind kind)
    {
        var rig = new StoreRig(kind);
        Assert.AreEqual(StoreStatus.Formatted, rig.Boot());
        return rig;
    }

    private void Fill(StoreRig rig, RecordClass recordClass, int count)
    {
        for (var index = 0; index < count; index++)
        {
            Assert.IsTrue(rig.Store.Append(StoreRig.MakeRecord(_random, recordClass, 100)));
            if (index % 3 == 2 || index == count - 1)
            {
                Assert.IsTrue(rig.Settle());
            }
        }
    }
}
