using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

[TestClass]
public sealed class CommitStagingTests
{
    private readonly RandomStream _random = new(42);

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Append_WhileACommitIsPrepared_KeepsOrderAndNoStepDoesMuch(FileSystemKind kind)
    {
        var rig = new StoreRig(kind, StoreProfile.InternalFlash2M());
        Assert.AreEqual(StoreStatus.Formatted, rig.Boot());
        var images = new[] { new List<string>(), new List<string>() };
        var staged = 0u;
        var mostStaged = 0u;
        for (var step = 0; step < 2_000; step++)
        {
            if (step % 3 == 0)
            {
                var recordClass = (RecordClass)_random.Next(4);
                var record = StoreRig.MakeRecord(_random, recordClass, 20 + _random.Next(80));
                if (rig.Store.Append(record))
                {
                    images[record.Class == RecordClass.Alarm ? 0 : 1].Add(StoreRig.Image(record));
                }
            }

            rig.StepOnce();
            mostStaged = Math.Max(mostStaged, rig.Store.Counters.Staged - staged);
            staged = rig.Store.Counters.Staged;
        }

        Assert.IsTrue(rig.Settle());
        Assert.AreEqual(rig.Store.Counters.Appended, rig.Store.Counters.Committed);
        Assert.IsTrue(rig.Store.Counters.Appended > 300);
        Assert.IsTrue(mostStaged is >= 2 and <= 4, $"{mostStaged} records in one step");
        Assert.IsTrue(rig.Store.Counters.Commits > 10);
        var alarms = ReadAndAcknowledge(rig, RecordQueueKind.Alarms);
        var bulk = ReadAndAcknowledge(rig, RecordQueueKind.Bulk);
        CollectionAssert.AreEqual(images[0], alarms);
        CollectionAssert.AreEqual(images[1], bulk);
    }

    private static List<string> ReadAndAcknowledge(StoreRig rig, RecordQueueKind queue)
    {
        var images = new List<string>();
        for (; ; )
        {
            var some = rig.ReadAll(queue, 16);
            if (some.Count == 0)
            {
                return images;
            }

            images.AddRange(some.Select(StoreRig.Image));
            rig.Store.Acknowledge(queue, some[^1].Seq);
        }
    }
}
