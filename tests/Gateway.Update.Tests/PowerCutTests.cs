// One update after another with power cut once at every operation of the slots (at its start, in the middle, at
// its end), at every operation of the files and at every byte written to them, and many times at random.
using System;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;

namespace Gateway.Update.Tests;

[TestClass]
public sealed class PowerCutTests
{
    private static readonly byte[] _old = TestImages.Make("1.0.0", 6000, 1);
    private static readonly byte[] _new = TestImages.Make("2.0.0", 9000, 2);
    private static readonly UpdateManifest _manifest = TestImages.Manifest(_new, "2.0.0");

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Update_CutAtEverySlotOperation_AGoodImageBoots(bool isProven)
    {
        var count = 0;
        foreach (var share in new[] { 0, 0.5, 0.999 })
        {
            for (long at = 0; ; at++, count++)
            {
                var rig = new UpdateRig(image: _old, slotBytes: 3 * UpdateRig.SectorBytes);
                rig.Device.CutAfter(at, share, new RandomStream((ulong)at));
                if (!RunToEnd(rig, isProven, $"slot operation {at}, share {share}"))
                {
                    break;
                }
            }
        }

        // Erases and pages of a download, a swap and a swap back.
        Assert.IsGreaterThan(3 * 200, count);
        Console.WriteLine($"{count} cuts");
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs, true)]
    [DataRow(FileSystemKind.Littlefs, false)]
    [DataRow(FileSystemKind.Fat, true)]
    [DataRow(FileSystemKind.Fat, false)]
    public void Update_CutAtEveryFileOperation_AGoodImageBoots(FileSystemKind kind, bool isProven)
    {
        var count = 0;
        foreach (var mode in new[] { PowerCutMode.Clean, PowerCutMode.Torn, PowerCutMode.Lost })
        {
            for (long at = 0; ; at++, count++)
            {
                var rig = new UpdateRig(kind, 3 * UpdateRig.SectorBytes, _old);
                rig.Storage.CutAfterOperations(at, mode, new RandomStream((ulong)at));
                if (!RunToEnd(rig, isProven, $"file operation {at}, {mode}"))
                {
                    break;
                }
            }
        }

        Assert.IsGreaterThan(3 * 20, count);
        Console.WriteLine($"{count} cuts");
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Update_CutAtEveryByteOfTheFiles_AGoodImageBoots(FileSystemKind kind)
    {
        var count = 0;
        for (long at = 0; ; at++, count++)
        {
            var rig = new UpdateRig(kind, 3 * UpdateRig.SectorBytes, _old);
            rig.Storage.CutAfterBytes(at, PowerCutMode.Torn, new RandomStream((ulong)at));
            if (!RunToEnd(rig, true, $"file byte {at}"))
            {
                break;
            }
        }

        Assert.IsGreaterThan(400, count);
        Console.WriteLine($"{count} cuts");
    }

    [TestMethod]
    public void Update_Storms_AGoodImageBootsAndTheUpdateEnds()
    {
        var storms = int.TryParse(Environment.GetEnvironmentVariable("GATEWAY_UPDATE_STORMS"), out var n)
            ? n : 150;
        for (var seed = 1; seed <= storms; seed++)
        {
            var random = new RandomStream((ulong)seed);
            var kind = random.Next(2) == 0 ? FileSystemKind.Littlefs : FileSystemKind.Fat;
            var rig = new UpdateRig(kind, 3 * UpdateRig.SectorBytes, _old);
            var cuts = 1 + random.Next(8);
            Arm(rig, random);
            RunToEnd(rig, true, $"storm {seed}", () =>
            {
                if (--cuts > 0)
                {
                    Arm(rig, random);
                }
            });
        }
    }

    private static void Arm(UpdateRig rig, RandomStream random)
    {
        var mode = (PowerCutMode)random.Next(3);
        if (random.Next(2) == 0)
        {
            rig.Device.CutAfter(random.Next(150), random.NextDouble(), random);
        }
        else if (random.Next(2) == 0)
        {
            rig.Storage.CutAfterOperations(random.Next(20), mode, random);
        }
        else
        {
            rig.Storage.CutAfterBytes(random.Next(400), mode, random);
        }
    }

    /// <summary>A headend that does not give up, and a board that loses power.</summary>
    /// <returns>Whether power went at all.</returns>
    private static bool RunToEnd(UpdateRig rig, bool isProven, string what, Action afterCut = null)
    {
        var wasCut = false;
        var trials = 0;
        var isUp = rig.Start();
        for (var turn = 0; turn < 200; turn++)
        {
            if (rig.Storage.IsOff)
            {
                wasCut = true;
                rig.Device.ForgetCut();
                rig.Storage.Reboot();
                afterCut?.Invoke();
                isUp = rig.Start();
                if (!isUp)
                {
                    continue;
                }
            }

            AssertGood(rig, what);
            var update = rig.Update;
            switch (update.State)
            {
                case UpdateState.Trial:
                    trials++;
                    if (isProven)
                    {
                        update.Prove();
                        rig.Settle();
                    }
                    else
                    {
                        rig.AwaitRestart();
                        Restart(rig);
                    }

                    break;
                case UpdateState.Starting:
                    rig.AwaitRestart();
                    Restart(rig);
                    break;
                case UpdateState.Loading:
                    rig.Settle();
                    rig.Send(_new);
                    break;
                case UpdateState.Loaded:
                    update.TryStart();
                    rig.Settle();
                    break;
                default:
                    rig.Settle();
                    if (rig.Storage.IsOff || update.State is UpdateState.Loading or UpdateState.Loaded)
                    {
                        break;
                    }

                    var isNew = rig.Device.RunningVersion == "2.0.0";
                    if (isNew || (!isProven && trials > 0 && update.State == UpdateState.Returned))
                    {
                        Assert.AreEqual(isProven, isNew, what);
                        Assert.AreEqual(UpdaterStatus.Confirmed, rig.Device.Status, what);
                        return wasCut;
                    }

                    rig.Load(_manifest);
                    break;
            }
        }

        Assert.Fail($"{what}: the update does not end: {rig.Update?.State} {rig.Update?.Problem}");
        return wasCut;
    }

    private static void Restart(UpdateRig rig)
    {
        if (!rig.Storage.IsOff)
        {
            rig.Start();
        }
    }

    private static void AssertGood(UpdateRig rig, string what)
    {
        Assert.IsTrue(rig.Device.IsBootable, $"{what}: nothing to boot");
        var expected = rig.Device.RunningVersion == "2.0.0" ? _new : _old;
        Assert.IsTrue(rig.Device.Primary[..expected.Length].SequenceEqual(expected), $"{what}: another image");
    }
}
