using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;

namespace Gateway.Store.Tests;

/// <summary>One power cut at every written byte and at every file operation of a workload that commits,
/// reads, acknowledges, trims, overwrites and reboots.</summary>
[TestClass]
public sealed class PowerCutTests
{
    [TestMethod]
    [DataRow(FileSystemKind.Littlefs, PowerCutMode.Clean)]
    [DataRow(FileSystemKind.Littlefs, PowerCutMode.Torn)]
    [DataRow(FileSystemKind.Littlefs, PowerCutMode.Lost)]
    [DataRow(FileSystemKind.Fat, PowerCutMode.Clean)]
    [DataRow(FileSystemKind.Fat, PowerCutMode.Torn)]
    [DataRow(FileSystemKind.Fat, PowerCutMode.Lost)]
    public void Cut_AtEveryOperation_KeepsEveryPromise(FileSystemKind kind, PowerCutMode mode)
    {
        var total = RunCut(kind, null, "none").Operations;
        Assert.IsTrue(total > 60, "the workload does too little");
        for (var operation = 0L; operation < total; operation++)
        {
            var at = operation;
            RunCut(kind, (storage, random) => storage.CutAfterOperations(at, mode, random),
                $"{kind}, {mode}, operation {operation}");
        }
    }

    // In the other modes nothing of an un-closed file stays, so that every byte of a write is the same as the
    // first.
    [TestMethod]
    [DataRow(FileSystemKind.Littlefs, PowerCutMode.Torn)]
    [DataRow(FileSystemKind.Fat, PowerCutMode.Clean)]
    [DataRow(FileSystemKind.Fat, PowerCutMode.Torn)]
    public void Cut_AtEveryByte_KeepsEveryPromise(FileSystemKind kind, PowerCutMode mode)
    {
        var total = RunCut(kind, null, "none").Bytes;
        for (var count = 0L; count < total; count++)
        {
            var at = count;
            RunCut(kind, (storage, random) => storage.CutAfterBytes(at, mode, random), $"{kind}, {mode}, byte {count}");
        }
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Cut_WhileTheLogIsMade_LeavesALogThatOpens(FileSystemKind kind)
    {
        for (var operation = 0; operation < 60; operation++)
        {
            foreach (var mode in new[] { PowerCutMode.Clean, PowerCutMode.Torn, PowerCutMode.Lost })
            {
                var rig = new StoreRig(kind);
                var at = operation;
                rig.PlannedCut = () => rig.Storage.CutAfterOperations(at, mode, new RandomStream((ulong)at));
                rig.Boot();
                var status = rig.Boot();
                Assert.IsTrue(status is StoreStatus.Ok or StoreStatus.Formatted, $"{kind} {mode} {operation}: {status}");
                var record = StoreRig.MakeRecord(new RandomStream(1), RecordClass.Regular, 20);
                Assert.IsTrue(rig.Store.Append(record) && rig.Settle());
                Assert.AreEqual(1, rig.ReadAll(RecordQueueKind.Bulk).Count);
            }
        }
    }

    private static readonly Dictionary<FileSystemKind, IReadOnlyDictionary<string, byte[]>> _formatted = [];

    private static (long Operations, long Bytes) RunCut(
        FileSystemKind kind, Action<FlashStorage, RandomStream> arm, string name)
    {
        if (!_formatted.TryGetValue(kind, out var formatted))
        {
            var fresh = new StoreRig(kind);
            fresh.Boot();
            _formatted[kind] = formatted = fresh.Drive.Snapshot();
        }

        var rig = new StoreRig(kind);
        rig.Drive.Restore(formatted);
        var random = new RandomStream(7);
        var workload = new StormWorkload(rig, random);
        try
        {
            rig.PlannedCut = () => arm?.Invoke(rig.Storage, new RandomStreams(7).Get(name));
            if (workload.Recover())
            {
                workload.Script();
            }

            rig.Storage.Reboot();
            Assert.IsTrue(workload.Recover(), name);
            workload.Drain();
        }
        catch (OracleException exception)
        {
            Assert.Fail($"{name}: {exception.Message}");
        }

        return (rig.Storage.OperationCount, rig.Storage.WrittenBytes);
    }
}
