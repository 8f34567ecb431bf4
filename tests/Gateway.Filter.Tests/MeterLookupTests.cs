// "Does this box hear this meter?", the worst meters, and what damaged frames and details add to the answers.
using System;
using System.Collections.Generic;
using Gateway.Core;
using Gateway.Link;
using static Gateway.Filter.Tests.TestMeters;

namespace Gateway.Filter.Tests;

[TestClass]
public class MeterLookupTests
{
    private const int SecondUs = 1_000_000;
    private uint _content;

    [TestMethod]
    public void Find_HeardMeter_TellsItsNumbers()
    {
        var filter = NewFilter("allow KAM-67211530");
        for (var i = 0; i < 10; i++)
        {
            // Two of ten are missed.
            if (i is not (4 or 7))
            {
                Hear(filter, Facts(0x67211530), i * 96L * SecondUs);
            }
        }

        var report = Find(filter, "1530", (9 * 96L * SecondUs) + (200L * SecondUs));
        Assert.AreEqual(MeterHearing.Heard, report.Hearing);
        Assert.AreEqual(0x67211530u, report.IdentificationNumber);
        Assert.AreEqual(96, report.IntervalS);
        Assert.AreEqual(8, report.Received);
        Assert.AreEqual(11, report.Expected, "two were missed and one is overdue");
        Assert.AreEqual(200, report.SilentS);
        Assert.AreEqual(-80, report.RssiDbm);
        Assert.AreEqual(0, report.Rule);
        Assert.IsTrue(report.HasDetails);
        Assert.AreEqual(LinkMode.C1, report.Mode);
        Assert.AreEqual(-2500, report.FrequencyOffsetHz);
        Assert.IsFalse(report.IsEncrypted);
    }

    [TestMethod]
    [DataRow("deny KAM-67211530", 0)]
    [DataRow("allow KAM-11111111", -1)]
    public void Find_MeterThatTheListExcludes_IsFilteredByWhich(string rule, int index)
    {
        var filter = NewFilter(rule);
        Hear(filter, Facts(0x67211530), 0);
        var report = Find(filter, "67211530", SecondUs);
        Assert.AreEqual(MeterHearing.Filtered, report.Hearing);
        Assert.AreEqual(index, report.Rule);
    }

    [TestMethod]
    public void Find_OnlyDamagedFrames_IsBadCrcUntilHeard()
    {
        var filter = NewFilter("allow *");
        Damage(filter, 0x67211530, false, 10 * SecondUs);
        Damage(filter, 0x67211530, false, 20 * SecondUs);
        var report = Find(filter, "30", 50 * SecondUs);
        Assert.AreEqual(MeterHearing.BadCrc, report.Hearing);
        Assert.AreEqual(2, report.Bad);
        Assert.IsFalse(report.IsAddressSound, "nothing vouches for the address");
        Assert.AreEqual(-101, report.RssiDbm);
        Assert.AreEqual(30, report.SilentS);
        Damage(filter, 0x67211530, true, 60 * SecondUs);
        Assert.IsTrue(Find(filter, "30", 60 * SecondUs).IsAddressSound);
        Hear(filter, Facts(0x67211530), 70 * SecondUs);
        report = Find(filter, "30", 70 * SecondUs);
        Assert.AreEqual(MeterHearing.Heard, report.Hearing);
        Assert.AreEqual(3, report.Bad);
    }

    [TestMethod]
    public void Find_Nobody_IsNotYet()
    {
        var filter = NewFilter("allow *");
        Hear(filter, Facts(0x67211530), 0);
        var lookup = Look(filter, "1531");
        Assert.AreEqual(0, lookup.Found);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("123456789")]
    [DataRow("12x")]
    [DataRow("12*")]
    public void TryBegin_NoDigits_IsRefused(string digits)
    {
        var lookup = new MeterLookup(NewFilter());
        Assert.IsFalse(lookup.TryBegin(digits));
        Assert.IsFalse(lookup.IsRunning);
    }

    [TestMethod]
    public void Find_AllOfAFullTable_EachOnce()
    {
        var filter = new TelegramFilter(SizeProfile.CreateFull(), TestMeters.Config("allow *"), 3);
        for (var i = 0; i < 64_000; i++)
        {
            Hear(filter, Facts(Bcd(i)), i * 1000L);
        }

        var lookup = Look(filter, "63217");
        Assert.AreEqual(1, lookup.Found);
        lookup = Look(filter, "17");
        Assert.AreEqual(640, lookup.Found);
        Assert.AreEqual(MeterLookup.MaxKept, lookup.Kept);
    }

    [TestMethod]
    public void Details_MeterAskedFor_IsNotDisplacedByOthers()
    {
        var filter = NewFilter("allow *");
        Hear(filter, Facts(0x67211530), 0);
        Look(filter, "67211530");
        for (var i = 0; i < 900; i++)
        {
            Hear(filter, Facts(Bcd(i)), i * 1000L);
        }

        Assert.IsTrue(Find(filter, "67211530", SecondUs).HasDetails);
    }

    [TestMethod]
    public void Sightings_NoiseOfManyAddresses_KeepsTheLatest()
    {
        var filter = NewFilter("allow *");
        for (uint i = 0; i < 10_000; i++)
        {
            Damage(filter, i * 7919, false, (long)i * SecondUs);
        }

        Damage(filter, 0x67211530, false, 20_000L * SecondUs);
        Assert.AreEqual(MeterHearing.BadCrc, Find(filter, "67211530", 20_000L * SecondUs).Hearing);
    }

    [TestMethod]
    public void Worst_MetersOfDifferentShares_AreRanked()
    {
        var filter = NewFilter("deny KAM-00000099", "allow *");
        var random = new Random(4);
        var shares = new Dictionary<uint, double>();
        for (uint meter = 0; meter < 40; meter++)
        {
            shares[Bcd((int)meter)] = meter == 17 ? 0.2 : meter == 23 ? 0.4 : 0.9;
        }

        for (var round = 0; round < 200; round++)
        {
            foreach (var (meter, share) in shares)
            {
                if (random.NextDouble() < share)
                {
                    Hear(filter, Facts(meter), (round * 60L * SecondUs) + (meter * 1000L));
                }
            }

            // Worse than all, and wanted by nobody.
            if (round % 20 == 0 || round == 1)
            {
                Hear(filter, Facts(0x99), round * 60L * SecondUs);
            }
        }

        var nowUs = 200 * 60L * SecondUs;
        var worst = new WorstMeters(filter);
        worst.Begin(0);
        while (worst.IsRunning)
        {
            worst.Step(nowUs);
        }

        Assert.AreEqual(WorstMeters.MaxKept, worst.Kept);
        Assert.AreEqual(0x17u, worst.Read(0, nowUs).IdentificationNumber);
        Assert.AreEqual(0x23u, worst.Read(1, nowUs).IdentificationNumber);
        for (var i = 0; i < worst.Kept; i++)
        {
            var report = worst.Read(i, nowUs);
            Assert.AreNotEqual(0x99u, report.IdentificationNumber, "denied");
            Assert.AreEqual(shares[report.IdentificationNumber], (double)report.Received / report.Expected, 0.15);
        }
    }

    private static MeterLookup Look(TelegramFilter filter, string digits)
    {
        var lookup = new MeterLookup(filter);
        Assert.IsTrue(lookup.TryBegin(digits));
        for (var step = 0; lookup.IsRunning; step++)
        {
            Assert.IsLessThan(5000, step, "does not end");
            lookup.Step();
        }

        return lookup;
    }

    private static MeterReport Find(TelegramFilter filter, string digits, long nowUs)
    {
        var lookup = Look(filter, digits);
        Assert.AreEqual(1, lookup.Found);
        var report = new MeterReport();
        lookup.Read(0, nowUs, report);
        return report;
    }

    private static void Damage(TelegramFilter filter, uint number, bool isSound, long nowUs)
    {
        byte[] bytes = [0x20, 0x44, 0x2D, 0x2C, (byte)number, (byte)(number >> 8), (byte)(number >> 16),
            (byte)(number >> 24), 0x1B, 0x16];
        filter.Sightings.OnBadFrame(FrameKind.T1, isSound, bytes, -101, nowUs);
    }

    private void Hear(TelegramFilter filter, TelegramFacts facts, long nowUs)
    {
        var telegram = Telegram(++_content);
        telegram.FrequencyOffsetHz = -2567;
        filter.Decide(telegram, facts, nowUs, TenOClockMs + (nowUs / 1000));
    }
}
