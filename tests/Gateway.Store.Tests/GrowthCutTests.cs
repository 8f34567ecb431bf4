// Power cuts while a log on a card gets its files, at every operation and at every byte: a small log that begins
// with eight files and gets three more under way, one of them while it is cut.
using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

[TestClass]
public sealed class GrowthCutTests
{
    private const int Segments = 11;

    private static IReadOnlyDictionary<string, byte[]> _fresh;

    [TestMethod]
    [DataRow(PowerCutMode.Clean)]
    [DataRow(PowerCutMode.Torn)]
    [DataRow(PowerCutMode.Lost)]
    public void Cut_AtEveryOperation_KeepsEveryPromise(PowerCutMode mode)
    {
        var (total, _, files) = Run(null, "none");
        Assert.IsGreaterThan(StoreProfile.MinSegmentCount, files, "no file is made while it is cut");
        for (var operation = 0L; operation < total; operation++)
        {
            var at = operation;
            Run((storage, random) => storage.CutAfterOperations(at, mode, random), $"{mode}, operation {operation}");
        }
    }

    [TestMethod]
    public void Cut_AtEveryByte_KeepsEveryPromise()
    {
        const PowerCutMode mode = PowerCutMode.Torn;
        var (_, total, files) = Run(null, "none");
        Assert.IsGreaterThan(StoreProfile.MinSegmentCount, files, "no file is made while it is cut");
        for (var count = 0L; count < total; count++)
        {
            var at = count;
            Run((storage, random) => storage.CutAfterBytes(at, mode, random), $"{mode}, byte {count}");
        }
    }

    [TestMethod]
    [DataRow(PowerCutMode.Clean)]
    [DataRow(PowerCutMode.Torn)]
    [DataRow(PowerCutMode.Lost)]
    public void Cut_WhileTheFirstFilesAreMade_LeavesALogThatOpensAndGrows(PowerCutMode mode)
    {
        for (var operation = 0; operation < 80; operation++)
        {
            var rig = new StoreRig(FileSystemKind.Fat, Profile());
            var at = operation;
            rig.PlannedCut = () => rig.Storage.CutAfterOperations(at, mode, new RandomStream((ulong)at));
            rig.Boot();
            var status = rig.Boot();
            var what = $"{mode} {operation}";
            Assert.IsTrue(status is StoreStatus.Ok or StoreStatus.Formatted, $"{what}: {status}");
            for (var count = 0; count < 90; count++)
            {
                var record = StoreRig.MakeRecord(new RandomStream(1), RecordClass.Regular, 100);
                Assert.IsTrue(rig.RunUntil(() => rig.Store.HasRoomFor(100)) && rig.Store.Append(record), what);
            }

            Assert.IsTrue(rig.Settle(), what);
            Assert.HasCount(90, rig.ReadAll(RecordQueueKind.Bulk), what);
            Assert.IsGreaterThan(StoreProfile.MinSegmentCount, Files(rig), what);
        }
    }

    // What the oracle watches at random places, often in the making of a file.
    [TestMethod]
    public void Storm_OnALogThatGrows_KeepsEveryPromise()
    {
        var damaged = 0;
        for (var seed = 0UL; seed < 150; seed++)
        {
            try
            {
                var random = new RandomStreams(seed).Get("growth");
                var profile = StoreRig.GrowingProfile(9 + random.Next(16));
                damaged += StormRun.Run(FileSystemKind.Fat, seed, false, profile).DamageCount;
            }
            catch (OracleException exception)
            {
                Assert.Fail($"seed {seed}: {exception.Message}");
            }
        }

        Assert.IsGreaterThan(15, damaged, "these were no storms");
    }

    private static (long Operations, long Bytes, int Files) Run(Action<FlashStorage, RandomStream> arm, string name)
    {
        var rig = new StoreRig(FileSystemKind.Fat, Profile());
        if (_fresh == null)
        {
            rig.Boot();
            _fresh = rig.Drive.Snapshot();
            rig = new StoreRig(FileSystemKind.Fat, Profile());
        }

        rig.Drive.Restore(_fresh);
        var workload = new StormWorkload(rig, new RandomStream(7));
        var made = (0L, 0L, 0);
        try
        {
            rig.PlannedCut = () => arm?.Invoke(rig.Storage, new RandomStreams(7).Get(name));
            if (workload.Recover())
            {
                workload.Script();
            }

            made = (rig.Storage.OperationCount, rig.Storage.WrittenBytes, Files(rig));
            rig.Storage.Reboot();
            Assert.IsTrue(workload.Recover(), name);
            workload.Script();
            workload.Script();
            workload.Drain();
            Assert.AreEqual(Segments, Files(rig), name);
            Assert.IsTrue(rig.Drive.Files.Where(file => file.Key.StartsWith("seg-", StringComparison.Ordinal))
                .All(file => file.Value.Length == rig.Profile.SegmentBytes), $"{name}: a file is not whole");
        }
        catch (OracleException exception)
        {
            Assert.Fail($"{name}: {exception.Message}");
        }

        return made;
    }

    private static StoreProfile Profile() => StoreRig.GrowingProfile(Segments);

    private static int Files(StoreRig rig) =>
        rig.Drive.Files.Keys.Count(name => name.StartsWith("seg-", StringComparison.Ordinal));
}
