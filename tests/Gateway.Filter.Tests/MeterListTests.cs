using System;
using System.Collections.Generic;
using Gateway.Core;

namespace Gateway.Filter.Tests;

[TestClass]
public class MeterListTests
{
    [TestMethod]
    [DataRow("allow KAM-6721****-1B-16", true)]
    [DataRow("allow KAM-67211530-1B-16 ci=7A", true)]
    [DataRow("allow ***1153*", true)]
    [DataRow("allow ****1153", false)]
    [DataRow("allow ****1530", true)]
    [DataRow("allow ****1531", false)]
    [DataRow("allow ELS-67211530", false)]
    [DataRow("allow KAM-67211530-1C", false)]
    [DataRow("allow KAM-67211530-*-07", false)]
    [DataRow("allow KAM-67211530 ci=72", false)]
    [DataRow("allow *", true)]
    public void Match_OneRule_AsItsTextSays(string text, bool expected)
    {
        Assert.IsTrue(MeterRule.TryParse(text, out var rule, out var error), error);
        var list = new MeterList(SizeProfile.CreateFull());
        Assert.IsTrue(list.TryAdd(rule, out _));
        Assert.AreEqual(expected ? 0 : MeterList.None, list.Match(TestMeters.Facts(0x67211530), true, 0));
    }

    [TestMethod]
    public void Match_ManufacturerWithBit15_IsTheSameManufacturer()
    {
        var list = TestMeters.Config("allow KAM-*").Rules;
        var facts = TestMeters.Facts(1);
        facts.Manufacturer |= 0x8000;
        Assert.AreEqual(0, list.Match(facts, true, 0));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Match_RandomLists_AgreesWithTryingEveryRule(int seed)
    {
        var random = new Random(seed);
        var profile = SizeProfile.CreateMini();
        profile.ListEntries = 40;
        var list = new MeterList(profile);
        var model = new List<MeterRule>();
        for (var step = 0; step < 20_000; step++)
        {
            if (random.Next(4) == 0)
            {
                var rule = RandomRule(random);
                if (list.TryAdd(rule, out _))
                {
                    model.Add(rule);
                }
            }
            else if (random.Next(8) == 0 && model.Count > 0)
            {
                var index = random.Next(model.Count);
                Assert.IsTrue(list.RemoveAt(index));
                model.RemoveAt(index);
            }

            var facts = RandomFacts(random);
            var withCi = random.Next(2) == 0;
            var start = random.Next(3);
            var expected = model.FindIndex(Math.Min(start, model.Count), rule => Fits(rule, facts, withCi));
            Assert.AreEqual(expected, list.Match(facts, withCi, start), $"seed {seed} step {step}");
            Assert.AreEqual(model.Count, list.Count);
        }
    }

    [TestMethod]
    public void TryAdd_OverALimit_SaysWhich()
    {
        var profile = SizeProfile.CreateMini();
        var list = new MeterList(profile);
        for (var i = 0; i < profile.WildcardEntries; i++)
        {
            Add(list, "allow KAM-6721****", null);
        }

        Add(list, "deny *", "rules with wildcards already");
        Add(list, "allow 6721**** class=priority", "rules with wildcards already");
        list.Clear();
        Add(list, "allow 6721**** class=priority", "class=priority is for 5 full");
        Add(list, "allow 6721**** last=900", "last= is for 5 full");
        for (var i = 0; i < 5; i++)
        {
            Add(list, $"allow 0000000{i} class=priority last=900", null);
        }

        Add(list, "allow 00000009 class=priority", "class=priority is for 5 full");
        Add(list, "allow 00000009 last=900", "last= is for 5 full");
        Assert.IsTrue(list.RemoveAt(0));
        Add(list, "allow 00000009 class=priority last=900", null);
        while (list.Count < profile.ListEntries)
        {
            Add(list, "allow 00000009", null);
        }

        Add(list, "allow 00000009", "the list is full: 32 rules");
    }

    [TestMethod]
    public void TryGet_EachRule_GivesItsText()
    {
        string[] texts =
        [
            "deny KAM-67210000", "allow KAM-6721****-1B-16 ci=7A class=regular every",
            "allow *-67211530 class=priority last=900",
        ];
        var list = TestMeters.Config(texts).Rules;
        var rule = new MeterRule();
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.IsTrue(list.TryGet(i, rule));
            Assert.AreEqual(texts[i], rule.ToText());
        }

        Assert.IsFalse(list.TryGet(3, rule));
        Assert.IsFalse(list.TryGet(-1, rule));
        Assert.IsFalse(list.RemoveAt(3));
    }

    [TestMethod]
    public void Revision_EveryChange_IsAnother()
    {
        var list = new MeterList(SizeProfile.CreateMini());
        var seen = new HashSet<int> { list.Revision };
        Add(list, "allow *", null);
        Assert.IsTrue(seen.Add(list.Revision));
        list.RemoveAt(0);
        Assert.IsTrue(seen.Add(list.Revision));
        list.Clear();
        Assert.IsTrue(seen.Add(list.Revision));
    }

    private static void Add(MeterList list, string text, string expectedError)
    {
        Assert.IsTrue(MeterRule.TryParse(text, out var rule, out var error), error);
        Assert.AreEqual(expectedError == null, list.TryAdd(rule, out error), $"{text}: {error}");
        if (expectedError != null)
        {
            Assert.Contains(expectedError, error);
        }
    }

    private static MeterRule RandomRule(Random random) => new()
    {
        Action = random.Next(2) == 0 ? RuleAction.Allow : RuleAction.Deny,
        Manufacturer = random.Next(2) == 0 ? MeterRule.Any : TestMeters.Kam + random.Next(2),
        IdentificationNumber = (uint)random.Next(8) << 4,
        IdentificationMask = random.Next(3) == 0 ? 0xFFFFFF0F : random.Next(3) == 0 ? 0 : 0xFFFFFFFF,
        Version = random.Next(2) == 0 ? MeterRule.Any : 0x1B,
        DeviceType = random.Next(2) == 0 ? MeterRule.Any : 0x16 + random.Next(2),
        CiField = random.Next(2) == 0 ? MeterRule.Any : 0x7A,
    };

    private static TelegramFacts RandomFacts(Random random) => new()
    {
        Manufacturer = (ushort)(TestMeters.Kam + random.Next(2)),
        IdentificationNumber = (uint)random.Next(8) << 4,
        Version = (byte)(0x1B + random.Next(2)),
        DeviceType = (byte)(0x16 + random.Next(2)),
        CiField = (byte)(0x7A + random.Next(2)),
    };

    private static bool Fits(MeterRule rule, TelegramFacts facts, bool withCi) =>
        (rule.Manufacturer == MeterRule.Any || rule.Manufacturer == facts.Manufacturer)
        && (facts.IdentificationNumber & rule.IdentificationMask)
            == (rule.IdentificationNumber & rule.IdentificationMask)
        && (rule.Version == MeterRule.Any || rule.Version == facts.Version)
        && (rule.DeviceType == MeterRule.Any || rule.DeviceType == facts.DeviceType)
        && (!withCi || rule.CiField == MeterRule.Any || rule.CiField == facts.CiField);
}
