using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Core;
using Gateway.Link;
using static Gateway.Filter.Tests.TestMeters;

namespace Gateway.Filter.Tests;

[TestClass]
public class TenantTests
{
    private const int Acme = 1;
    private const int Borough = 4;

    [TestMethod]
    public void Decide_TwoTenantsAndNoOwnRule_SaysForWhom()
    {
        var filter = Shared([], ("allow 11111111", Acme), ("allow 22222222", Borough), ("allow 2222****", Acme));
        Assert.AreEqual((FilterVerdict.Forward, Acme, false), Decide(filter, 0x11111111, 0));
        Assert.AreEqual((FilterVerdict.Forward, Acme | Borough, false), Decide(filter, 0x22222222, 0));
        Assert.AreEqual((FilterVerdict.Forward, Acme, false), Decide(filter, 0x22223333, 0));
        Assert.AreEqual((FilterVerdict.Unknown, 0, false), Decide(filter, 0x33333333, 0));
    }

    [TestMethod]
    public void Decide_OwnListDenies_TenantsGetItAllTheSame()
    {
        var filter = Shared(["deny 11111111", "allow *"], ("allow 11111111", Acme));
        Assert.AreEqual((FilterVerdict.Forward, Acme, false), Decide(filter, 0x11111111, 0));
        Assert.AreEqual((FilterVerdict.Forward, 0, true), Decide(filter, 0x22222222, 0));
    }

    [TestMethod]
    public void Decide_DifferentRates_EachGetsItsOwn()
    {
        var filter = Shared(["allow * first=3600"], ("allow * first=900", Acme), ("allow * every", Borough));
        int own = 0, acme = 0, borough = 0, records = 0;
        for (var second = 0; second < 86_400; second += 300)
        {
            var (verdict, tenants, isOwn) = Decide(filter, 0x11111111, second);
            records += verdict == FilterVerdict.Forward ? 1 : 0;
            own += isOwn ? 1 : 0;
            acme += (tenants & Acme) != 0 ? 1 : 0;
            borough += (tenants & Borough) != 0 ? 1 : 0;
        }

        Assert.AreEqual((24, 96, 288, 288), (own, acme, borough, records));
        Assert.AreEqual(288U, filter.Counters.Accepted);
    }

    [TestMethod]
    public void Decide_StatusChanges_IsAnAlarmForAllThatWantTheMeter()
    {
        var filter = Shared(["allow *"], ("allow 1111****", Acme), ("allow 22222222", Borough));
        Decide(filter, WithStatus(0x11111111, 0), 0);
        Assert.AreEqual((FilterVerdict.Reduced, 0, false), Decide(filter, WithStatus(0x11111111, 0), 100));
        Assert.AreEqual((FilterVerdict.Forward, Acme, true), Decide(filter, WithStatus(0x11111111, 4), 200));
        Assert.AreEqual(RecordClass.Alarm, filter.LastClass);
    }

    [TestMethod]
    public void Decide_PriorityOfOneTenant_IsTheRecordsClass()
    {
        var filter = Shared(["allow *"], ("allow 11111111 class=priority", Acme));
        Decide(filter, 0x11111111, 0);
        Assert.AreEqual(RecordClass.Priority, filter.LastClass);
        Decide(filter, 0x22222222, 0);
        Assert.AreEqual(RecordClass.Regular, filter.LastClass);
    }

    [TestMethod]
    public void Decide_OwnListHoldsItBack_TenantGetsItAtOnceAndTheBooksBalance()
    {
        var filter = Shared(["allow 11111111 last=3600"], ("allow * every", Acme));
        Assert.AreEqual((FilterVerdict.Deferred, Acme, false), Decide(filter, 0x11111111, 0));
        Assert.AreEqual(1U, filter.Counters.Copies);
        Assert.AreEqual(1U, filter.Counters.Received);
        Assert.AreEqual(0U, filter.Counters.Accepted);
        Assert.AreEqual(1, filter.HeldCount);
    }

    [TestMethod]
    public void Decide_Repeat_IsOneReceptionForAll()
    {
        var filter = Shared([], ("allow * every", Acme), ("allow * every", Borough));
        var telegram = Telegram(5);
        var facts = Facts(0x11111111);
        Assert.AreEqual(FilterVerdict.Forward, filter.Decide(telegram, facts, 1_000_000, TenOClockMs));
        Assert.AreEqual(FilterVerdict.Duplicate, filter.Decide(telegram, facts, 2_000_000, TenOClockMs + 1_000));
        Assert.AreEqual(0, filter.LastTenants);
    }

    [TestMethod]
    public void Decide_TenantWithoutANumber_GetsNothing()
    {
        var filter = Shared([], ("allow *", Acme));
        var waiting = Tenant("allow *", 0);
        waiting.Place = -1;
        filter.SetTenants([waiting]);
        Assert.AreEqual((FilterVerdict.Unknown, 0, false), Decide(filter, 0x11111111, 0));
    }

    [TestMethod]
    public void Rules_HoldBack_IsRefused()
    {
        var tenant = new TenantRules("acme", SizeProfile.CreateFull());
        Assert.IsTrue(MeterRule.TryParse("allow 11111111 last=900", out var rule, out _));
        Assert.IsFalse(tenant.Rules.TryAdd(rule, out var error));
        Assert.Contains("last=", error);
    }

    /// <summary>Meters that move between slots and are forgotten take their tenants' marks with them.</summary>
    [TestMethod]
    public void Decide_FullTable_NobodyGetsWhatHeDoesNotWant()
    {
        const int Seed = 11;
        var random = new Random(Seed);
        var profile = SizeProfile.CreateMini();
        var filter = new TelegramFilter(profile, new FilterConfig(profile), 1);
        var tenants = new[] { new TenantRules("acme", profile) { Place = 0 }, new TenantRules("borough", profile) { Place = 2 } };
        Add(tenants[0], "allow 1*******");
        Add(tenants[1], "allow *******1 every");
        filter.SetTenants(tenants);
        var lastHour = new Dictionary<uint, int>();
        var taken = 0;
        for (var i = 0; i < 40_000; i++)
        {
            var number = Bcd(random.Next(200)) | ((uint)random.Next(1, 4) << 28);
            var facts = Facts(number);
            filter.MatchTenants(facts);
            filter.Decide(Telegram((uint)i), facts, i * 1_000_000L, TenOClockMs + (i * 1_000L));
            var isAcme = (filter.LastTenants & 1) != 0;
            Assert.IsTrue(!isAcme || number >> 28 == 1, $"seed {Seed}, {number:X8}");
            Assert.AreEqual((number & 15) == 1, (filter.LastTenants & 4) != 0, $"seed {Seed}, {number:X8}");
            Assert.AreEqual(0, filter.LastTenants & ~5);
            if (isAcme)
            {
                taken++;
                lastHour[number] = i / 3_600;
            }
            else if (number >> 28 == 1 && lastHour.TryGetValue(number, out var hour))
            {
                Assert.AreEqual(i / 3_600, hour, $"seed {Seed}, {number:X8} waits for its hour");
            }
        }

        Assert.IsGreaterThan(500, taken);
        var counters = filter.Counters;
        Assert.AreEqual(
            counters.Received, counters.Accepted + counters.Duplicate + counters.Filtered + counters.Reduced + counters.Unknown);
    }

    [TestMethod]
    public void Memory_EightTenants_FitsTheBoard()
    {
        var profile = SizeProfile.CreateFull();
        var filter = new TelegramFilter(profile, new FilterConfig(profile), 1);
        var alone = Testing.BoardMemory.Measure(filter).TotalBytes;
        filter.SetTenants([.. Enumerable.Range(0, profile.MaxTenants).Select(i => new TenantRules("t" + i, profile))]);
        var shared = Testing.BoardMemory.Measure(filter).TotalBytes - alone;
        Assert.IsTrue(shared / profile.MaxTenants is > 139_000 and < 155_000, $"{shared:N0} bytes for eight tenants");
        Assert.IsLessThan(profile.BoardBudgetBytes - 1_750_000, shared, "beside the rest of a board (BoardRamTests)");
    }

    private static (FilterVerdict Verdict, int Tenants, bool IsOwn) Decide(TelegramFilter filter, uint number, int second) =>
        Decide(filter, Facts(number), second);

    private static (FilterVerdict Verdict, int Tenants, bool IsOwn) Decide(TelegramFilter filter, TelegramFacts facts, int second)
    {
        var telegram = Telegram((uint)(second + 1) * 7);
        var verdict = filter.Decide(telegram, facts, second * 1_000_000L, TenOClockMs + (second * 1_000L));
        var isTaken = verdict is FilterVerdict.Forward or FilterVerdict.Deferred;
        return (verdict, filter.LastTenants, isTaken && filter.LastIsOwn);
    }

    /// <summary>A filter with the gateway's rules and tenants' rules by the tenants' bits.</summary>
    private static TelegramFilter Shared(string[] own, params (string Rule, int Bit)[] rules)
    {
        var filter = new TelegramFilter(SizeProfile.CreateFull(), TestMeters.Config(own), 7);
        filter.SetTenants(
        [
            .. rules.GroupBy(rule => rule.Bit).Select(group =>
            {
                var tenant = new TenantRules("t", SizeProfile.CreateFull()) { Place = (int)Math.Log2(group.Key) };
                group.ToList().ForEach(rule => Add(tenant, rule.Rule));
                return tenant;
            }),
        ]);
        return filter;
    }

    private static TenantRules Tenant(string rule, int place)
    {
        var tenant = new TenantRules("t", SizeProfile.CreateFull()) { Place = place };
        Add(tenant, rule);
        return tenant;
    }

    private static void Add(TenantRules tenant, string text)
    {
        Assert.IsTrue(MeterRule.TryParse(text, out var rule, out var error), error);
        Assert.IsTrue(tenant.Rules.TryAdd(rule, out error), error);
    }
}
