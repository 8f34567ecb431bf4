using System;
using Gateway.Core;
using Gateway.Testing;

namespace Gateway.Store.Tests;

/// <summary>What a store takes of a board's RAM, by the cost model of the interpreter.</summary>
[TestClass]
public sealed class StoreMemoryTests
{
    [TestMethod]
    [DataRow("256K", 20_000)]
    [DataRow("2M", 66_000)]
    [DataRow("SD", 86_000)]
    public void Store_OpenAndUsed_StaysWithinItsShare(string name, int maxBytes)
    {
        var (profile, kind, capacity) = name == "256K"
            ? (StoreProfile.InternalFlash256K(), FileSystemKind.Littlefs, 256L << 10)
            : name == "2M" ? (StoreProfile.InternalFlash2M(), FileSystemKind.Littlefs, 2L << 20)
            : (StoreProfile.SdCard(), FileSystemKind.Fat, 128L << 20);
        var rig = new StoreRig(kind, profile, capacityBytes: capacity);
        Assert.AreEqual(StoreStatus.Formatted, rig.Boot());
        rig.Store.Append(StoreRig.MakeRecord(new Simulator.Time.RandomStream(1), RecordClass.Regular, 64));
        Assert.IsTrue(rig.Settle());
        var memory = BoardMemory.Measure(rig.Store);
        Console.WriteLine($"{name}: {memory.TotalBytes} bytes");
        Assert.IsTrue(memory.TotalBytes <= maxBytes, memory.Table());
    }
}
