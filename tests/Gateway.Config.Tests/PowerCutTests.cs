// A change of the configuration with power cut once at every file operation and every byte, and many times at
// random: the gateway always starts with the old set or the new one, and the change ends.
using System;
using Gateway.Core;
using Gateway.Simulator.Storage;
using Gateway.Simulator.Time;

namespace Gateway.Config.Tests;

[TestClass]
public sealed class PowerCutTests
{
    private const string Old = "{\"old\":\"0123456789012345678901234567890123456789012345678901234567890123456789\"}";
    private const string New = "{\"new\":\"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz\"}";

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs, true)]
    [DataRow(FileSystemKind.Littlefs, false)]
    [DataRow(FileSystemKind.Fat, true)]
    [DataRow(FileSystemKind.Fat, false)]
    public void Change_CutAtEveryFileOperation_OldOrNewBoots(FileSystemKind kind, bool isProven)
    {
        var count = 0;
        foreach (var mode in new[] { PowerCutMode.Clean, PowerCutMode.Torn, PowerCutMode.Lost })
        {
            for (long at = 0; ; at++, count++)
            {
                var rig = new ConfigRig(kind, Old);
                rig.Storage.CutAfterOperations(at, mode, new RandomStream((ulong)at));
                if (!RunToEnd(rig, isProven, $"operation {at}, {mode}"))
                {
                    break;
                }
            }
        }

        Assert.IsGreaterThan(3 * 20, count);
        Console.WriteLine($"{count} cuts");
    }

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs, 1)]
    [DataRow(FileSystemKind.Fat, 13)]
    public void Change_CutAtEveryByte_OldOrNewBoots(FileSystemKind kind, int stride)
    {
        var count = 0;
        for (long at = 0; ; at += stride, count++)
        {
            var rig = new ConfigRig(kind, Old);
            rig.Storage.CutAfterBytes(at, PowerCutMode.Torn, new RandomStream((ulong)at));
            if (!RunToEnd(rig, true, $"byte {at}"))
            {
                break;
            }
        }

        Assert.IsGreaterThan(2000, count);
        Console.WriteLine($"{count} cuts");
    }

    [TestMethod]
    public void Change_Storms_OldOrNewBootsAndTheChangeEnds()
    {
        var storms = int.TryParse(Environment.GetEnvironmentVariable("GATEWAY_CONFIG_STORMS"), out var n) ? n : 200;
        for (var seed = 1; seed <= storms; seed++)
        {
            var random = new RandomStream((ulong)seed);
            var rig = new ConfigRig(random.Next(2) == 0 ? FileSystemKind.Littlefs : FileSystemKind.Fat, Old);
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

    /// <summary>The check fails where it must.</summary>
    [TestMethod]
    public void Change_SetInUseOverwritten_IsNoticed()
    {
        var rig = new ConfigRig(FileSystemKind.Littlefs, Old);
        rig.Boot();
        rig.Prove();
        rig.Drive.Files.Remove(ConfigStore.InstallerFile);
        rig.Drive.Files["cfg-a"] = new byte[3];
        rig.Boot();
        Assert.ThrowsExactly<AssertFailedException>(() => AssertGood(rig, "no set"));
    }

    private static void Arm(ConfigRig rig, RandomStream random)
    {
        var mode = (PowerCutMode)random.Next(3);
        if (random.Next(2) == 0)
        {
            rig.Storage.CutAfterOperations(random.Next(30), mode, random);
        }
        else
        {
            rig.Storage.CutAfterBytes(random.Next(1500), mode, random);
        }
    }

    /// <summary>An installer's file that is proven, then a headend that wants another document and does not give
    /// up, on a board that loses power.</summary>
    /// <returns>Whether power went at all.</returns>
    private static bool RunToEnd(ConfigRig rig, bool isProven, string what, Action afterCut = null)
    {
        var wasCut = false;
        var trials = 0;
        var isUp = rig.Start();
        for (var turn = 0; turn < 200; turn++)
        {
            if (rig.Storage.IsOff)
            {
                wasCut = true;
                rig.Storage.Reboot();
                afterCut?.Invoke();
                isUp = rig.Start();
            }

            if (!isUp || rig.Storage.IsOff)
            {
                continue;
            }

            AssertGood(rig, what);
            if (rig.Store.IsTrial)
            {
                trials++;
                if (isProven)
                {
                    rig.Prove();
                }
                else
                {
                    rig.Wait(301);
                    Restart(rig, ref isUp);
                }
            }
            else if (rig.Change.IsArmed)
            {
                Restart(rig, ref isUp);
            }
            else if (rig.Store.Source == ConfigSource.Installer)
            {
                rig.Prove();
            }
            else if (rig.Text == New || (!isProven && trials > 0 && rig.Store.Verdict == ConfigVerdict.RolledBack))
            {
                Assert.AreEqual(isProven ? New : Old, rig.Text, what);
                rig.Boot();
                Assert.AreEqual(isProven ? New : Old, rig.Text, what + ", after another start");
                return wasCut;
            }
            else
            {
                rig.Apply(New, pieceBytes: 20);
            }
        }

        Assert.Fail($"{what}: the change does not end: {rig.Store?.Source} {rig.Change?.Problem}");
        return wasCut;
    }

    private static void Restart(ConfigRig rig, ref bool isUp)
    {
        if (!rig.Storage.IsOff)
        {
            isUp = rig.Start();
        }
    }

    private static void AssertGood(ConfigRig rig, string what)
    {
        Assert.AreNotEqual(ConfigSource.Default, rig.Store.Source, $"{what}: neither set");
        Assert.IsTrue(rig.Text is Old or New, $"{what}: {rig.Text}");
        Assert.IsTrue(rig.Text == New || !rig.Store.IsTrial, $"{what}: a trial of what is in use");
    }
}
