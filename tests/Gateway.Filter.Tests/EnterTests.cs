using System;
using System.Linq;
using Gateway.Core;
using Gateway.Link;
using static Gateway.Filter.Tests.TestMeters;

namespace Gateway.Filter.Tests;

/// <summary>Entering a new meter in parts: the same as all at once, whatever happens between the parts.</summary>
[TestClass]
public class EnterTests
{
    private const long Now = 5 * MinuteUs;

    [TestMethod]
    public void Enter_NewMeterFewRulesAndRoom_OneCall()
    {
        var filter = NewFilter("allow *");
        Assert.IsTrue(filter.Enter(Facts(7), Now));
        Assert.AreEqual(1, filter.Meters.Count);
    }

    [TestMethod]
    public void Enter_FullTable_RoomIsMadeInACallOfItsOwn()
    {
        var profile = Small();
        profile.MeterCapacity = 100;
        var filter = new TelegramFilter(profile, TestMeters.Config("allow *"), 1);
        uint number = 0;
        TelegramFacts facts;
        do
        {
            facts = Facts(Bcd((int)++number));
        }
        while (filter.Enter(facts, Now));

        Assert.AreEqual(1u, filter.Meters.LongAdds);
        Assert.IsGreaterThan(50u, number);
        Assert.IsTrue(filter.Enter(facts, Now));
    }

    [TestMethod]
    public void Enter_ManyRules_MatchedInACallOfItsOwn()
    {
        var filter = NewFilter(ManyRules());
        var facts = Facts(7);
        Assert.IsFalse(filter.Enter(facts, Now));
        Assert.AreEqual(0, filter.Meters.Count);
        Assert.IsTrue(filter.Enter(facts, Now));
        Assert.AreEqual(1, filter.Meters.Count);
        Assert.IsTrue(filter.Enter(facts, Now));
        Assert.AreEqual(FilterVerdict.Forward, filter.Decide(Telegram(1), facts, Now, TenOClockMs));
        Assert.IsTrue(filter.Enter(Facts(7), Now), "it is known now");
        Assert.AreEqual(1u, filter.Counters.Received);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Decide_SomePartsDone_TheSameVerdictsAndTable(int parts)
    {
        var profile = SizeProfile.CreateFull();
        profile.MeterCapacity = 100;
        string[] rules = ["deny 00000003", "allow 0000001* every", .. ManyRules()];
        var whole = new TelegramFilter(profile, TestMeters.Config(rules), 1);
        var inParts = new TelegramFilter(profile, TestMeters.Config(rules), 1);
        var random = new Random(11);
        for (uint i = 0; i < 2_000; i++)
        {
            var number = Bcd(random.Next(300));
            var now = i * 1_000_000L;
            var facts = Facts(number);
            for (var part = 0; part < parts; part++)
            {
                inParts.Enter(facts, now);
            }

            Assert.AreEqual(
                whole.Decide(Telegram(i), Facts(number), now, TenOClockMs + (now / 1000)),
                inParts.Decide(Telegram(i), facts, now, TenOClockMs + (now / 1000)), $"seed 11, telegram {i}");
        }

        Assert.IsGreaterThan(0u, whole.Counters.Evicted);
        Assert.AreEqual(whole.Counters.Evicted, inParts.Counters.Evicted);
        Assert.AreEqual(whole.Counters.Relocated, inParts.Counters.Relocated);
        Assert.AreEqual(whole.Meters.Count, inParts.Meters.Count);
    }

    /// <summary>A command may change the rules between any two steps of the loop.</summary>
    [TestMethod]
    [DataRow(1, false)]
    [DataRow(2, false)]
    [DataRow(1, true)]
    [DataRow(2, true)]
    public void Enter_RulesChangedBetweenParts_NewRulesHold(int parts, bool isWholeConfig)
    {
        var config = TestMeters.Config(ManyRules());
        var filter = new TelegramFilter(Small(), config, 1);
        var facts = Facts(7);
        for (var part = 1; part <= parts; part++)
        {
            Assert.AreEqual(part == 2, filter.Enter(facts, Now));
        }

        if (isWholeConfig)
        {
            filter.Apply(TestMeters.Config("deny *"));
        }
        else
        {
            config.Rules.Clear();
        }

        Assert.AreEqual(
            isWholeConfig ? FilterVerdict.Filtered : FilterVerdict.Unknown,
            filter.Decide(Telegram(1), facts, Now, TenOClockMs));
        Assert.AreEqual(1, filter.Meters.Count);
    }

    private static string[] ManyRules() =>
        [.. Enumerable.Range(0, 17).Select(i => $"deny *-*-*-{0x80 + i:X2}"), "allow * first=300"];

    /// <summary>Facts that are used again are looked up again: the slot of before may be another meter's.</summary>
    [TestMethod]
    public void Decide_SameFactsTwice_LooksTheMeterUpAgain()
    {
        var filter = NewFilter("allow * every");
        var facts = Facts(7);
        filter.Decide(Telegram(1), facts, Now, TenOClockMs);
        facts.IdentificationNumber = 8;
        filter.Decide(Telegram(2), facts, Now, TenOClockMs);
        Assert.AreEqual(2, filter.Meters.Count);
    }
}
