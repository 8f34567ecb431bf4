using System;

namespace Gateway.Filter.Tests;

[TestClass]
public class RepeatTableTests
{
    [TestMethod]
    public void IsRepeat_WithinWindow_CountsFromFirstSight()
    {
        var table = new RepeatTable(64);
        Assert.IsFalse(table.IsRepeat(1, 77, 0, 60));
        Assert.IsTrue(table.IsRepeat(1, 77, 0, 60));
        Assert.IsTrue(table.IsRepeat(1, 77, 30, 60));
        Assert.IsTrue(table.IsRepeat(1, 77, 59, 60));
        Assert.IsFalse(table.IsRepeat(1, 77, 60, 60), "the repeats did not stretch the window");
        Assert.IsTrue(table.IsRepeat(1, 77, 61, 60));
    }

    [TestMethod]
    public void IsRepeat_NoWindow_IsNever()
    {
        var table = new RepeatTable(64);
        Assert.IsFalse(table.IsRepeat(1, 77, 5, 0));
        Assert.IsFalse(table.IsRepeat(1, 77, 5, 0));
    }

    [TestMethod]
    public void IsRepeat_FingerprintZeroInEmptyTable_IsNew()
    {
        Assert.IsFalse(new RepeatTable(64).IsRepeat(0, 0, 0, 60));
        Assert.IsFalse(new RepeatTable(0).IsRepeat(0, 0, 0, 60));
    }

    [TestMethod]
    public void IsRepeat_SixPacketKindsRepeatedInTurn_AllRecognised()
    {
        var table = new RepeatTable(4096);
        var random = new Random(5);
        var missed = 0;
        for (uint meter = 0; meter < 100; meter++)
        {
            var kinds = new uint[6];
            for (var i = 0; i < 18; i++)
            {
                kinds[i % 6] = i < 6 ? (uint)random.NextInt64(uint.MaxValue) : kinds[i % 6];
                missed += table.IsRepeat(meter * 2654435761, kinds[i % 6], i, 60) != (i >= 6) ? 1 : 0;
            }
        }

        Assert.IsLessThan(60, missed, "of 1,200 repeats; seed 5");
    }

    [TestMethod]
    public void IsRepeat_FloodOfNewTelegrams_IsNeverTakenForRepeats()
    {
        var table = new RepeatTable(64);
        for (uint i = 0; i < 100_000; i++)
        {
            Assert.IsFalse(table.IsRepeat(i % 50, i * 0x9E3779B1, (int)(i / 55), 60), $"telegram {i}");
        }
    }

    [TestMethod]
    public void Fingerprint_EachBitFlipped_IsAnother()
    {
        var bytes = new byte[256];
        new Random(9).NextBytes(bytes);
        bytes[10] = 0x7A;
        foreach (var length in new[] { 11, 12, 13, 40, 255, 256 })
        {
            var before = TelegramFingerprint.Of(bytes, length);
            for (var bit = 0; bit < length * 8; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.AreNotEqual(before, TelegramFingerprint.Of(bytes, length),
                    $"length {length} bit {bit}");
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [TestMethod]
    [DataRow(0x8C, true)]
    [DataRow(0x8D, true)]
    [DataRow(0x7A, false)]
    public void Fingerprint_HopAndRepeatBitsOfEll_AreLeftOut(int ciField, bool expectedEqual)
    {
        var bytes = new byte[40];
        bytes[10] = (byte)ciField;
        bytes[11] = 0x20;
        var before = TelegramFingerprint.Of(bytes, 40);
        bytes[11] = 0x20 | 0x12;
        Assert.AreEqual(expectedEqual, before == TelegramFingerprint.Of(bytes, 40));
        bytes[11] = 0x21;
        Assert.AreNotEqual(before, TelegramFingerprint.Of(bytes, 40));
    }

    [TestMethod]
    public void Fingerprint_AnyLength_ReadsNothingBeyondIt()
    {
        for (var length = 0; length <= 64; length++)
        {
            var exact = new byte[length];
            Assert.AreEqual(TelegramFingerprint.Of(exact, length),
                TelegramFingerprint.Of(new byte[256], length));
        }
    }
}
