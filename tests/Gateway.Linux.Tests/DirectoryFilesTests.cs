using System.IO;
using System.Linq;
using Gateway.Core;
using Gateway.Linux.Kernel;
using Gateway.Linux.Ports;

namespace Gateway.Linux.Tests;

[TestClass]
public sealed class DirectoryFilesTests
{
    [TestMethod]
    public void Files_CreateWriteReadDelete_KeepTheContract()
    {
        using TemporaryFolder folder = new();
        DirectoryFiles files = new(new LinuxKernel(), folder.At("new/state"), 1000);
        byte[] bytes = new byte[20];

        Assert.AreEqual(-1, files.Length("a"));
        Assert.AreEqual(-1, files.Read("a", 0, bytes, 0, 1));
        Assert.AreEqual(FileStatus.NotFound, files.Write("a", 0, bytes, 0, 1));
        Assert.AreEqual(FileStatus.NotFound, files.Delete("a"));
        Assert.AreEqual(FileStatus.Ok, files.Create("a", 10_000));
        Assert.AreEqual(10_000, files.Length("a"));
        Assert.AreEqual(20, files.Read("a", 9_000, bytes, 0, 20));
        Assert.IsTrue(bytes.All(value => value == 0xFF));
        Assert.AreEqual(FileStatus.Ok, files.Write("a", 9_990, [1, 2, 3, 4], 1, 2));
        Assert.AreEqual(10, files.Read("a", 9_990, bytes, 5, 20 - 5));
        CollectionAssert.AreEqual(new byte[] { 2, 3, 0xFF }, bytes[5..8]);
        Assert.AreEqual(10_000, files.Length("a"));
        Assert.AreEqual(0, files.Read("a", 10_000, bytes, 0, 20));
        Assert.AreEqual(FileStatus.Ok, files.Write("a", 10_000, bytes, 0, 20));
        Assert.AreEqual(FileStatus.Failed, files.Write("a", 10_021, bytes, 0, 1));
        CollectionAssert.AreEqual(new[] { "a" }, files.List());
        Assert.AreEqual(FileStatus.Ok, files.Create("a", 3), "anew");
        Assert.AreEqual(3, files.Length("a"));
        Assert.AreEqual(FileStatus.Ok, files.Delete("a"));
        Assert.IsEmpty(files.List());
        Assert.AreEqual(0, files.ErrorCount);
    }

    [TestMethod]
    public void Files_FolderGone_ErrorsAreResultsAndCounted()
    {
        using TemporaryFolder folder = new();
        DirectoryFiles files = new(new LinuxKernel(), folder.At("state"), 1000);
        Directory.Delete(folder.At("state"));

        Assert.AreEqual(FileStatus.Failed, files.Create("a", 3));
        Assert.IsEmpty(files.List());
        Assert.AreEqual(2, files.ErrorCount);
    }

    [TestMethod]
    public void Network_ByName_IsUpWhenTheKernelSaysSo()
    {
        using TemporaryFolder folder = new();
        SysfsNetwork network = new("eth7", folder.Path);
        Assert.IsFalse(network.Exists || network.IsUp);
        Directory.CreateDirectory(folder.At("eth7"));
        Assert.IsTrue(network.Exists);
        Assert.IsFalse(network.IsUp);
        File.WriteAllText(folder.At("eth7/operstate"), "up\n");
        Assert.IsTrue(network.IsUp);
        File.WriteAllText(folder.At("eth7/operstate"), "down\n");
        Assert.IsFalse(network.IsUp);
    }
}
