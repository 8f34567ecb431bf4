using System;
using Gateway.Core;
using Gateway.Testing;
using Gateway.Uplink;

namespace Gateway.Filter.Tests;

[TestClass]
public class BoardMemoryTests
{
    public TestContext TestContext { get; set; }

    [TestMethod]
    public void Filter_FullProfile_Is24BytesAMeterAndLittleElse()
    {
        var profile = SizeProfile.CreateFull();
        var memory = Measure(profile);
        Assert.AreEqual(64_000, profile.MeterCapacity);
        Assert.IsLessThanOrEqualTo((24L * 64_000) + (110 * 1024), memory.TotalBytes);
        Assert.IsLessThanOrEqualTo(3_000_000, profile.BoardBudgetBytes);
    }

    [TestMethod]
    public void Filter_MiniProfile_FitsWithoutPsram()
    {
        var profile = SizeProfile.CreateMini();
        var memory = Measure(profile);
        Assert.AreEqual(25, profile.MeterCapacity);
        Assert.IsLessThanOrEqualTo(10_000, memory.TotalBytes);
        Assert.IsLessThanOrEqualTo(84_000, profile.BoardBudgetBytes);
    }

    [TestMethod]
    public void MeterTable_Alone_IsWhatItsConstantSays()
    {
        var table = new MeterTable(64_000, 1, new FilterCounters());
        var memory = BoardMemory.Measure(table);
        var slots = (long)table.SlotCount * MeterTable.BytesPerSlot;
        Assert.IsGreaterThanOrEqualTo(slots, memory.TotalBytes);
        Assert.IsLessThanOrEqualTo(slots + 1024, memory.TotalBytes);
        Assert.IsLessThanOrEqualTo(24L * 64_000, memory.TotalBytes);
    }

    [TestMethod]
    public void Measure_KnownGraph_FollowsTheCostModel()
    {
        var shared = new byte[25];
        var node = new Node
        {
            Bytes = shared,
            Same = shared,
            Numbers = new long[2],
            Text = "12345678",
            Pair = new Pair { A = 1, B = 2 },
            Children = [new Node(), null],
            Pairs = new Pair[3],
        };
        node.Children[0].Back = node;

        // Node: 12 + 8 fields x 12, and its struct 12 + 2 x 12. Two of them.
        const int NodeBytes = 12 + (8 * 12) + 36;
        var expected = (2 * NodeBytes) + (12 + 36) + (12 + 24) + 24 + (12 + 24) + (12 + (3 * 60));
        Assert.AreEqual(expected, BoardMemory.Measure(node).TotalBytes);
    }

    [TestMethod]
    public void Measure_ObjectsOfOtherAssemblies_AreNamedNotCounted()
    {
        var memory = BoardMemory.Measure(new Holder { Stranger = new System.IO.MemoryStream() });
        Assert.AreEqual(24, memory.TotalBytes);
        Assert.Contains("System.IO.MemoryStream", memory.Outside);
    }

    [TestMethod]
    public void MeasureStatics_Firmware_IsSmall()
    {
        var firmware = BoardMemory.Firmware(typeof(App.Concentrator));
        Assert.HasCount(11, firmware);
        BoardMemory.ForgetLazyStatics(firmware);
        var memory = BoardMemory.MeasureStatics(firmware);
        TestContext.WriteLine(memory.Table());
        Assert.IsLessThan(16_384, memory.TotalBytes);
    }

    [TestMethod]
    public void Limits_DefaultsOfStages_AreTheSame()
    {
        var full = SizeProfile.CreateFull();
        var options = new UplinkOptions();
        Assert.AreEqual(Limits.MaxBatchRecords, options.BatchMaxRecords);
        Assert.AreEqual(Limits.MaxBatchAgeS * 1000, options.BatchMaxAgeMs);
        Assert.AreEqual(full.UplinkBatchBytes, options.BatchMaxBytes);
        Assert.IsLessThanOrEqualTo(MeterTable.MaxRuleIndex, full.ListEntries);
    }

    private BoardMemory Measure(SizeProfile profile)
    {
        var memory = BoardMemory.Measure(new TelegramFilter(profile, new FilterConfig(profile), 1));
        TestContext.WriteLine(memory.Table());
        Assert.IsEmpty(memory.Outside, string.Join(", ", memory.Outside));
        return memory;
    }

    private struct Pair
    {
        public int A;
        public long B;
    }

    private sealed class Node
    {
        public byte[] Bytes;
        public byte[] Same;
        public long[] Numbers;
        public string Text;
        public Pair Pair;
        public Node[] Children;
        public Pair[] Pairs;
        public Node Back;

        public override string ToString() =>
            $"{Pair.A} {Pair.B} {Bytes} {Same} {Numbers} {Text} {Children} {Pairs} {Back}";
    }

    private sealed class Holder
    {
        public IDisposable Stranger;
    }
}
