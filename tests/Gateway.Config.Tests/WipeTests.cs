// A factory wipe on the board's own file code: afterwards nothing of what was there is found on the drive, in files,
// free blocks or metadata, whenever power went meanwhile.
using System;
using System.Collections.Generic;
using System.Text;
using Gateway.App;
using Gateway.Boards;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;
using Gateway.Standins;
using Gateway.Store.Tests;

namespace Gateway.Config.Tests;

[TestClass]
public sealed class WipeTests
{
    private static readonly string[] _secrets =
    [
        "password-of-the-broker", "53494D554C4154494F4E204B4559", "-----BEGIN PRIVATE KEY-----MIGHAgEAMBMGByqGSM49",
        "telegram-of-a-meter-0123456789", "deleted-long-ago-0123456789", "short-secret-of-a-small-file",
    ];

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Wipe_UsedDrive_LeavesNothing(FileSystemKind kind)
    {
        var (storage, image, files) = Used(kind);
        foreach (var secret in _secrets)
        {
            Assert.IsTrue(image.Contains(Encoding.UTF8.GetBytes(secret)), "before: " + secret);
        }

        Order(files);
        Wipe.Finish(files, null);
        AssertClean(storage, image, files, "no cut");
    }

    /// <summary>Why deleting is not enough.</summary>
    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Delete_AllFiles_WouldLeaveTheSecrets(FileSystemKind kind)
    {
        var (_, image, files) = Used(kind);
        foreach (var name in files.List())
        {
            files.Delete(name);
        }

        Assert.IsTrue(Array.TrueForAll(_secrets, secret => image.Contains(Encoding.UTF8.GetBytes(secret))));
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs, PowerCutMode.Clean)]
    [DataRow(FileSystemKind.Littlefs, PowerCutMode.Torn)]
    [DataRow(FileSystemKind.Fat, PowerCutMode.Clean)]
    [DataRow(FileSystemKind.Fat, PowerCutMode.Torn)]
    [DataRow(FileSystemKind.Fat, PowerCutMode.Lost)]
    public void Wipe_CutAtEveryOperation_IsEndedAtTheNextStart(FileSystemKind kind, PowerCutMode mode)
    {
        var count = 0;
        for (long at = 0; ; at++, count++)
        {
            var (storage, image, files) = Used(kind);
            Order(files);
            storage.CutAfterOperations(at, mode, new RandomStream((ulong)at));
            Wipe.Finish(files, null);
            if (!storage.IsOff)
            {
                break;
            }

            storage.Reboot();
            if (Wipe.IsDue(files))
            {
                // And once more, somewhere else.
                storage.CutAfterOperations((at * 7) % 150, mode, new RandomStream((ulong)at + 1));
                Wipe.Finish(files, null);
                storage.Reboot();
            }

            if (Wipe.IsDue(files))
            {
                Wipe.Finish(files, null);
            }

            AssertClean(storage, image, files, $"operation {at}");
        }

        Assert.IsGreaterThan(kind == FileSystemKind.Littlefs ? 500 : 100, count);
        Console.WriteLine($"{count} cuts");
    }

    [TestMethod]
    public void Wipe_WithACard_TakesBoth()
    {
        var (storage, image, files) = Used(FileSystemKind.Littlefs);
        var card = storage.AddDrive('D', FileSystemKind.Fat, 256 * 1024, StorageTiming.InternalFlash);
        var cardImage = card.KeepImage();
        var cardFiles = new NanoFileStore("D:\\", FileSystemKind.Fat, 0);
        Put(cardFiles, "log-0", Encoding.UTF8.GetBytes(_secrets[3]), 5000);
        Order(files);
        Wipe.Finish(files, cardFiles);

        AssertClean(storage, image, files, "inside");
        Assert.IsEmpty(card.Files);
        Assert.IsFalse(cardImage.Contains(Encoding.UTF8.GetBytes(_secrets[3])));
    }

    [TestMethod]
    public void Order_FlashBroken_IsNotTaken()
    {
        var (storage, _, files) = Used(FileSystemKind.Littlefs);
        storage.Drive('I').IsDead = true;
        var worker = new StepWorker();
        var wipe = new Wipe(files, worker);
        Assert.IsTrue(wipe.TryOrder());
        worker.Step(0);
        Assert.IsFalse(wipe.IsBusy);
        Assert.IsFalse(wipe.IsOrdered);
    }

    private static void Order(NanoFileStore files)
    {
        var worker = new StepWorker();
        var wipe = new Wipe(files, worker);
        Assert.IsTrue(wipe.TryOrder());
        worker.Step(0);
        Assert.IsTrue(wipe.IsOrdered);
        Assert.IsTrue(Wipe.IsDue(files));
    }

    private static (FlashStorage Storage, FlashImage Image, NanoFileStore Files) Used(FileSystemKind kind)
    {
        var storage = new FlashStorage();
        StandinHost.Current = new StorageHost(storage);
        var image = storage.AddDrive('I', kind, 256 * 1024, StorageTiming.InternalFlash).KeepImage();
        var files = new NanoFileStore("I:\\", kind, 0);
        Put(files, "gone", Encoding.UTF8.GetBytes(_secrets[4]), 6000);
        files.Delete("gone");
        Put(files, "config", Encoding.UTF8.GetBytes(_secrets[0] + _secrets[1] + _secrets[2]), 3000);
        Put(files, "log-0", Encoding.UTF8.GetBytes(_secrets[3]), 20000);
        Put(files, "small", Encoding.UTF8.GetBytes(_secrets[5]), 40);
        return (storage, image, files);
    }

    private static void Put(NanoFileStore files, string name, byte[] bytes, int length)
    {
        Assert.AreEqual(FileStatus.Ok, files.Create(name, length));
        Assert.AreEqual(FileStatus.Ok, files.Write(name, length - bytes.Length, bytes, 0, bytes.Length));
    }

    private static void AssertClean(FlashStorage storage, FlashImage image, NanoFileStore files, string what)
    {
        Assert.IsFalse(storage.IsOff);
        Assert.IsEmpty(files.List(), what);
        List<string> left = [];
        foreach (var secret in _secrets)
        {
            if (image.Contains(Encoding.UTF8.GetBytes(secret)[..12]))
            {
                left.Add(secret);
            }
        }

        Assert.IsEmpty(left, what + ": " + string.Join(", ", left));
    }
}
