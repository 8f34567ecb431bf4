using System;
using System.Linq;
using System.Reflection;
using Gateway.Core;
using Gateway.Link;
using static Gateway.Filter.Tests.TestMeters;

namespace Gateway.Filter.Tests;

[TestClass]
public class TelegramFilterTests
{
    private uint _content = 1000;

    [TestMethod]
    public void Decide_NoRule_CountsUnknownAndRemembersTheMeter()
    {
        var filter = NewFilter();
        Assert.AreEqual(FilterVerdict.Unknown, Fresh(filter, Facts(5), 0, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Unknown, Fresh(filter, WithStatus(5, 4), MinuteUs, TenOClockMs));
        Assert.AreEqual(2u, filter.Counters.Unknown);
        var slot = filter.Meters.Find(MeterTable.KeyOf(Kam, 5, 0x1B, 0x16));
        Assert.AreEqual(2, filter.Meters.ReceivedCount(slot));
        Assert.AreEqual(-80, filter.Meters.RssiDbm(slot));
    }

    [TestMethod]
    public void Decide_DenyBeforeAllow_FirstMatchWins()
    {
        var filter = NewFilter("deny 67211530", "allow 6721****");
        Assert.AreEqual(FilterVerdict.Filtered, Fresh(filter, WithStatus(0x67211530, 4), 0, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, Facts(0x67211531), 0, TenOClockMs));
        Assert.AreEqual(1u, filter.Counters.Filtered);
    }

    [TestMethod]
    public void Decide_CiFieldRules_HoldForEachTelegramOfAMeter()
    {
        var filter = NewFilter("deny KAM-* ci=78", "allow KAM-* ci=7A every");
        for (var round = 0; round < 3; round++)
        {
            Assert.AreEqual(FilterVerdict.Filtered, Fresh(filter, Facts(7, 0x78), 0, TenOClockMs));
            Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, Facts(7, 0x7A), 0, TenOClockMs));
            Assert.AreEqual(FilterVerdict.Unknown, Fresh(filter, Facts(7, 0x72), 0, TenOClockMs));
        }
    }

    [TestMethod]
    public void Decide_ListChanged_TakesEffectAtOnce()
    {
        var config = Config("allow *");
        var filter = new TelegramFilter(Small(), config, 1);
        Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, Facts(7), 0, TenOClockMs));
        config.Rules.Clear();
        Assert.AreEqual(FilterVerdict.Unknown, Fresh(filter, Facts(7), 0, TenOClockMs));
        Assert.IsTrue(MeterRule.TryParse("allow * every", out var rule, out _));
        Assert.IsTrue(config.Rules.TryAdd(rule, out _));
        Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, Facts(7), 0, TenOClockMs));
        filter.Apply(Config("deny *"));
        Assert.AreEqual(FilterVerdict.Filtered, Fresh(filter, Facts(7), 0, TenOClockMs));
    }

    [TestMethod]
    public void Decide_TwoRadiosOneTelegram_ForwardsOne()
    {
        var filter = NewFilter("allow * every");
        var telegram = Telegram(1, rssiDbm: -90);
        Assert.AreEqual(FilterVerdict.Forward, filter.Decide(telegram, Facts(7), 1000, TenOClockMs));
        telegram.RssiDbm = -60;
        Assert.AreEqual(FilterVerdict.Duplicate, filter.Decide(telegram, Facts(7), 1800, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Forward, filter.Decide(telegram, Facts(8), 1900, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Duplicate, filter.Decide(telegram, Facts(7), 59_000_000, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Forward, filter.Decide(telegram, Facts(7), 60_000_000, TenOClockMs));
        Assert.AreEqual(2u, filter.Counters.Duplicate);
    }

    [TestMethod]
    public void Decide_StatusByte_EveryChangeIsAnAlarmAtOnce()
    {
        var filter = NewFilter("allow *");
        Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, WithStatus(7, 0), 0, TenOClockMs));
        Assert.AreEqual(RecordClass.Regular, filter.LastClass, "first sighting without errors");
        Assert.AreEqual(FilterVerdict.Reduced, Fresh(filter, WithStatus(7, 0), 1, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, WithStatus(7, 0x04), 2, TenOClockMs));
        Assert.AreEqual(RecordClass.Alarm, filter.LastClass);
        Assert.AreEqual(FilterVerdict.Reduced, Fresh(filter, WithStatus(7, 0x04), 3, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Reduced, Fresh(filter, Facts(7), 4, TenOClockMs), "no status in the clear");
        Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, WithStatus(7, 0), 5, TenOClockMs));
        Assert.AreEqual(RecordClass.Alarm, filter.LastClass, "the error is gone");
        Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, WithStatus(8, 0x10), 6, TenOClockMs));
        Assert.AreEqual(RecordClass.Alarm, filter.LastClass, "first sighting with an error");
        Assert.AreEqual(3u, filter.Counters.Alarms);
        Assert.AreEqual(4u, filter.Counters.Accepted);
    }

    [TestMethod]
    public void Decide_RepeatOfOlderStatus_IsNoAlarm()
    {
        var filter = NewFilter("allow * every");
        var failing = Telegram(1);
        Assert.AreEqual(FilterVerdict.Forward, filter.Decide(failing, WithStatus(7, 4), 0, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, WithStatus(7, 0), 1, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Duplicate, filter.Decide(failing, WithStatus(7, 4), 2, TenOClockMs));
        Assert.AreEqual(2u, filter.Counters.Alarms);
    }

    [TestMethod]
    public void Decide_MeterBecomesWantedWithError_IsAnAlarmThen()
    {
        var config = Config();
        var filter = new TelegramFilter(Small(), config, 1);
        Assert.AreEqual(FilterVerdict.Unknown, Fresh(filter, WithStatus(7, 4), 0, TenOClockMs));
        Assert.IsTrue(MeterRule.TryParse("allow *", out var rule, out _));
        config.Rules.TryAdd(rule, out _);
        Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, WithStatus(7, 4), 1, TenOClockMs));
        Assert.AreEqual(RecordClass.Alarm, filter.LastClass);
    }

    [TestMethod]
    public void Decide_PriorityRule_GivesClassAndFiveMinutes()
    {
        var filter = NewFilter("allow 00000007 class=priority", "allow *");
        var priority = 0;
        var regular = 0;
        for (var second = 0; second < 3600; second += 16)
        {
            var nowUs = second * 1_000_000L;
            var clockMs = TenOClockMs + (second * 1000);
            if (Fresh(filter, Facts(7), nowUs, clockMs) == FilterVerdict.Forward)
            {
                Assert.AreEqual(RecordClass.Priority, filter.LastClass);
                priority++;
            }

            regular += Fresh(filter, Facts(8), nowUs, clockMs) == FilterVerdict.Forward ? 1 : 0;
        }

        Assert.AreEqual(12, priority);
        Assert.AreEqual(1, regular);
    }

    [TestMethod]
    public void Decide_ClockNeverSet_UsesTimeSinceBoot()
    {
        var filter = NewFilter("allow *");
        var forwarded = 0;
        for (var minute = 0; minute < 180; minute++)
        {
            forwarded += Fresh(filter, Facts(7), minute * MinuteUs, 0) == FilterVerdict.Forward ? 1 : 0;
        }

        Assert.AreEqual(3, forwarded);
    }

    [TestMethod]
    public void Decide_EncryptedEll_EachLengthPassesOnceADay()
    {
        var filter = NewFilter("allow *");
        var passed = new int[3];
        for (var minute = 0; minute < 2 * 1440; minute++)
        {
            // The full frame never is the first of an hour, nor is the third length.
            var kind = minute % 60 == 30 ? 1 : minute % 60 == 45 ? 2 : 0;
            var facts = Facts(7, 0x8D);
            facts.IsEllEncrypted = true;
            var telegram = Telegram(++_content, kind == 0 ? 41 : kind == 1 ? 58 : 256);
            var verdict = filter.Decide(telegram, facts, minute * MinuteUs, DayStartMs + (minute * 60_000L));
            passed[kind] += verdict == FilterVerdict.Forward ? 1 : 0;
        }

        Assert.AreEqual(48, passed[0]);
        Assert.AreEqual(2, passed[1]);
        Assert.AreEqual(2, passed[2]);
        Assert.AreEqual(4u, filter.Counters.NewLengths);
    }

    [TestMethod]
    public void Decide_NotEncryptedEll_LengthDoesNotMatter()
    {
        var filter = NewFilter("allow *");
        Assert.AreEqual(FilterVerdict.Forward, filter.Decide(Telegram(1, 41), Facts(7), 0, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Reduced, filter.Decide(Telegram(2, 58), Facts(7), 0, TenOClockMs));
    }

    [TestMethod]
    public void Decide_SilentForExactly255Intervals_PassesAgain()
    {
        foreach (var intervalS in new[] { 1, 7, 300, 3600 })
        {
            var filter = NewFilter($"allow * first={intervalS}");
            for (var i = 0L; i < 5; i++)
            {
                var seconds = i * 255 * intervalS;
                Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, Facts(7), seconds * 1_000_000,
                    TenOClockMs + (seconds * 1000)), $"interval {intervalS} s");
            }
        }
    }

    [TestMethod]
    [DataRow(-86400L * 365)]
    [DataRow(-3600L)]
    [DataRow(-1800L)]
    [DataRow(-2L)]
    [DataRow(0L)]
    [DataRow(2L)]
    [DataRow(5400L)]
    [DataRow(255L * 3600)]
    [DataRow(-255L * 3600)]
    [DataRow(86400L * 3650)]
    public void Decide_ClockJumps_LosesNoMoreThanAnIntervalAndDoesNotFlood(long jumpS)
    {
        // 100 meters every 20 s for four hours; the clock jumps after two hours and 10 minutes.
        var filter = NewFilter("allow *");
        var lastPassedS = new long[100];
        var jumpAtS = 7800;
        var passedAroundJump = 0;
        for (var second = 0; second < 4 * 3600; second += 20)
        {
            var clockMs = TenOClockMs + ((second + (second >= jumpAtS ? jumpS : 0)) * 1000);
            for (var meter = 0; meter < 100; meter++)
            {
                if (Fresh(filter, Facts(Bcd(meter)), second * 1_000_000L, clockMs) == FilterVerdict.Forward)
                {
                    Assert.IsLessThanOrEqualTo(7200 - 20, second - lastPassedS[meter], $"meter {meter} at {second} s");
                    lastPassedS[meter] = second;
                    passedAroundJump += second >= jumpAtS && second < jumpAtS + 600 ? 1 : 0;
                }
            }
        }

        Assert.IsTrue(lastPassedS.All(s => s >= (4 * 3600) - 7200));
        Assert.IsLessThanOrEqualTo(200, passedAroundJump);
        Assert.IsLessThanOrEqualTo(100u * 6, filter.Counters.Accepted);
    }

    [TestMethod]
    public void Decide_ForwardAll_ForwardsEverythingEvenTheSameTelegramAgain()
    {
        var filter = new TelegramFilter(Small(), FilterConfig.ForwardAll(Small()), 1);
        var telegram = Telegram(1);
        for (var i = 0; i < 1000; i++)
        {
            var facts = WithStatus(Bcd(i % 10), (byte)i);
            Assert.AreEqual(FilterVerdict.Forward, filter.Decide(telegram, facts, i, TenOClockMs));
            Assert.AreEqual(RecordClass.Regular, filter.LastClass);
        }

        Assert.AreEqual(1000u, filter.Counters.Accepted);
    }

    [TestMethod]
    public void Decide_MoreMetersThanSlots_ForwardAllStillForwardsAll()
    {
        var profile = SizeProfile.CreateMini();
        var filter = new TelegramFilter(profile, FilterConfig.ForwardAll(profile), 1);
        for (var i = 0; i < 5000; i++)
        {
            Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, Facts(Bcd(i)), i, TenOClockMs));
        }
    }

    [TestMethod]
    public void Decide_FloodOfUnknownMeters_DoesNotDisturbWantedOnes()
    {
        var profile = SizeProfile.CreateMini();
        var filter = new TelegramFilter(profile, Config("allow ELS-*"), 1);
        var wanted = Enumerable.Range(0, 25).Select(i => Facts(Bcd(i))).ToArray();
        foreach (var facts in wanted)
        {
            facts.Manufacturer = 0x1593;
            Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, facts, 0, TenOClockMs));
        }

        for (var i = 0; i < 20_000; i++)
        {
            Assert.AreEqual(FilterVerdict.Unknown, Fresh(filter, Facts(Bcd(1000 + i)), i * 1000L, TenOClockMs));
        }

        foreach (var facts in wanted)
        {
            Assert.AreEqual(FilterVerdict.Reduced, Fresh(filter, facts, MinuteUs, TenOClockMs));
        }
    }

    [TestMethod]
    [DataRow(31)]
    [DataRow(32)]
    public void Decide_RandomTraffic_AccountsForEveryTelegramAndIsDeterministic(int seed)
    {
        var first = RandomRun(seed);
        var second = RandomRun(seed);
        foreach (var field in typeof(FilterCounters).GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            Assert.AreEqual(field.GetValue(first), field.GetValue(second), $"seed {seed}: {field.Name}");
        }
    }

    [TestMethod]
    public void Decide_AfterConstruction_AllocatesNothing()
    {
        var filter = NewFilter("deny 00000001", "allow 00000002 last=60", "allow * ci=78", "allow KAM-*");
        var telegram = Telegram(1);
        var into = new Telegram();
        var facts = Facts(0);
        Work(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Work(20_000);
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.IsGreaterThan(0u, filter.Counters.Released);
        Assert.IsGreaterThan(0u, filter.Counters.Evicted);

        void Work(int count)
        {
            for (var i = 0; i < count; i++)
            {
                facts.IdentificationNumber = i % 3 == 0 ? 2 : (uint)i * 7;
                facts.HasStatus = i % 5 == 0;
                facts.Status = (byte)(i / 1000);
                Fill(telegram, (uint)i);
                filter.Decide(telegram, facts, i * 1_000_000L, TenOClockMs + (i * 1000L));
                while (filter.TryTakeDue(i * 1_000_000L, TenOClockMs + (i * 1000L), into, out _))
                {
                }
            }
        }
    }

    private static long DayStartMs => TenOClockMs - (10 * HourMs);

    private static FilterCounters RandomRun(int seed)
    {
        var random = new Random(seed);
        var profile = Small();
        profile.HeldTelegrams = 3;
        var config = Config("deny 0000000*", "allow 00000017 last=60", "allow 00000018 last=90",
            "allow 00000019 class=priority", "allow 000000** ci=7A", "allow KAM-000001** every");
        var filter = new TelegramFilter(profile, config, (uint)seed);
        var into = new Telegram();
        var clockMs = TenOClockMs;
        for (var i = 0; i < 50_000; i++)
        {
            var nowUs = i * 100_000L;
            clockMs += random.Next(1000) == 0 ? random.Next(-7_200_000, 7_200_000) : 100;
            var facts = WithStatus(Bcd(random.Next(300)), (byte)(random.Next(200) == 0 ? 4 : 0));
            facts.Version = (byte)random.Next(4);
            facts.CiField = (byte)(random.Next(2) == 0 ? 0x7A : 0x8D);
            facts.HasStatus = facts.CiField == 0x7A;
            facts.IsEllEncrypted = facts.CiField == 0x8D;
            var telegram = Telegram((uint)random.Next(5), random.Next(11, 257));
            var verdict = filter.Decide(telegram, facts, nowUs, clockMs);
            while (random.Next(20) == 0 && filter.TryTakeDue(nowUs, clockMs, into, out _))
            {
            }

            var counters = filter.Counters;
            Assert.AreEqual((uint)i + 1, counters.Received);
            Assert.AreEqual(counters.Received, counters.Accepted + counters.Duplicate + counters.Filtered
                + counters.Reduced + counters.Unknown + (uint)filter.HeldCount, $"seed {seed} telegram {i} {verdict}");
            Assert.AreEqual(counters.Deferred, counters.Superseded + counters.Released + (uint)filter.HeldCount);
        }

        Assert.IsGreaterThan(0u, filter.Counters.HoldFull);
        Assert.IsGreaterThan(0u, filter.Counters.Duplicate);
        return filter.Counters;
    }

    private FilterVerdict Fresh(TelegramFilter filter, TelegramFacts facts, long nowUs, long unixMs) =>
        filter.Decide(Telegram(++_content), facts, nowUs, unixMs);
}
