using System;
using Gateway.Core;

namespace Gateway.Update.Tests;

[TestClass]
public sealed class FieldUpdateTests
{
    private readonly byte[] _image = TestImages.Make("2.0.0", 13_000);

    [TestMethod]
    [DataRow(FileSystemKind.Littlefs)]
    [DataRow(FileSystemKind.Fat)]
    public void Update_GoodImage_IsLoadedTriedAndConfirmed(FileSystemKind kind)
    {
        var rig = new UpdateRig(kind);
        Assert.IsTrue(rig.Boot());
        Assert.AreEqual("confirmed", rig.State().GetProperty("status").GetString());

        Assert.IsNull(rig.Load(TestImages.Manifest(_image, "2.0.0")));
        Assert.AreEqual("loading", rig.State().GetProperty("status").GetString());
        Assert.AreEqual("2.0.0", rig.State().GetProperty("target").GetString());
        Assert.IsNull(rig.Send(_image));
        Assert.AreEqual("loaded", rig.State().GetProperty("status").GetString());
        Assert.AreEqual("1.0.0", rig.State().GetProperty("version").GetString());

        rig.Start(true);
        rig.AwaitRestart();
        Assert.IsTrue(rig.Boot());
        Assert.AreEqual("2.0.0", rig.Device.RunningVersion);
        Assert.AreEqual("trial", rig.State().GetProperty("status").GetString());

        rig.Update.Prove();
        rig.Settle();
        Assert.AreEqual(UpdaterStatus.Confirmed, rig.Device.Status);
        Assert.IsTrue(rig.Boot());
        Assert.AreEqual("2.0.0", rig.Device.RunningVersion);
        Assert.AreEqual("confirmed", rig.State().GetProperty("status").GetString());
        foreach (var step in new[] { "loading", "loaded", "starting", "trial", "confirmed" })
        {
            Assert.AreEqual(string.Empty, rig.Log.Reason(step));
        }
    }

    [TestMethod]
    public void Trial_NoProofInTime_ReturnsByItself()
    {
        var rig = Tried(out _);
        rig.AwaitRestart();
        Assert.IsGreaterThanOrEqualTo(900_000_000, rig.NowUs);
        Assert.IsTrue(rig.Boot());
        Assert.AreEqual("1.0.0", rig.Device.RunningVersion);
        Assert.AreEqual("returned", rig.State().GetProperty("status").GetString());
        Assert.AreEqual("2.0.0", rig.State().GetProperty("target").GetString());
        rig.Log.Reason("returned");
    }

    [TestMethod]
    public void Trial_PowerCutBeforeProof_Returns()
    {
        var rig = Tried(out _);
        rig.PowerCut();
        Assert.IsTrue(rig.Boot());
        Assert.AreEqual("1.0.0", rig.Device.RunningVersion);
        Assert.AreEqual("returned", rig.State().GetProperty("status").GetString());
    }

    [TestMethod]
    public void Trial_AfterAReturn_MayBeTriedAgain()
    {
        var rig = Tried(out var manifest);
        rig.PowerCut();
        Assert.IsTrue(rig.Boot());
        Assert.IsNull(rig.Load(manifest));
        Assert.IsNull(rig.Send(_image));
        rig.Start(true);
        rig.AwaitRestart();
        Assert.IsTrue(rig.Boot());
        rig.Update.Prove();
        rig.Settle();
        Assert.IsTrue(rig.Boot());
        Assert.AreEqual("2.0.0", rig.Device.RunningVersion);
        Assert.AreEqual("confirmed", rig.State().GetProperty("status").GetString());
    }

    [TestMethod]
    public void Trial_OtherUpdateMeanwhile_IsRefused()
    {
        var rig = Tried(out _);
        var newer = TestImages.Make("3.0.0", 5000);
        Assert.AreEqual("another update is on trial", rig.Load(TestImages.Manifest(newer, "3.0.0")));
        Assert.AreEqual(UpdateState.Trial, rig.Update.State);
    }

    [TestMethod]
    public void Prove_WithoutTrial_ChangesNothing()
    {
        var rig = new UpdateRig();
        rig.Boot();
        rig.Update.Prove();
        rig.Step();
        Assert.IsFalse(rig.Update.IsBusy);
        Assert.AreEqual(long.MaxValue, rig.Update.NextWakeUs);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(63)]
    [DataRow(700)]
    [DataRow(1024)]
    public void Put_ChunksOfAnySize_MakeTheImage(int chunkBytes)
    {
        var rig = new UpdateRig();
        rig.Boot();
        rig.Load(TestImages.Manifest(_image, "2.0.0"));
        Assert.IsNull(rig.Send(_image, chunkBytes: chunkBytes));
        Assert.AreEqual(UpdateState.Loaded, rig.Update.State);
    }

    [TestMethod]
    public void Put_NotTheNextChunk_ChangesNothing()
    {
        var rig = new UpdateRig();
        rig.Boot();
        rig.Load(TestImages.Manifest(_image, "2.0.0"));
        rig.Send(_image, 2000);
        foreach (var offset in new[] { 0, 1999, 2001, 12_000 })
        {
            Assert.IsTrue(rig.Update.TryPut(offset, new byte[1024], 100));
            Assert.IsNull(rig.Update.Problem);
            Assert.AreEqual(2000, rig.Update.NextOffset);
        }
    }

    [TestMethod]
    public void Load_SameManifestAfterAnOutage_GoesOn()
    {
        var rig = new UpdateRig();
        rig.Boot();
        var manifest = TestImages.Manifest(_image, "2.0.0");
        rig.Load(manifest);
        rig.Send(_image, 9000);
        Assert.IsNull(rig.Load(manifest));
        Assert.AreEqual(9000, rig.Update.NextOffset);
        Assert.IsNull(rig.Send(_image));
        Assert.AreEqual(UpdateState.Loaded, rig.Update.State);
    }

    [TestMethod]
    [DataRow(100, 4096, 0)]
    [DataRow(5000, 4096, 0)]
    [DataRow(9000, 4096, 4096)]
    [DataRow(12_500, 4096, 8192)]
    [DataRow(12_500, 8192, 8192)]
    [DataRow(9000, 8192, 0)]
    [DataRow(9000, 2048, 0)]
    public void Open_PowerCutWhileLoading_GoesOnFromTheDurableOffset(int sent, int sectorBytes, int expected)
    {
        var rig = new UpdateRig(slotBytes: 16_384, sectorBytes: sectorBytes);
        rig.Boot();
        rig.Load(TestImages.Manifest(_image, "2.0.0"));
        rig.Send(_image, sent);
        rig.PowerCut();
        Assert.IsTrue(rig.Boot());
        rig.Settle();
        Assert.AreEqual(UpdateState.Loading, rig.Update.State);
        Assert.AreEqual(expected, rig.Update.NextOffset);
        Assert.AreEqual(expected, rig.State().GetProperty("next").GetInt32());
        Assert.IsNull(rig.Send(_image));
        Assert.AreEqual(UpdateState.Loaded, rig.Update.State);
    }

    [TestMethod]
    public void Open_PowerCutAfterLoading_IsStillLoaded()
    {
        var rig = new UpdateRig();
        rig.Boot();
        rig.Load(TestImages.Manifest(_image, "2.0.0"));
        rig.Send(_image);
        rig.PowerCut();
        rig.Boot();
        rig.Settle();
        Assert.AreEqual(UpdateState.Loaded, rig.Update.State);
        rig.Start(true);
        rig.AwaitRestart();
        rig.Boot();
        Assert.AreEqual("2.0.0", rig.Device.RunningVersion);
    }

    [TestMethod]
    public void Load_OtherManifestMeanwhile_TakesItsPlace()
    {
        var rig = new UpdateRig();
        rig.Boot();
        rig.Load(TestImages.Manifest(_image, "2.0.0"));
        rig.Send(_image, 9000);
        var other = TestImages.Make("2.0.1", 9000, 12);
        Assert.IsNull(rig.Load(TestImages.Manifest(other, "2.0.1")));
        Assert.AreEqual(0, rig.Update.NextOffset);
        Assert.IsNull(rig.Send(other));
        rig.Start(true);
        rig.AwaitRestart();
        rig.Boot();
        Assert.AreEqual("2.0.1", rig.Device.RunningVersion);
    }

    [TestMethod]
    public void Cancel_WhileLoading_ForgetsTheImage()
    {
        var rig = new UpdateRig();
        rig.Boot();
        rig.Load(TestImages.Manifest(_image, "2.0.0"));
        rig.Send(_image, 9000);
        Assert.IsTrue(rig.Update.TryCancel());
        Assert.IsNull(rig.Settle());
        Assert.AreEqual(UpdateState.Confirmed, rig.Update.State);
        Assert.AreEqual("no image is being loaded", Put(rig));
        rig.Boot();
        Assert.AreEqual(UpdateState.Confirmed, rig.Update.State);
        Assert.IsFalse(rig.Update.IsBusy);
    }

    [TestMethod]
    public void Step_OneOfAWholeUpdate_IsShort()
    {
        // What a step of the loop may do: nothing that blocks, so no operation of files or slots.
        var rig = new UpdateRig();
        rig.Boot();
        rig.Update.TryLoad(TestImages.Manifest(_image, "2.0.0"));
        var operations = rig.Device.OperationCount + rig.Storage.OperationCount;
        rig.Update.Step(0);
        Assert.AreEqual(operations, rig.Device.OperationCount + rig.Storage.OperationCount);
        rig.Settle();
        Assert.IsGreaterThan(operations, rig.Device.OperationCount + rig.Storage.OperationCount);
    }

    private static string Put(UpdateRig rig)
    {
        rig.Update.TryPut(0, new byte[1024], 100);
        return rig.Update.Problem;
    }

    private UpdateRig Tried(out UpdateManifest manifest)
    {
        var rig = new UpdateRig();
        rig.Boot();
        manifest = TestImages.Manifest(_image, "2.0.0");
        Assert.IsNull(rig.Load(manifest));
        Assert.IsNull(rig.Send(_image));
        rig.Start(true);
        rig.AwaitRestart();
        Assert.IsTrue(rig.Boot());
        Assert.AreEqual(UpdateState.Trial, rig.Update.State);
        return rig;
    }
}
