using System;
using System.Collections.Generic;
using System.Linq;

namespace Gateway.Filter.Tests;

[TestClass]
public class MeterTableTests
{
    private const int FullSite = 64_000;

    public TestContext TestContext { get; set; }

    [TestMethod]
    public void SlotCountFor_FullSite_IsAtMost24BytesAMeter()
    {
        var bytes = (long)MeterTable.SlotCountFor(FullSite) * MeterTable.BytesPerSlot;
        TestContext.WriteLine($"{bytes} bytes, {(double)bytes / FullSite:F2} a meter");
        Assert.IsLessThanOrEqualTo(24L * FullSite, bytes);
    }

    [TestMethod]
    [DataRow(1u)]
    [DataRow(2u)]
    [DataRow(0xDEADBEEFu)]
    public void Add_FullSiteOfSequentialNumbers_KeepsAllWithinBoundedProbes(uint seed)
    {
        var counters = new FilterCounters();
        var table = new MeterTable(FullSite, seed, counters);
        var keys = Site(FullSite).ToArray();
        foreach (var key in keys)
        {
            Assert.AreEqual(MeterTable.None, table.Find(key));
            Assert.AreNotEqual(MeterTable.None, table.Add(key, 0, true));
        }

        var probes = keys.Select(key => Probes(table, key)).ToArray();
        TestContext.WriteLine($"seed {seed}: mean {probes.Average():F2}, max {probes.Max()} of 16 slots; "
            + $"{counters.Relocated} relocated, {counters.Evicted} evicted");
        Assert.AreEqual(FullSite, table.Count);
        Assert.AreEqual(0u, counters.Evicted);
        Assert.IsLessThanOrEqualTo(2 * MeterTable.BucketSlots, probes.Max());
        Assert.IsLessThan(9.0, probes.Average());
        Assert.IsTrue(keys.All(key => table.Find(key) >= 0));
    }

    [TestMethod]
    public void Add_TwiceTheSite_ReplacesAndCountsAndNeverFails()
    {
        var counters = new FilterCounters();
        var table = new MeterTable(1000, 7, counters);
        var minute = 0;
        foreach (var key in Site(3000))
        {
            Assert.AreNotEqual(MeterTable.None, table.Add(key, minute++, true));
            Assert.IsGreaterThanOrEqualTo(0, table.Find(key), "the newest is always in");
        }

        Assert.IsLessThanOrEqualTo(table.SlotCount, table.Count);
        Assert.AreEqual(3000u, (uint)table.Count + counters.Evicted);
        // Mostly the oldest third is gone, the newest third there.
        var keys = Site(3000).ToArray();
        Assert.IsTrue(keys[^300..].All(key => table.Find(key) >= 0));
        Assert.IsLessThan(100, keys[..1000].Count(key => table.Find(key) >= 0));
    }

    [TestMethod]
    public void Add_CollidingAddresses_TouchOnlyTheirTwoBuckets()
    {
        // An attacker who knows the seed: 500 addresses whose two buckets are one victim's.
        var counters = new FilterCounters();
        var table = new MeterTable(1000, 7, counters);
        var honest = Site(800).ToArray();
        foreach (var key in honest)
        {
            table.Add(key, 0, true);
        }

        var before = counters.Evicted;
        var attack = Colliding(table, honest[5], 500);
        foreach (var key in attack)
        {
            table.Add(key, 1, true);
        }

        Assert.AreEqual(0u, before);
        var lost = honest.Count(key => table.Find(key) < 0);
        Assert.IsLessThanOrEqualTo(2 * MeterTable.BucketSlots, lost);
        Assert.IsGreaterThan(400u, counters.Evicted);
    }

    [TestMethod]
    public void Add_UnwantedWhenFull_DisplacesUnwantedOnly()
    {
        var counters = new FilterCounters();
        var table = new MeterTable(25, 3, counters);
        var wanted = Site(table.SlotCount * 4).ToArray();
        foreach (var key in wanted)
        {
            if (table.Count < table.SlotCount)
            {
                table.SetRule(table.Add(key, 0, true), 3, true);
            }
        }

        var kept = wanted.Where(key => table.Find(key) >= 0).ToArray();
        Assert.HasCount(table.SlotCount, kept);
        Assert.AreEqual(MeterTable.None, table.Add(Key(99_000_000), 5, false));
        Assert.AreEqual(1u, counters.NotTracked);
        Assert.IsTrue(kept.All(key => table.Find(key) >= 0));

        // One of them becomes unwanted: now a wanted newcomer takes exactly that slot, though it was heard
        // last.
        var slot = table.Find(kept[0]);
        table.Touch(slot, 9, -70);
        table.SetRule(slot, -1, false);
        var newcomer = Colliding(table, kept[0], 1)[0];
        Assert.AreEqual(slot, table.Add(newcomer, 10, true));
    }

    [TestMethod]
    [DataRow(11)]
    [DataRow(12)]
    [DataRow(13)]
    public void Table_RandomOperations_AgreesWithDictionary(int seed)
    {
        var random = new Random(seed);
        var table = new MeterTable(2000, (uint)seed, new FilterCounters());
        var model = new Dictionary<long, int[]>();
        for (var step = 0; step < 60_000; step++)
        {
            var key = Key(random.Next(2000) * 37);
            var slot = table.Find(key);
            Assert.AreEqual(model.ContainsKey(key), slot >= 0, $"seed {seed} step {step}");
            if (slot < 0)
            {
                slot = table.Add(key, step / 100, true);
                model[key] = new int[5];
            }

            var state = model[key];
            switch (random.Next(4))
            {
                case 0:
                    table.Touch(slot, step / 100, state[1] = -random.Next(128));
                    break;
                case 1:
                    table.SetStatus(slot, (byte)(state[2] = random.Next(256)));
                    break;
                case 2:
                    table.SetIntervalMark(slot, state[3] = random.Next(256));
                    break;
                default:
                    state[4] = random.Next(-1, 1024) + 2;
                    table.SetRule(slot, state[4] - 2, random.Next(2) == 0);
                    break;
            }
        }

        Assert.AreEqual(model.Count, table.Count);
        foreach (var (key, state) in model)
        {
            var slot = table.Find(key);
            Assert.IsGreaterThanOrEqualTo(0, slot, $"seed {seed}");
                        Assert.AreEqual(state[1], table.RssiDbm(slot), $"seed {seed}");
            Assert.AreEqual(state[2], table.StatusOf(slot), $"seed {seed}");
            Assert.AreEqual(state[3], table.IntervalMark(slot), $"seed {seed}");
            Assert.AreEqual(state[4] == 0 ? MeterTable.RuleNotMatched : state[4] - 2, table.RuleOf(slot));
        }
    }

    [TestMethod]
    public void KeyOf_AnyFieldChanged_IsAnotherKey()
    {
        var key = MeterTable.KeyOf(0x2C2D, 0x67211530, 0x1B, 0x16);
        Assert.AreNotEqual(key, MeterTable.KeyOf(0x2C2E, 0x67211530, 0x1B, 0x16));
        Assert.AreNotEqual(key, MeterTable.KeyOf(0x2C2D, 0x67211531, 0x1B, 0x16));
        Assert.AreNotEqual(key, MeterTable.KeyOf(0x2C2D, 0x67211530, 0x1C, 0x16));
        Assert.AreNotEqual(key, MeterTable.KeyOf(0x2C2D, 0x67211530, 0x1B, 0x07));
        Assert.AreEqual(key, MeterTable.KeyOf(0xAC2D, 0x67211530, 0x1B, 0x16), "bit 15 is not part of it");
        Assert.AreNotEqual(MeterTable.KeyOf(0, 0xFFFFFFFF, 0, 0), MeterTable.KeyOf(0, 0xFFFFFFFE, 255, 255));
    }

    [TestMethod]
    public void Find_AllZeroAddress_IsFoundOnlyWhenAdded()
    {
        var table = new MeterTable(25, 1, new FilterCounters());
        Assert.AreEqual(MeterTable.None, table.Find(0));
        table.Add(0, 0, true);
        Assert.IsGreaterThanOrEqualTo(0, table.Find(0));
    }

    [TestMethod]
    public void ClearRules_Always_ForgetsRulesOnly()
    {
        var table = new MeterTable(25, 1, new FilterCounters());
        var slot = table.Add(5, 0, true);
        table.SetRule(slot, MeterTable.MaxRuleIndex, true);
        table.SetStatus(slot, 4);
        Assert.AreEqual(MeterTable.MaxRuleIndex, table.RuleOf(slot));
        table.ClearRules();
        Assert.AreEqual(MeterTable.RuleNotMatched, table.RuleOf(slot));
        Assert.AreEqual(4, table.StatusOf(slot));
    }

    private static long Key(int number) =>
        MeterTable.KeyOf(TestMeters.Kam, TestMeters.Bcd(number), 0x1B, 0x16);

    // Sequential numbers of a few manufacturers and types, as a utility buys them.
    private static IEnumerable<long> Site(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var manufacturer = (ushort)(i % 3 == 0 ? 0x2C2D : i % 3 == 1 ? 0x3265 : 0x14C5);
            yield return MeterTable.KeyOf(manufacturer, TestMeters.Bcd(67_000_000 + (i / 3)), 0x1B, 0x16);
        }
    }

    // Slots read to find the key: what a look-up costs.
    private static int Probes(MeterTable table, long key)
    {
        table.BucketsOf(key, out var first, out var second);
        var slot = table.Find(key);
        var inFirst = slot - first;
        return inFirst is >= 0 and < MeterTable.BucketSlots ? inFirst + 1
            : MeterTable.BucketSlots + slot - second + 1;
    }

    // Addresses that are not in the table and whose two buckets are the victim's.
    private static long[] Colliding(MeterTable table, long victim, int count)
    {
        table.BucketsOf(victim, out var first, out var second);
        var found = new List<long>();
        for (var number = 0; found.Count < count; number++)
        {
            var key = Key(number);
            table.BucketsOf(key, out var a, out var b);
            if ((a == first || a == second) && (b == first || b == second) && table.Find(key) < 0)
            {
                found.Add(key);
            }
        }

        return [.. found];
    }
}
