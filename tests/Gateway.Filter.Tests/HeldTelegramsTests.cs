using System.Reflection;
using Gateway.Core;
using Gateway.Link;
using static Gateway.Filter.Tests.TestMeters;

namespace Gateway.Filter.Tests;

[TestClass]
public class HeldTelegramsTests
{
    private readonly Telegram _into = new();

    [TestMethod]
    public void TryTakeDue_EndOfInterval_GivesTheLastTelegram()
    {
        var filter = NewFilter("allow 00000007 class=priority last=900");
        for (uint i = 0; i < 10; i++)
        {
            var clockMs = TenOClockMs + (i * 60_000);
            Assert.AreEqual(FilterVerdict.Deferred,
                filter.Decide(Telegram(i), Facts(7), i * MinuteUs, clockMs));
            Assert.IsFalse(filter.TryTakeDue(i * MinuteUs, clockMs, _into, out _));
        }

        Assert.AreEqual(15 * MinuteUs, filter.NextDueUs(9 * MinuteUs, TenOClockMs + (9 * 60_000)));
        Assert.IsFalse(filter.TryTakeDue(15 * MinuteUs - 1000, TenOClockMs + (15 * 60_000) - 1, _into,
            out _));
        Assert.IsTrue(filter.TryTakeDue(15 * MinuteUs, TenOClockMs + (15 * 60_000), _into,
            out var recordClass));
        Assert.AreEqual(RecordClass.Priority, recordClass);
        Assert.AreEqual(9, _into.Bytes[15]);
        Assert.IsFalse(filter.TryTakeDue(15 * MinuteUs, TenOClockMs + (15 * 60_000), _into, out _));
        Assert.AreEqual(long.MaxValue, filter.NextDueUs(15 * MinuteUs, TenOClockMs + (15 * 60_000)));
        Assert.AreEqual(1u, filter.Counters.Accepted);
        Assert.AreEqual(9u, filter.Counters.Reduced);
        Assert.AreEqual(10u, filter.Counters.Deferred);
    }

    [TestMethod]
    public void Decide_AlarmOfAHeldMeter_PassesAtOnce()
    {
        var filter = NewFilter("allow 00000007 last=900");
        Assert.AreEqual(FilterVerdict.Deferred, filter.Decide(Telegram(1), WithStatus(7, 0), 0, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Forward, filter.Decide(Telegram(2), WithStatus(7, 8), 1, TenOClockMs));
        Assert.AreEqual(RecordClass.Alarm, filter.LastClass);
        Assert.AreEqual(1, filter.HeldCount);
    }

    [TestMethod]
    public void Decide_NewIntervalBeforeTheOldWasTaken_KeepsBoth()
    {
        var filter = NewFilter("allow 00000007 last=60");
        filter.Decide(Telegram(1), Facts(7), 0, TenOClockMs);
        filter.Decide(Telegram(2), Facts(7), 61_000_000, TenOClockMs + 61_000);
        Assert.AreEqual(2, filter.HeldCount);
        Assert.IsTrue(filter.TryTakeDue(61_000_000, TenOClockMs + 61_000, _into, out _));
        Assert.AreEqual(1, _into.Bytes[15]);
        Assert.IsFalse(filter.TryTakeDue(61_000_000, TenOClockMs + 61_000, _into, out _));
        Assert.IsTrue(filter.TryTakeDue(120_000_000, TenOClockMs + 120_000, _into, out _));
        Assert.AreEqual(2, _into.Bytes[15]);
    }

    [TestMethod]
    public void Decide_NoRoomToHold_FallsBackToFirstOfInterval()
    {
        var profile = Small();
        profile.HeldTelegrams = 0;
        var filter = new TelegramFilter(profile, TestMeters.Config("allow 00000007 last=900"), 1);
        Assert.AreEqual(FilterVerdict.Forward, filter.Decide(Telegram(1), Facts(7), 0, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Reduced, filter.Decide(Telegram(2), Facts(7), 1, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Forward,
            filter.Decide(Telegram(3), Facts(7), 2, TenOClockMs + 900_000));
        Assert.AreEqual(3u, filter.Counters.HoldFull);
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(-86_400_000)]
    [DataRow(86_400_000)]
    public void TryTakeDue_ClockJumps_ReleasesInsteadOfLosing(int jumpMs)
    {
        var filter = NewFilter("allow 00000007 last=3600");
        filter.Decide(Telegram(1), Facts(7), 0, TenOClockMs);
        Assert.IsFalse(filter.TryTakeDue(1, TenOClockMs, _into, out _));
        Assert.IsTrue(filter.TryTakeDue(2, TenOClockMs + jumpMs, _into, out _));
        Assert.AreEqual(0, filter.HeldCount);
    }

    [TestMethod]
    public void Hold_ManyMeters_GivesEachBackOnce()
    {
        var held = new HeldTelegrams(64);
        for (var i = 0; i < 64; i++)
        {
            Assert.AreEqual(HoldResult.Held,
                held.Hold(i, Telegram((uint)i), 1000, 60 + i, RecordClass.Regular));
        }

        Assert.AreEqual(HoldResult.Full, held.Hold(64, Telegram(1), 1000, 60, RecordClass.Regular));
        var seen = new bool[64];
        for (var clockS = 1000; clockS < 1300; clockS++)
        {
            while (held.TryTakeDue(clockS, _into, out _))
            {
                var meter = _into.Bytes[15];
                var intervalS = 60 + meter;
                Assert.IsFalse(seen[meter]);
                seen[meter] = true;
                Assert.AreEqual(((1000 / intervalS) + 1) * intervalS, clockS, "not earlier and not later");
            }
        }

        Assert.AreEqual(0, held.Count);
    }

    [TestMethod]
    public void TryTakeDue_AllFieldsOfTelegram_AreCopied()
    {
        var telegram = Telegram(0xA1B2C3D4, 77, -33);
        telegram.Mode = LinkMode.T1;
        telegram.Format = FrameFormat.B;
        telegram.PacketKey = 0x01020304;
        telegram.ReceivedUs = 123;
        telegram.Lqi = 45;
        telegram.FrequencyOffsetHz = -6789;
        telegram.RadioIndex = 2;
        telegram.SecondRssiDbm = -55;
        var held = new HeldTelegrams(1);
        held.Hold(1, telegram, 0, 1, RecordClass.Regular);
        Assert.IsTrue(held.TryTakeDue(1, _into, out _));
        var fields = typeof(Telegram)
            .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        foreach (var field in fields)
        {
            if (field.FieldType == typeof(byte[]))
            {
                CollectionAssert.AreEqual(telegram.Bytes, _into.Bytes);
            }
            else
            {
                Assert.AreEqual(field.GetValue(telegram), field.GetValue(_into), field.Name);
                Assert.AreNotEqual(field.GetValue(new Telegram()), field.GetValue(_into),
                    $"{field.Name}: set it here");
            }
        }
    }
}
