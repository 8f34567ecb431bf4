// A new log on a card begins with its first files; the others are made while it runs.
using System.Linq;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

[TestClass]
public sealed class SegmentMakerTests
{
    private const int Segments = 24;

    [TestMethod]
    public void Open_NewCard_TakesRecordsWithItsFirstFilesAndGetsTheRest()
    {
        var rig = Rig();
        Assert.AreEqual(StoreStatus.Formatted, rig.Boot());
        Assert.AreEqual(StoreProfile.MinSegmentCount, Files(rig));
        Append(rig, 5);
        Assert.IsTrue(rig.Settle());

        Rest(rig);

        Assert.AreEqual(Segments, Files(rig));
        Assert.IsTrue(rig.Drive.Files.Where(file => file.Key.StartsWith("seg-"))
            .All(file => file.Value.Length == rig.Profile.SegmentBytes));
        Assert.HasCount(5, rig.ReadAll(RecordQueueKind.Bulk));
        Assert.AreEqual(StoreStatus.Ok, rig.Boot());
        Assert.AreEqual(0, rig.Store.Counters.SkippedSeqs, "nothing is missing");
    }

    [TestMethod]
    public void Full_WhileFilesAreMissing_UsesThoseThatCome()
    {
        var rig = Rig();
        rig.Boot();
        for (var i = 0; i < 300; i++)
        {
            Append(rig, 1);
            Assert.IsTrue(rig.Settle());
            for (var step = 0; step < 20; step++)
            {
                rig.StepOnce();
            }
        }

        Assert.AreEqual(0, rig.Store.Counters.Drops(DropReason.Overwritten));
        Assert.HasCount(300, rig.ReadAll(RecordQueueKind.Bulk));
    }

    [TestMethod]
    [DataRow(PowerCutMode.Clean)]
    [DataRow(PowerCutMode.Torn)]
    [DataRow(PowerCutMode.Lost)]
    public void Cut_WhileFilesAreMade_LosesNothingThatWasCommitted(PowerCutMode mode)
    {
        for (var operation = 0; operation < 60; operation++)
        {
            var rig = Rig();
            rig.Boot();
            Append(rig, 5);
            Assert.IsTrue(rig.Settle());
            rig.Storage.CutAfterOperations(operation, mode, new RandomStream((ulong)operation));
            Rest(rig);
            if (!rig.Storage.IsOff)
            {
                rig.Storage.PowerCut(new RandomStream(1), mode);
            }

            Assert.AreEqual(StoreStatus.Ok, rig.Boot(), $"{mode}, operation {operation}");
            Assert.HasCount(5, rig.ReadAll(RecordQueueKind.Bulk), $"{mode}, operation {operation}");
            Rest(rig);
            Assert.AreEqual(Segments, Files(rig), $"{mode}, operation {operation}");
        }
    }

    [TestMethod]
    public void Make_DriveFullOnTheWay_GoesOnWithWhatThereIs()
    {
        var rig = Rig();
        rig.Boot();
        rig.Drive.ForeignBytes = rig.Drive.CapacityBytes - rig.Drive.UsedBytes - (4 * rig.Profile.SegmentBytes);
        Rest(rig);
        Append(rig, 50);

        Assert.IsTrue(rig.Settle());
        Assert.HasCount(50, rig.ReadAll(RecordQueueKind.Bulk));
    }

    private static StoreRig Rig()
    {
        var profile = StoreRig.SmallProfile(Segments);
        profile.SegmentsAtOnce = StoreProfile.MinSegmentCount;
        return new StoreRig(FileSystemKind.Fat, profile);
    }

    private static int Files(StoreRig rig) => rig.Drive.Files.Keys.Count(name => name.StartsWith("seg-"));

    private static void Append(StoreRig rig, int count)
    {
        var random = new RandomStream(3);
        for (var i = 0; i < count; i++)
        {
            Assert.IsTrue(rig.RunUntil(() => rig.Store.HasRoomFor(40)));
            Assert.IsTrue(rig.Store.Append(StoreRig.MakeRecord(random, RecordClass.Regular, 40)));
        }
    }

    // Until it has nothing to do, or has no power.
    private static void Rest(StoreRig rig) => rig.RunUntil(() => false);
}
