using System;
using Gateway.Boards;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Standins;

namespace Gateway.Store.Tests;

/// <summary>What stays on a drive after it was deleted or overwritten.</summary>
[TestClass]
public sealed class FlashImageTests
{
    private readonly FlashStorage _storage = new();
    private readonly RandomStream _random = new(5);
    private readonly byte[] _secret = new byte[64];
    private readonly byte[] _long = new byte[3000];

    public FlashImageTests()
    {
        _random.NextBytes(_secret);
        _random.NextBytes(_long);
        StandinHost.Current = new StorageHost(_storage);
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Delete_AnyFile_LeavesItsBytes(FileSystemKind kind)
    {
        var (files, image) = Make(kind);
        Put(files, "small", _secret);
        Put(files, "long", _long);
        files.Delete("small");
        files.Delete("long");
        Assert.IsTrue(image.Contains(_secret));
        Assert.IsTrue(image.Contains(_long));
        Assert.IsFalse(image.Contains(new byte[64]));
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs, true)]
    [DataRow(FileSystemKind.Fat, false)]
    public void Overwrite_WholeFile_LeavesItsBytesWhereTheFileSystemCopies(FileSystemKind kind, bool isLeft)
    {
        var (files, image) = Make(kind);
        Put(files, "long", _long);
        files.Write("long", 0, new byte[_long.Length], 0, _long.Length);
        Assert.AreEqual(isLeft, image.Contains(_long));
    }

    [TestMethod]
    public void PowerCut_BeforeTheClose_LeavesTheBytesThatLittlefsForgets()
    {
        var (files, image) = Make(FileSystemKind.Littlefs);
        files.Create("long", _long.Length);

        // Open, write, and then instead of the close.
        _storage.CutAfterOperations(2, PowerCutMode.Clean, _random);
        Assert.ThrowsExactly<PowerCutException>(() =>
        {
            var stream = new FileStreamProbe(_storage, "I:\\long");
            stream.Write(_long);
            stream.Close();
        });
        _storage.Reboot();
        Assert.IsTrue(image.Contains(_long));
        var read = new byte[_long.Length];
        files.Read("long", 0, read, 0, read.Length);
        CollectionAssert.AreNotEqual(_long, read);
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Fill_UntilFull_TakesEveryFreeBlock(FileSystemKind kind)
    {
        var (files, image) = Make(kind);
        Put(files, "long", _long);
        files.Delete("long");
        files.Create("fill", 0);
        var at = 0;
        while (files.Write("fill", at, new byte[4096], 0, 4096) == FileStatus.Ok)
        {
            at += 4096;
        }

        Assert.IsGreaterThan(100_000, at);
        Assert.IsFalse(image.Contains(_long.AsSpan(0, 100)));
    }

    private static void Put(NanoFileStore files, string name, byte[] bytes)
    {
        Assert.AreEqual(FileStatus.Ok, files.Create(name, bytes.Length));
        Assert.AreEqual(FileStatus.Ok, files.Write(name, 0, bytes, 0, bytes.Length));
    }

    private (NanoFileStore Files, FlashImage Image) Make(FileSystemKind kind) =>
        (new NanoFileStore("I:\\", kind, 0), _storage.AddDrive('I', kind, 128 * 1024).KeepImage());

    /// <summary>A file that is written and closed in steps.</summary>
    private sealed class FileStreamProbe(FlashStorage storage, string path)
    {
        private readonly int _handle = storage.Open(path, false, false, true);

        public void Write(byte[] bytes) => storage.Write(_handle, 0, bytes, 0, bytes.Length);

        public void Close() => storage.Close(_handle);
    }
}
