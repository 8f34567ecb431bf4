using System;
using System.Text;
using Gateway.Simulator.Storage;

namespace Gateway.Update.Tests;

/// <summary>What must not run never does, and somebody is told why.</summary>
[TestClass]
public sealed class RefusalTests
{
    private readonly byte[] _image = TestImages.Make("2.0.0", 13_000);

    [TestMethod]
    public void Load_Unsigned_IsRefused() =>
        Refused("mac: is missing", manifest => manifest.Mac = null);

    [TestMethod]
    public void Load_WrongKey_IsRefused()
    {
        var wrong = TestImages.Manifest(_image, "2.0.0", Encoding.ASCII.GetBytes("another fleet's key"));
        Refused("mac: is wrong", manifest => manifest.Mac = wrong.Mac);
    }

    [TestMethod]
    public void Load_AlteredTag_IsRefused()
    {
        for (var bit = 0; bit < 256; bit++)
        {
            Refused("mac: is wrong", manifest => manifest.Mac[bit >> 3] ^= (byte)(1 << (bit & 7)));
        }
    }

    [TestMethod]
    public void Load_AlteredVersion_IsRefused() => Refused("mac: is wrong", m => m.Version = "9.0.0");

    [TestMethod]
    public void Load_AlteredSize_IsRefused() => Refused("mac: is wrong", m => m.ImageBytes--);

    [TestMethod]
    public void Load_AlteredHash_IsRefused() => Refused("mac: is wrong", m => m.Hash[31] ^= 1);

    [TestMethod]
    public void Load_AlteredBoard_IsRefused() => Refused("mac: is wrong", m => m.Board = "esp33");

    [TestMethod]
    [DataRow("0.9.9")]
    [DataRow("1.0.0")]
    public void Load_OlderOrSameVersion_IsRefused(string version)
    {
        var rig = new UpdateRig();
        rig.Boot();
        var image = TestImages.Make(version, 5000);
        Assert.AreEqual("version: is not newer than 1.0.0, which runs",
            rig.Load(TestImages.Manifest(image, version)));
        AssertUntouched(rig);
    }

    [TestMethod]
    public void Load_OtherBoard_IsRefused()
    {
        var rig = new UpdateRig();
        rig.Boot();
        Assert.AreEqual("board: this one is esp32",
            rig.Load(TestImages.Manifest(_image, "2.0.0", board: "stm32")));
        AssertUntouched(rig);
    }

    [TestMethod]
    public void Load_LargerThanTheSlot_IsRefused()
    {
        var rig = new UpdateRig();
        rig.Boot();
        var image = TestImages.Make("2.0.0", 6 * UpdateRig.SectorBytes);
        Assert.AreEqual("size: does not fit the slot", rig.Load(TestImages.Manifest(image, "2.0.0")));
        AssertUntouched(rig);
    }

    [TestMethod]
    public void Load_GatewayWithoutKey_IsRefused()
    {
        var rig = new UpdateRig { Key = null };
        rig.Boot();
        Assert.AreEqual("mac: the gateway has no update key", rig.Load(TestImages.Manifest(_image, "2.0.0")));
        AssertUntouched(rig);
    }

    [TestMethod]
    public void Load_BoardWithOneSlot_IsRefused()
    {
        var rig = new UpdateRig { Updater = new NoUpdater() };
        rig.Boot();
        Assert.AreEqual("unavailable", rig.State().GetProperty("status").GetString());
        Assert.AreEqual("this board's firmware has no second slot",
            rig.Load(TestImages.Manifest(_image, "2.0.0")));
    }

    [TestMethod]
    public void Send_OneBitAltered_IsRefusedAtTheEnd()
    {
        for (var at = 40; at < _image.Length; at += 331)
        {
            var rig = new UpdateRig();
            rig.Boot();
            rig.Load(TestImages.Manifest(_image, "2.0.0"));
            var altered = (byte[])_image.Clone();
            altered[at] ^= 0x10;
            Assert.AreEqual("the image is not the one of the manifest", rig.Send(altered), $"byte {at}");
            AssertUntouched(rig);
            rig.Start(false);
        }
    }

    [TestMethod]
    [DataRow(2048)]
    [DataRow(4096)]
    [DataRow(8192)]
    public void Send_OtherBytesAfterAPowerCut_AreRefused(int sectorBytes)
    {
        // The journal's hash must be that of what the slot holds, not of what it once held.
        for (var sent = 4200; sent < _image.Length; sent += 1900)
        {
            var rig = new UpdateRig(slotBytes: 16_384, sectorBytes: sectorBytes);
            rig.Boot();
            rig.Load(TestImages.Manifest(_image, "2.0.0"));
            rig.Send(_image, sent);
            rig.PowerCut();
            rig.Boot();
            rig.Settle();
            var altered = (byte[])_image.Clone();
            altered[rig.Update.NextOffset + 50] ^= 1;
            rig.Send(altered, rig.Update.NextOffset + 4096);
            rig.PowerCut();
            rig.Boot();
            rig.Settle();
            var problem = rig.Send(_image);
            if (rig.Update.State == UpdateState.Loaded)
            {
                Assert.IsNull(problem);
                rig.Start(true);
                continue;
            }

            Assert.AreEqual("the image is not the one of the manifest", problem, $"cut at {sent}");
            AssertUntouched(rig);
        }
    }

    [TestMethod]
    public void Start_Truncated_IsRefused()
    {
        var rig = new UpdateRig();
        rig.Boot();
        rig.Load(TestImages.Manifest(_image, "2.0.0"));
        rig.Send(_image, _image.Length - 1);
        Assert.AreEqual("no image is loaded", rig.Start(false));
        Assert.AreEqual(UpdaterStatus.Confirmed, rig.Device.Status);
        Assert.AreEqual("no image is loaded", rig.Log.Reason("refused"));
    }

    [TestMethod]
    public void Start_TruncatedBeforeItWasSigned_IsRefusedByTheBootLoader()
    {
        var rig = new UpdateRig();
        rig.Boot();
        var half = _image[..7000];
        rig.Load(TestImages.Manifest(half, "2.0.0"));
        Assert.IsNull(rig.Send(half));
        Assert.AreEqual("the image's trailer is damaged", rig.Start(false));
        AssertUntouched(rig);
    }

    [TestMethod]
    public void Start_SlotRottenSince_IsRefusedByTheBootLoader()
    {
        var rig = new UpdateRig();
        rig.Boot();
        rig.Load(TestImages.Manifest(_image, "2.0.0"));
        rig.Send(_image);
        rig.Device.RotSecondary(8 * 5000);
        Assert.AreEqual("the image does not fit its own hash", rig.Start(false));
        AssertUntouched(rig);
    }

    [TestMethod]
    public void Send_NoImage_IsRefusedAtOnce()
    {
        var rig = new UpdateRig();
        rig.Boot();
        var text = new byte[9000];
        rig.Load(TestImages.Manifest(text, "2.0.0"));
        Assert.AreEqual("the bytes are not those of an image", rig.Send(text));
        AssertUntouched(rig);
    }

    [TestMethod]
    public void Send_PastTheEnd_IsRefused()
    {
        var rig = new UpdateRig();
        rig.Boot();
        rig.Load(TestImages.Manifest(_image, "2.0.0"));
        rig.Send(_image, _image.Length - 10);
        rig.Update.TryPut(_image.Length - 10, new byte[1024], 11);
        Assert.AreEqual("offset: the chunk goes past the image's end", rig.Update.Problem);
    }

    [TestMethod]
    public void Load_ManyRefusals_AreCountedAndToldOnceAMinute()
    {
        var rig = new UpdateRig();
        rig.Boot();
        var manifest = TestImages.Manifest(_image, "2.0.0");
        manifest.Mac[0] ^= 1;
        for (var i = 0; i < 50; i++)
        {
            rig.Load(manifest);
        }

        Assert.HasCount(1, rig.Log.Events);
        while (rig.NowUs < 61_000_000)
        {
            rig.Step();
        }

        rig.Load(manifest);
        Assert.HasCount(2, rig.Log.Events);
        Assert.AreEqual(51, rig.Log.Events[1].GetProperty("refusals").GetInt32());
        Assert.AreEqual("2.0.0", rig.Log.Events[1].GetProperty("target").GetString());
    }

    private void Refused(string reason, Action<UpdateManifest> spoil)
    {
        var rig = new UpdateRig();
        rig.Boot();
        var manifest = TestImages.Manifest(_image, "2.0.0");
        spoil(manifest);
        Assert.AreEqual(reason, rig.Load(manifest));
        AssertUntouched(rig);
    }

    private static void AssertUntouched(UpdateRig rig)
    {
        rig.Log.Reason("refused");
        Assert.AreEqual(UpdaterStatus.Confirmed, rig.Device.Status);
        Assert.IsTrue(rig.Boot());
        Assert.AreEqual("1.0.0", rig.Device.RunningVersion);
        Assert.IsTrue(rig.Device.IsBootable);
        Assert.AreEqual(UpdateState.Confirmed, rig.Update.State);
        Assert.IsFalse(rig.Update.IsBusy);
    }
}
