using System;
using System.Linq;
using System.Reflection;
using Gateway.Core;
using Gateway.Link;
using static Gateway.Filter.Tests.TestMeters;

namespace Gateway.Filter.Tests;

/// <summary>The filter over long and unfriendly runs.</summary>
[TestClass]
public class FilterRunTests
{
    private uint _content = 1000;

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
                    Assert.IsLessThanOrEqualTo(7200 - 20, second - lastPassedS[meter],
                        $"meter {meter} at {second} s");
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
        var filter = new TelegramFilter(profile, TestMeters.Config("allow ELS-*"), 1);
        var wanted = Enumerable.Range(0, 25).Select(i => Facts(Bcd(i))).ToArray();
        foreach (var facts in wanted)
        {
            facts.Manufacturer = 0x1593;
            Assert.AreEqual(FilterVerdict.Forward, Fresh(filter, facts, 0, TenOClockMs));
        }

        for (var i = 0; i < 20_000; i++)
        {
            Assert.AreEqual(FilterVerdict.Unknown,
                Fresh(filter, Facts(Bcd(1000 + i)), i * 1000L, TenOClockMs));
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
    public void Decide_AfterConstruction_AllocatesNothing() => Assert.AreEqual(0L, Allocations.Least(Decisions));

    private static long Decisions()
    {
        var filter = NewFilter("deny 00000001", "allow 00000002 last=60", "allow * ci=78", "allow KAM-*");
        var telegram = Telegram(1);
        var into = new Telegram();
        var facts = Facts(0);
        Work(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Work(20_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.IsGreaterThan(0u, filter.Counters.Released);
        Assert.IsGreaterThan(0u, filter.Counters.Evicted);
        return allocated;

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

    private static FilterCounters RandomRun(int seed)
    {
        var random = new Random(seed);
        var profile = Small();
        profile.HeldTelegrams = 3;
        var config = TestMeters.Config("deny 0000000*", "allow 00000017 last=60", "allow 00000018 last=90",
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
                + counters.Reduced + counters.Unknown + (uint)filter.HeldCount,
                    $"seed {seed} telegram {i} {verdict}");
            Assert.AreEqual(counters.Deferred,
                counters.Superseded + counters.Released + (uint)filter.HeldCount);
        }

        Assert.IsGreaterThan(0u, filter.Counters.HoldFull);
        Assert.IsGreaterThan(0u, filter.Counters.Duplicate);
        return filter.Counters;
    }

    private FilterVerdict Fresh(TelegramFilter filter, TelegramFacts facts, long nowUs, long unixMs) =>
        filter.Decide(Telegram(++_content), facts, nowUs, unixMs);
}
