using System.IO;
using System.Linq;
using Gateway.Boards;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Standins;

namespace Gateway.Store.Tests;

/// <summary>The simulated drives, and the board's file code on top of them.</summary>
[TestClass]
public sealed class FlashStorageTests
{
    private readonly FlashStorage _storage = new();
    private readonly RandomStream _random = new(5);
    private readonly byte[] _bytes = new byte[2000];

    public FlashStorageTests()
    {
        _random.NextBytes(_bytes);
        StandinHost.Current = new StorageHost(_storage);
    }

    [TestMethod]
    public void NanoFileStore_EveryCall_DoesWhatThePortSays()
    {
        var files = Files('I', FileSystemKind.Littlefs);
        Assert.AreEqual(1L << 20, files.CapacityBytes);
        Assert.AreEqual(-1, files.Length("a"));
        Assert.AreEqual(-1, files.Read("a", 0, _bytes, 0, 1));
        Assert.AreEqual(FileStatus.NotFound, files.Write("a", 0, _bytes, 0, 1));
        Assert.AreEqual(FileStatus.NotFound, files.Delete("a"));
        Assert.AreEqual(FileStatus.Ok, files.Create("a", 700));
        Assert.AreEqual(FileStatus.Ok, files.Create("b", 0));
        Assert.AreEqual(700, files.Length("a"));
        Assert.AreEqual(FileStatus.Ok, files.Write("a", 690, _bytes, 5, 20));
        Assert.AreEqual(710, files.Length("a"));
        Assert.AreEqual(FileStatus.Failed, files.Write("a", 711, _bytes, 0, 1));
        var buffer = new byte[100];
        Assert.AreEqual(30, files.Read("a", 680, buffer, 1, 50));
        Assert.IsTrue(buffer.Skip(1).Take(10).All(value => value == 0xFF));
        CollectionAssert.AreEqual(_bytes.Skip(5).Take(20).ToArray(), buffer.Skip(11).Take(20).ToArray());
        Assert.AreEqual(0, files.Read("a", 710, buffer, 0, 10));
        CollectionAssert.AreEqual(new[] { "a", "b" }, files.List());
        Assert.AreEqual(FileStatus.Ok, files.Delete("b"));
        CollectionAssert.AreEqual(new[] { "a" }, files.List());
    }

    [TestMethod]
    public void NanoFileStore_NoDrive_FailsWithoutThrowing()
    {
        var files = new NanoFileStore("D:\\", FileSystemKind.Fat, 0);
        Assert.AreEqual(0L, files.CapacityBytes);
        Assert.AreEqual(0, files.List().Length);
        Assert.AreEqual(FileStatus.Failed, files.Create("a", 1));
        Assert.AreEqual(FileStatus.Failed, files.Write("a", 0, _bytes, 0, 1));
        Assert.IsTrue(files.ErrorCount >= 3);
    }

    [TestMethod]
    public void NanoFileStore_DriveFull_FailsAndTheRestStays()
    {
        var files = Files('I', FileSystemKind.Littlefs, 3 * 4096);
        Assert.AreEqual(FileStatus.Ok, files.Create("a", 5000));
        Assert.AreEqual(FileStatus.Failed, files.Create("b", 5000));
        Assert.AreEqual(5000, files.Length("a"));
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs, PowerCutMode.Clean, 0)]
    [DataRow(FileSystemKind.Littlefs, PowerCutMode.Lost, 0)]
    [DataRow(FileSystemKind.Fat, PowerCutMode.Clean, 600)]
    [DataRow(FileSystemKind.Fat, PowerCutMode.Lost, 0)]
    public void PowerCut_InTheMiddleOfAWrite_LeavesWhatTheModeSays(FileSystemKind kind, PowerCutMode mode, int kept)
    {
        var files = Files('I', kind);
        files.Create("a", 1000);
        _storage.CutAfterBytes(600, mode, _random);
        Assert.AreEqual(FileStatus.Failed, files.Write("a", 0, _bytes, 0, 1000));
        Assert.IsTrue(_storage.IsOff);
        Assert.AreEqual(-1, files.Length("a"), "alive after the cut");
        _storage.Reboot();
        var content = _storage.Drive('I').Files["a"];
        CollectionAssert.AreEqual(_bytes.Take(kept).ToArray(), content.Take(kept).ToArray());
        Assert.IsTrue(content.Skip(kept).All(value => value == 0xFF));
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void PowerCut_Torn_ReachesMixedContentsAndLengths(FileSystemKind kind)
    {
        var files = Files('I', kind);
        var contents = Enumerable.Range(0, 200).Select(_ =>
        {
            _storage.Reboot();
            files.Create("a", 0);
            _storage.CutAfterBytes(1500, PowerCutMode.Torn, _random);
            files.Write("a", 0, _bytes, 0, 2000);
            return (byte[])_storage.Drive('I').Files["a"].Clone();
        }).ToList();
        Assert.IsTrue(contents.Select(content => content.Length).Distinct().Count() > 50, "lengths");
        Assert.IsTrue(contents.All(content => content.Length <= 1500), "more than was written");
        var isOutOfOrder = contents.Any(content => !content.SequenceEqual(_bytes.Take(content.Length)));
        Assert.AreEqual(kind == FileSystemKind.Fat, isOutOfOrder);
    }

    [TestMethod]
    public void PowerCut_BeforeADelete_LeavesTheFile()
    {
        var files = Files('I', FileSystemKind.Fat);
        files.Create("a", 10);
        _storage.CutAfterOperations(0, PowerCutMode.Clean, _random);
        Assert.AreEqual(FileStatus.Failed, files.Delete("a"));
        _storage.Reboot();
        Assert.AreEqual(10, files.Length("a"));
    }

    [TestMethod]
    public void Move_OntoAnExistingFile_IsRefused()
    {
        var files = Files('I', FileSystemKind.Littlefs);
        files.Create("a", 1);
        files.Create("b", 2);
        Assert.ThrowsExactly<IOException>(() => _storage.Move("I:\\a", "I:\\b"));
        _storage.Move("I:\\a", "I:\\c");
        Assert.AreEqual(1, files.Length("c"));
    }

    [TestMethod]
    public void Cost_OfACommit_IsChargedByTheTable()
    {
        var files = Files('I', FileSystemKind.Littlefs);
        files.Create("a", 0);
        var ns = 0L;
        _storage.Cost = cost => ns += cost;
        files.Write("a", 0, _bytes, 0, 2000);
        var timing = StorageTiming.InternalFlash;
        Assert.AreEqual((2 * timing.LookupNs) + timing.OpenNs + (2000 * timing.WriteNsPerByte) + timing.CloseNs
            + timing.EraseNs, ns);
    }

    private NanoFileStore Files(char letter, FileSystemKind kind, long capacityBytes = 1 << 20)
    {
        _storage.AddDrive(letter, kind, capacityBytes);
        return new NanoFileStore(letter + ":\\", kind, 0);
    }
}
