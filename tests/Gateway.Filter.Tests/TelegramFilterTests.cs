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
        var config = TestMeters.Config("allow *");
        var filter = new TelegramFilter(Small(), config, 1);
        Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, Facts(7), 0, TenOClockMs));
        config.Rules.Clear();
        Assert.AreEqual(FilterVerdict.Unknown, Fresh(filter, Facts(7), 0, TenOClockMs));
        Assert.IsTrue(MeterRule.TryParse("allow * every", out var rule, out _));
        Assert.IsTrue(config.Rules.TryAdd(rule, out _));
        Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, Facts(7), 0, TenOClockMs));
        filter.Apply(TestMeters.Config("deny *"));
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
        Assert.AreEqual(FilterVerdict.Reduced, Fresh(filter, Facts(7), 4, TenOClockMs),
            "no status in the clear");
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
        var config = TestMeters.Config();
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

    private static long DayStartMs => TenOClockMs - (10 * HourMs);

    private FilterVerdict Fresh(TelegramFilter filter, TelegramFacts facts, long nowUs, long unixMs) =>
        filter.Decide(Telegram(++_content), facts, nowUs, unixMs);
}
