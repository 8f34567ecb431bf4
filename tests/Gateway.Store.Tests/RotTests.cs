using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

/// <summary>Bits that rot in closed files: one bit costs nothing, more cost what they hit and are counted.</summary>
[TestClass]
public sealed class RotTests
{
    private const int HeaderBytes = 56;
    private const int PayloadBytes = 60;
    private const int RecordBytes = 28 + PayloadBytes;
    private const int RecordCount = 10;
    private const int Seeds = 300;

    private readonly RandomStream _random = new(11);

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Rot_AnyBitOfHeaderOrRecord_CostsNothing(FileSystemKind kind)
    {
        var rig = Filled(kind, out var name, out var images);
        var healthy = rig.Drive.Snapshot();
        for (var bit = 0; bit < 8 * (HeaderBytes + (2 * RecordBytes)); bit++)
        {
            rig.Drive.Restore(healthy);
            rig.Drive.Rot(name, bit);
            Assert.AreEqual(StoreStatus.Ok, rig.Boot(), $"bit {bit}");
            CollectionAssert.AreEqual(images, Read(rig), $"bit {bit}");
            Assert.AreEqual(0, rig.Store.Counters.TotalDrops(), $"bit {bit}");
            Assert.AreEqual(0, rig.Store.Counters.SkippedSeqs, $"bit {bit}");
        }
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Rot_OneBitBeforeItIsRead_IsRepairedAndCounted(FileSystemKind kind)
    {
        var rig = Filled(kind, out var name, out var images);
        rig.Drive.Rot(name, 8 * (HeaderBytes + (4 * RecordBytes) + 30));
        CollectionAssert.AreEqual(images, Read(rig));
        Assert.AreEqual(1, rig.Store.Counters.Repaired);
        Assert.AreEqual(0, rig.Store.Counters.TotalDrops());
        Assert.AreEqual(RecordCount, rig.Store.PendingCount(RecordQueueKind.Bulk));
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs, 4)]
    [DataRow(FileSystemKind.Fat, 4)]
    [DataRow(FileSystemKind.Littlefs, RecordCount - 1)]
    [DataRow(FileSystemKind.Fat, RecordCount - 1)]
    public void Rot_SeveralBitsOfOneRecord_CostsThatOneOnce(FileSystemKind kind, int index)
    {
        var rig = Filled(kind, out var name, out var images);
        Smash(rig, name, index, 40, 3);
        images.RemoveAt(index);
        for (var time = 0; time < 3; time++)
        {
            CollectionAssert.AreEqual(images, Read(rig));
            Assert.AreEqual(1, rig.Store.Counters.Drops(RecordClass.Regular, DropReason.Corrupt));
            Assert.AreEqual(RecordCount - 1, rig.Store.PendingCount(RecordQueueKind.Bulk));
            rig.Store.Rewind(RecordQueueKind.Bulk);
        }

        Read(rig);
        var later = Append(rig);
        Assert.AreEqual(later.Seq, rig.ReadAll(RecordQueueKind.Bulk).Single().Seq);
        rig.Store.Acknowledge(RecordQueueKind.Bulk, later.Seq);
        Assert.AreEqual(0, rig.Store.PendingCount(RecordQueueKind.Bulk));
        Assert.AreEqual(RecordCount, rig.Store.Counters.Acknowledged);
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Rot_SeveralBitsOfARecordBeforeARestart_WhatIsBehindIsCounted(FileSystemKind kind)
    {
        var rig = Filled(kind, out var name, out var images);
        Smash(rig, name, 4, 40, 3);
        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        CollectionAssert.AreEqual(images.Take(4).ToList(), Read(rig));
        Assert.AreEqual(6, rig.Store.Counters.Drops(RecordClass.Regular, DropReason.Corrupt));
        Assert.IsGreaterThan(RecordCount, (int)Append(rig).Seq);
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Rot_OfTheLastRecordBehindAcknowledgedOnesBeforeARestart_IsCounted(FileSystemKind kind)
    {
        var rig = Filled(kind, out var name, out _);
        var all = rig.ReadAll(RecordQueueKind.Bulk);
        rig.Store.Acknowledge(RecordQueueKind.Bulk, all[^2].Seq);
        Assert.IsTrue(rig.Settle());
        Smash(rig, name, RecordCount - 1, 40, 3);
        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        Assert.IsEmpty(Read(rig));
        Assert.AreEqual(1, rig.Store.Counters.Drops(RecordClass.Regular, DropReason.Corrupt));
    }

    // Seed 176 of all-faults.json: two bits of an acknowledged record, one of the next, which was not.
    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Rot_OfAnAcknowledgedRecordAndABitOfTheLastBeforeARestart_IsCounted(FileSystemKind kind)
    {
        var rig = Filled(kind, out var name, out _);
        var all = rig.ReadAll(RecordQueueKind.Bulk);
        rig.Store.Acknowledge(RecordQueueKind.Bulk, all[^2].Seq);
        Assert.IsTrue(rig.Settle());
        Smash(rig, name, RecordCount - 2, 33, 2);
        Smash(rig, name, RecordCount - 1, 56, 1);
        AssertCounted(rig, 1, 2);
    }

    // What of a record is rotten beyond repair, and of which: nothing of it and of what is behind it is silently lost.
    [TestMethod]
    [DataRow(FileSystemKind.Littlefs, 0, 4, 4)]
    [DataRow(FileSystemKind.Fat, 0, 4, 4)]
    [DataRow(FileSystemKind.Littlefs, 2, 4, 4)]
    [DataRow(FileSystemKind.Fat, 2, 4, 4)]
    [DataRow(FileSystemKind.Littlefs, 4, 4, 4)]
    [DataRow(FileSystemKind.Fat, 4, 4, 4)]
    [DataRow(FileSystemKind.Fat, 0, RecordCount - 1, RecordCount - 1)]
    [DataRow(FileSystemKind.Littlefs, 2, RecordCount - 1, RecordCount - 1)]
    [DataRow(FileSystemKind.Fat, 4, RecordCount - 1, RecordCount - 1)]
    [DataRow(FileSystemKind.Littlefs, 40, 4, 7)]
    [DataRow(FileSystemKind.Fat, 40, 4, RecordCount - 1)]
    [DataRow(FileSystemKind.Fat, 0, 4, 7)]
    [DataRow(FileSystemKind.Littlefs, 84, 4, 6)]
    public void Rot_OfSeveralBitsOfSomeRecordsBeforeARestart_AllBehindIsCounted(
        FileSystemKind kind, int at, int first, int last)
    {
        var rig = Filled(kind, out var name, out _);
        for (var index = first; index <= last; index++)
        {
            Smash(rig, name, index, at, 3);
        }

        AssertCounted(rig, RecordCount - first, RecordCount - first);
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Rot_RandomBitsBeforeARestart_WhatIsNotThereIsCounted(FileSystemKind kind)
    {
        var (lost, counted) = (0, 0);
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var random = new RandomStreams(seed).Get("rot and cut");
            var rig = Filled(kind, out var name, out var images);
            for (var bits = 2 + random.Next(7); bits > 0; bits--)
            {
                rig.Drive.Rot(name, (8 * HeaderBytes) + random.Next(8 * RecordCount * RecordBytes));
            }

            Assert.AreEqual(StoreStatus.Ok, rig.Boot(), $"{kind}, seed {seed}");
            var read = Read(rig);
            var drops = rig.Store.Counters.Drops(RecordClass.Regular, DropReason.Corrupt);
            Assert.IsTrue(read.All(images.Contains), $"{kind}, seed {seed}: a wrong record");
            Assert.IsLessThanOrEqualTo(read.Count + drops, images.Count, $"{kind}, seed {seed}: {read.Count} read, {drops} counted");
            lost += images.Count - read.Count;
            counted += drops;
        }

        Console.WriteLine($"{kind}: {lost} records lost, {counted} counted");
        Assert.IsTrue(lost > Seeds && counted < 1.05 * lost, $"{lost} lost, {counted} counted");
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Rot_HeaderBeyondRepairBeforeARestart_ItsRecordsAreCounted(FileSystemKind kind)
    {
        var rig = Filled(kind, out var name, out _);
        rig.Drive.Rot(name, 70);
        rig.Drive.Rot(name, 133);
        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        Assert.IsEmpty(Read(rig));
        Assert.AreEqual(RecordCount, rig.Store.Counters.Drops(RecordClass.Regular, DropReason.Corrupt));
        Assert.IsGreaterThan(RecordCount, (int)Append(rig).Seq);
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Rot_LengthBeyondRepair_CostsTheRestOfItsSegment(FileSystemKind kind)
    {
        var rig = Filled(kind, out var name, out var images);
        Smash(rig, name, 4, 0, 2);
        CollectionAssert.AreEqual(images.Take(4).ToList(), Read(rig));
        Assert.AreEqual(6, rig.Store.Counters.Drops(RecordClass.Regular, DropReason.Corrupt));
        var later = Append(rig);
        Assert.AreEqual(later.Seq, rig.ReadAll(RecordQueueKind.Bulk).Single().Seq);
        Assert.AreEqual(5, rig.Store.PendingCount(RecordQueueKind.Bulk));
        rig.Store.Acknowledge(RecordQueueKind.Bulk, later.Seq);
        Assert.AreEqual(0, rig.Store.PendingCount(RecordQueueKind.Bulk));
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Rot_RandomBitsOfManySegments_WhatIsNotThereIsCounted(FileSystemKind kind)
    {
        var (repaired, corrupt) = (0, 0);
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var random = new RandomStreams(seed).Get("rot");
            var rig = new StoreRig(kind, StoreRig.SmallProfile(16));
            rig.Boot();
            var images = new HashSet<string>();
            for (var index = 0; index < 120; index++)
            {
                var record = StoreRig.MakeRecord(random, RecordClass.Regular, random.Next(120));
                Assert.IsTrue(rig.Store.Append(record) && rig.Settle());
                images.Add(StoreRig.Image(record));
            }

            var segments = rig.Drive.Files.Where(file => file.Key.StartsWith("seg", StringComparison.Ordinal)
                && file.Value.Length > HeaderBytes && file.Value[0] != 0xFF).ToList();
            for (var bits = 1 + random.Next(12); bits > 0; bits--)
            {
                var (name, content) = segments[random.Next(segments.Count)];
                rig.Drive.Rot(name, random.Next(8 * content.Length));
            }

            var read = rig.ReadAll(RecordQueueKind.Bulk).Select(StoreRig.Image).ToList();
            var lost = rig.Store.Counters.Drops(RecordClass.Regular, DropReason.Corrupt);
            Assert.IsTrue(read.All(images.Contains), $"{kind}, seed {seed}: a wrong record");
            Assert.AreEqual(images.Count, read.Count + lost, $"{kind}, seed {seed}");
            Assert.AreEqual(read.Count, rig.Store.PendingCount(RecordQueueKind.Bulk), $"{kind}, seed {seed}");
            repaired += rig.Store.Counters.Repaired;
            corrupt += lost;
        }

        Console.WriteLine($"{kind}: {repaired} bits put right, {corrupt} records lost and counted");
        Assert.IsTrue(repaired > 3 * Seeds, $"{repaired} repaired");
        Assert.IsTrue(corrupt < repaired / 3, $"{corrupt} lost");
    }

    private static void AssertCounted(StoreRig rig, int atLeast, int atMost)
    {
        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        var drops = rig.Store.Counters.Drops(RecordClass.Regular, DropReason.Corrupt);
        Assert.IsTrue(drops >= atLeast && drops <= atMost, $"{drops} counted");
    }

    private static List<string> Read(StoreRig rig) =>
        rig.ReadAll(RecordQueueKind.Bulk).Select(StoreRig.Image).ToList();

    // Neighbouring bits of one byte and the next: more than one, so that no bit explains them.
    private static void Smash(StoreRig rig, string name, int index, int at, int bits)
    {
        for (var bit = 0; bit < bits; bit++)
        {
            rig.Drive.Rot(name, (8 * (HeaderBytes + (index * RecordBytes) + at)) + (7 * bit) + 3);
        }
    }

    private StoreRig Filled(FileSystemKind kind, out string name, out List<string> images)
    {
        var rig = new StoreRig(kind);
        rig.Boot();
        images = [];
        for (var index = 0; index < RecordCount; index++)
        {
            images.Add(StoreRig.Image(Append(rig)));
        }

        name = rig.Drive.Files.First(file => file.Key.StartsWith("seg", StringComparison.Ordinal)
            && file.Value.Length > 0 && file.Value[0] != 0xFF).Key;
        return rig;
    }

    private LogRecord Append(StoreRig rig)
    {
        var record = StoreRig.MakeRecord(_random, RecordClass.Regular, PayloadBytes);
        Assert.IsTrue(rig.Store.Append(record) && rig.Settle());
        return record;
    }
}
