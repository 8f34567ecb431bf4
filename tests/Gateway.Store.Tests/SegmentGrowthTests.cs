// A new log on a card begins with its first files; the others are made shortly before their first turn.
using System;
using System.Buffers.Binary;
using System.Linq;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

[TestClass]
public sealed class SegmentGrowthTests
{
    private const int Segments = 24;

    [TestMethod]
    public void Open_NewCard_BeginsWithItsFirstFilesAndMakesNoneBeforeItIsNeeded()
    {
        var rig = Rig();
        Assert.AreEqual(StoreStatus.Formatted, rig.Boot());
        Assert.AreEqual(StoreProfile.MinSegmentCount, Files(rig));
        Append(rig, 5);
        Assert.IsTrue(rig.Settle());
        Rest(rig);

        Assert.AreEqual(StoreProfile.MinSegmentCount, Files(rig));
        Assert.HasCount(5, rig.ReadAll(RecordQueueKind.Bulk));
    }

    [TestMethod]
    public void Open_LogThatHasNotAllItsFiles_MissesNothing()
    {
        var rig = Rig();
        rig.Boot();
        Append(rig, 150);
        Assert.IsTrue(rig.Settle());
        var files = Files(rig);
        Assert.IsTrue(files is > StoreProfile.MinSegmentCount and < Segments, $"{files} files");

        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        Assert.AreEqual(files, Files(rig), "none is made for want of which nothing has to wait");
        Assert.AreEqual(0, rig.Store.Counters.SkippedSeqs);
        Assert.AreEqual(0, rig.Store.Counters.DamagedSegments);
        Assert.HasCount(150, rig.ReadAll(RecordQueueKind.Bulk));
    }

    [TestMethod]
    public void Growth_RecordsOfAllClasses_GivesNothingUpBeforeAllFilesAreFull()
    {
        var rig = Rig();
        rig.Boot();
        var classes = Enum.GetValues<RecordClass>();
        for (var i = 0; i < 240; i++)
        {
            Append(rig, 1, classes[i % classes.Length]);
            Assert.IsTrue(i % 3 != 0 || rig.Settle());
        }

        Assert.IsTrue(rig.Settle());
        Assert.AreEqual(0, rig.Store.Counters.TotalDrops());
        Assert.HasCount(60, rig.ReadAll(RecordQueueKind.Alarms));
        Assert.HasCount(180, rig.ReadAll(RecordQueueKind.Bulk));

        Append(rig, 1000);
        Assert.IsTrue(rig.Settle());
        Assert.AreEqual(Segments, Files(rig));
        Assert.IsTrue(rig.Drive.Files.Where(file => file.Key.StartsWith("seg-", StringComparison.Ordinal))
            .All(file => file.Value.Length == rig.Profile.SegmentBytes));
        Assert.IsGreaterThan(0, rig.Store.Counters.Drops(RecordClass.Regular, DropReason.Overwritten));
    }

    [TestMethod]
    public void Growth_EverythingIsAcknowledgedAndItRestarts_UsesAllFilesInTurn()
    {
        var rig = Rig();
        rig.Boot();
        for (var i = 0; i < 60; i++)
        {
            Append(rig, 20);
            Assert.IsTrue(rig.Settle());
            var read = rig.ReadAll(RecordQueueKind.Bulk);
            Assert.HasCount(20, read);
            rig.Store.Acknowledge(RecordQueueKind.Bulk, read[^1].Seq);
            Assert.IsTrue(rig.Settle());
            if (i % 4 == 3)
            {
                Assert.AreEqual(StoreStatus.Ok, rig.Boot());
            }
        }

        Assert.AreEqual(Segments, Files(rig), "all files wear alike");
    }

    // Power may be about to go: a flush waits for a file only when there is no other room.
    [TestMethod]
    public void Flush_AFileIsWanted_GoesFirst()
    {
        var rig = Rig();
        rig.Boot();
        Append(rig, 5);
        while (Files(rig) == StoreProfile.MinSegmentCount)
        {
            Append(rig, 1);
            rig.Store.Flush();
            Assert.IsTrue(rig.RunUntil(() => rig.Store.IsSettled));
            Append(rig, 1);
            var before = Files(rig);
            rig.Store.Flush();
            Assert.IsTrue(rig.RunUntil(() => rig.Store.IsSettled));
            Assert.AreEqual(before, Files(rig), "the flush came last");
            Rest(rig);
        }
    }

    [TestMethod]
    public void Growth_DriveIsFullOnTheWay_GoesOnWithWhatThereIsAndTellsIt()
    {
        var rig = Rig();
        rig.Boot();
        rig.Drive.ForeignBytes = rig.Drive.CapacityBytes - rig.Drive.UsedBytes - (4 * rig.Drive.Timing.BlockBytes);
        FillUntilItIsTold(rig);
        Assert.AreEqual(3, rig.Store.Counters.FailedJobs);
        Append(rig, 300);
        Assert.IsTrue(rig.Settle());
        var dropped = rig.Store.Counters.Drops(RecordClass.Regular, DropReason.Overwritten);
        Assert.IsGreaterThan(0, dropped);
        Assert.AreEqual(dropped, rig.Store.Counters.TotalDrops());
        var left = rig.Store.PendingCount(RecordQueueKind.Bulk);
        Assert.HasCount(left, rig.ReadAll(RecordQueueKind.Bulk));
        Assert.AreEqual(rig.Store.Counters.Appended, left + dropped);

        var files = Files(rig);
        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        Assert.HasCount(left, rig.ReadAll(RecordQueueKind.Bulk), "after a restart as well");
        FillUntilItIsTold(rig);
        Assert.AreEqual(files, Files(rig));
        rig.Drive.ForeignBytes = 0;
        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        Append(rig, 700);
        Assert.IsTrue(rig.Settle());
        Assert.AreEqual(Segments, Files(rig), "there is room again");
    }

    [TestMethod]
    public void Growth_DriveDiesWhileAFileIsMadeAndComesBack_LosesNothingThatWasCommitted()
    {
        var rig = Rig();
        rig.Boot();
        Append(rig, 45);
        Assert.IsTrue(rig.Settle());
        var count = 45;
        while (rig.Store.Counters.FailedJobs == 0)
        {
            Append(rig, 1);
            count++;
            Assert.IsTrue(rig.Settle());
            rig.Drive.IsDead = true;
            Rest(rig);
            rig.Drive.IsDead = false;
        }

        for (var tries = 0; tries < 3; tries++)
        {
            Append(rig, 1);
            Rest(rig);
        }

        Assert.AreEqual(StoreStatus.Formatted, rig.Store.Status);
        Assert.AreEqual(0, rig.Store.Counters.TotalDrops());
        Assert.AreEqual(1, rig.Store.Counters.FailedJobs);
        Assert.IsGreaterThan(StoreProfile.MinSegmentCount, Files(rig));
        Assert.HasCount(count + 3, rig.ReadAll(RecordQueueKind.Bulk));
    }

    [TestMethod]
    public void Open_FileOfAGrowingLogIsGone_IsDamageAndMadeAnew()
    {
        var rig = Rig();
        rig.Boot();
        Append(rig, 150);
        Assert.IsTrue(rig.Settle());
        var files = Files(rig);
        rig.Drive.Files.Remove("seg-002");

        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        Assert.AreEqual(files, Files(rig));
        Assert.IsGreaterThan(0, rig.Store.Counters.SkippedSeqs, "its seqs are never used again");
        Assert.IsLessThan(150, rig.ReadAll(RecordQueueKind.Bulk).Count);
    }

    [TestMethod]
    public void Open_StateFileThatKnewOfTheLastFilesIsGone_FindsTheirRecords()
    {
        for (var index = 0; index < 2; index++)
        {
            var rig = Rig();
            rig.Boot();
            Append(rig, 150);
            Assert.IsTrue(rig.Settle());
            rig.Drive.Files.Remove($"state-{index}");
            Assert.AreEqual(StoreStatus.Ok, rig.Boot());
            Assert.HasCount(150, rig.ReadAll(RecordQueueKind.Bulk), $"state-{index}");
        }

        var bare = Rig();
        bare.Boot();
        Append(bare, 150);
        Assert.IsTrue(bare.Settle());
        bare.Drive.Files.Remove("state-0");
        bare.Drive.Files.Remove("state-1");
        Assert.AreEqual(StoreStatus.Ok, bare.Boot());
        Assert.HasCount(150, bare.ReadAll(RecordQueueKind.Bulk));
    }

    // Such a log was made as a whole, and does not say how many files it has.
    [TestMethod]
    public void Open_LogWithoutACount_HasAllItsFiles()
    {
        var whole = new StoreProfile(1060, 1200, 2200, Segments);
        var old = new StoreRig(FileSystemKind.Fat, whole);
        old.Boot();
        Append(old, 60);
        Assert.IsTrue(old.Settle());
        foreach (var name in new[] { "state-0", "state-1" })
        {
            var state = old.Drive.Files[name];
            BinaryPrimitives.WriteUInt32LittleEndian(state.AsSpan(32), 0);
            BinaryPrimitives.WriteUInt32LittleEndian(state.AsSpan(36), Crc32.Compute(state, 0, 36));
        }

        var files = old.Drive.Snapshot();
        var rig = Rig();
        rig.Drive.Restore(files);
        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        Assert.AreEqual(0, rig.Store.Counters.SkippedSeqs);
        Assert.HasCount(60, rig.ReadAll(RecordQueueKind.Bulk));
        rig.Drive.Files.Remove("seg-020");
        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        Assert.AreEqual(Segments, Files(rig), "what is missing there is damage");
        Assert.IsGreaterThan(0, rig.Store.Counters.SkippedSeqs);
    }

    // Left by a log whose state is gone: full length, and what it holds is not of this one.
    [TestMethod]
    public void Growth_FilesOfAnotherLogInTheWay_AreMadeAnew()
    {
        var rig = Rig();
        var random = new RandomStream(9);
        for (var slot = 0; slot < Segments; slot++)
        {
            var bytes = new byte[rig.Profile.SegmentBytes];
            random.NextBytes(bytes);
            rig.Drive.Files[$"seg-{slot:D3}"] = bytes;
        }

        Assert.AreEqual(StoreStatus.Formatted, rig.Boot());
        for (var life = 0; life < 3; life++)
        {
            Append(rig, 60);
            Assert.IsTrue(rig.Settle());
            Assert.AreEqual(StoreStatus.Ok, rig.Boot());
            Assert.AreEqual(0, rig.Store.Counters.DamagedSegments);
            Assert.AreEqual(0, rig.Store.Counters.TotalDrops());
            Assert.AreEqual(0, rig.Store.Counters.SkippedSeqs);
            Assert.HasCount(60 * (life + 1), rig.ReadAll(RecordQueueKind.Bulk));
        }
    }

    private static StoreRig Rig() => new(FileSystemKind.Fat, StoreRig.GrowingProfile(Segments));

    private static int Files(StoreRig rig) =>
        rig.Drive.Files.Keys.Count(name => name.StartsWith("seg-", StringComparison.Ordinal));

    private static void Append(StoreRig rig, int count, RecordClass recordClass = RecordClass.Regular)
    {
        var random = new RandomStream(3);
        for (var i = 0; i < count; i++)
        {
            Assert.IsTrue(rig.RunUntil(() => rig.Store.HasRoomFor(100)));
            Assert.IsTrue(rig.Store.Append(StoreRig.MakeRecord(random, recordClass, 100)));
        }
    }

    private static void FillUntilItIsTold(StoreRig rig)
    {
        for (var count = 0; rig.Store.Status != StoreStatus.Partial; count++)
        {
            Assert.IsLessThan(400, count);
            Append(rig, 1);
            Rest(rig);
        }
    }

    // Until it has nothing to do, or has no power.
    private static void Rest(StoreRig rig) => rig.RunUntil(() => false);
}
