using System;
using System.Linq;

namespace Gateway.Schedule.Tests;

[TestClass]
public sealed class CronExpressionTests
{
    private const int RandomCount = 10_000;

    [TestMethod]
    [DataRow("0 30 2 * * ?", "2026-03-01T02:30:00", "2026-03-02T02:30:00")]
    [DataRow("0 0/15 * * * ?", "2026-03-01T23:45:00", "2026-03-02T00:00:00")]
    [DataRow("0 0 8 ? * MON-FRI", "2026-03-06T08:00:00", "2026-03-09T08:00:00")]
    [DataRow("0 5 0 1 * ?", "2026-01-31T12:00:00", "2026-02-01T00:05:00")]
    [DataRow("30 2 * * *", "2026-03-01T02:30:00", "2026-03-02T02:30:00")]
    [DataRow("0 0 * * 0", "2026-03-01T00:00:00", "2026-03-08T00:00:00")]
    [DataRow("0 0 * * 7", "2026-03-01T00:00:00", "2026-03-08T00:00:00")]
    [DataRow("0 0 0 ? * 1", "2026-03-01T00:00:00", "2026-03-08T00:00:00")]
    [DataRow("0 0 0 L 2 ?", "2024-01-01T00:00:00", "2024-02-29T00:00:00")]
    [DataRow("0 0 0 L 2 ?", "2024-02-29T00:00:00", "2025-02-28T00:00:00")]
    [DataRow("0 0 0 29 2 ?", "2096-03-01T00:00:00", "never")]
    [DataRow("0 0 0 29 2 MON", "2026-01-01T00:00:00", "2044-02-29T00:00:00")]
    [DataRow("0 0 0 13 * FRI", "2026-01-01T00:00:00", "2026-02-13T00:00:00")]
    [DataRow("0 0 0 1W * ?", "2026-07-31T12:00:00", "2026-08-03T00:00:00")]
    [DataRow("0 0 0 31W * ?", "2026-05-01T00:00:00", "2026-05-29T00:00:00")]
    [DataRow("0 0 0 31W * ?", "2026-05-29T00:00:00", "2026-07-31T00:00:00")]
    [DataRow("0 0 0 L-3W * ?", "2026-02-01T00:00:00", "2026-02-25T00:00:00")]
    [DataRow("0 0 0 LW * ?", "2026-02-01T00:00:00", "2026-02-27T00:00:00")]
    [DataRow("0 0 0 ? * FRIL", "2026-03-01T00:00:00", "2026-03-27T00:00:00")]
    [DataRow("0 0 0 ? * 6#5", "2026-02-01T00:00:00", "2026-05-29T00:00:00")]
    [DataRow("0 0 0 1,L * ?", "2026-02-01T00:00:00", "2026-02-28T00:00:00")]
    [DataRow("0 0 22-2 * * ?", "2026-02-01T02:00:00", "2026-02-01T22:00:00")]
    [DataRow("0 0 0 1 1 ? 2030", "2026-01-01T00:00:00", "2030-01-01T00:00:00")]
    [DataRow("59 59 23 31 12 ? 2099", "2026-01-01T00:00:00", "2099-12-31T23:59:59")]
    [DataRow("* * * * * ?", "2026-12-31T23:59:59", "2027-01-01T00:00:00")]
    public void NextAfter_Dialect_GivesOccurrence(string text, string after, string expected)
    {
        Assert.AreEqual(expected, Cron.Text(Cron.Parse(text).NextAfter(Cron.Ms(after))));
    }

    [TestMethod]
    [DataRow("0 75 * * * ?", "minutes: 75 is not in 0..59")]
    [DataRow("0 0 24 * * ?", "hours: 24 is not in 0..23")]
    [DataRow("0 0 0 32 * ?", "day of month: 32 is not in 1..31")]
    [DataRow("0 0 0 0 * ?", "day of month: 0 is not in 1..31")]
    [DataRow("0 0 0 * 13 ?", "month: 13 is not in 1..12")]
    [DataRow("0 0 0 ? * 8", "day of week: 8 is not in 1..7")]
    [DataRow("0 0 0 ? * 0", "day of week: 0 is not in 1..7")]
    [DataRow("0 0 * * 8", "day of week: 8 is not in 0..7")]
    [DataRow("0 0 0 ? * MOON", "day of week: 'MOON' is not understood")]
    [DataRow("0 0 0 * FOO ?", "month: 'FOO' is not understood")]
    [DataRow("0/0 * * * * ?", "seconds: the step of '0/0' is not in 1..59")]
    [DataRow("0 */60 * * * ?", "minutes: the step of '*/60' is not in 1..59")]
    [DataRow("0 0 0 L-31 * ?", "day of month: 'L-31' counts back 1..30 days")]
    [DataRow("0 0 0 ? * 6#6", "day of week: '6#6' numbers weeks 1..5")]
    [DataRow("0 0 0 L5 * ?", "day of month: 'L5' is not understood")]
    [DataRow("? * * * * ?", "seconds: '?' is not understood")]
    [DataRow("L * * * * ?", "seconds: 'L' is not understood")]
    [DataRow("0 1,,2 * * * ?", "minutes: an element is empty")]
    [DataRow("0 1-x * * * ?", "minutes: '1-x' is not understood")]
    [DataRow("0 H(9-3) * * * ?", "minutes: 'H(9-3)' is not H(from-to)")]
    [DataRow("0 0 0 * * ? 2030-2029", "year: '2030-2029' runs backwards")]
    [DataRow("0 0 0 * * ? 1969", "year: 1969 is not in 1970..2099")]
    [DataRow("", "schedule: has 0 fields, not 5 (crontab order), 6 or 7 (seconds first)")]
    [DataRow("0 0 0 *", "schedule: has 4 fields, not 5 (crontab order), 6 or 7 (seconds first)")]
    [DataRow("0 0 0 * * ? * *", "schedule: has more than 7 fields, not 5 (crontab order), 6 or 7 (seconds first)")]
    [DataRow(null, "schedule: an expression has 1 to 120 characters")]
    [DataRow("0 0 0 31 2 ?", "day of month, month, day of week, year: no day fits all of them")]
    [DataRow("0 0 0 29 2 ? 2027", "day of month, month, day of week, year: no day fits all of them")]
    public void TryParse_Wrong_NamesFieldAndReason(string text, string expected)
    {
        Assert.AreEqual(expected, Cron.Error(text));
    }

    [TestMethod]
    [DataRow(841)]
    [DataRow(-841)]
    public void TryParse_OffsetTooLarge_IsRefused(int offsetMinutes)
    {
        Assert.IsFalse(CronExpression.TryParse("* * * * *", "gw", offsetMinutes, out _, out string error));
        Assert.AreEqual("offset: " + offsetMinutes + " minutes is not in -840..840", error);
    }

    [TestMethod]
    public void NextAfter_ZoneOffset_MovesTheDayNotTheInterval()
    {
        long after = Cron.Ms("2026-02-28T23:30:00");

        Assert.AreEqual("2026-03-31T22:00:00", Cron.Text(Cron.Parse("0 0 0 1 * ?", 120).NextAfter(after)));
        Assert.AreEqual("2026-03-01T05:45:00", Cron.Text(Cron.Parse("0 0 0 1 * ?", -345).NextAfter(after)));
        Assert.AreEqual("2026-02-28T23:45:00", Cron.Text(Cron.Parse("0 0/15 * * * ?", 120).NextAfter(after)));
    }

    [TestMethod]
    public void NextAfter_BeforeTheEpoch_StartsThere()
    {
        Assert.AreEqual(0, Cron.Parse("0 0 0 * * ?").NextAfter(-5));
        Assert.AreEqual(CronExpression.Never, Cron.Parse("0 0 0 * * ?").NextAfter(long.MaxValue / 2));
    }

    [TestMethod]
    public void NextAfter_PartOfASecond_IsStrictlyLater()
    {
        CronExpression cron = Cron.Parse("* * * * * ?");

        Assert.AreEqual(1000, cron.NextAfter(0));
        Assert.AreEqual(1000, cron.NextAfter(999));
        Assert.AreEqual(2000, cron.NextAfter(1000));
    }

    [TestMethod]
    public void TryNextAfter_FewMonths_ComesToTheSameOccurrence()
    {
        RandomCron random = new(20261);
        for (int i = 0; i < 500; i++)
        {
            string text = random.Any();
            if (!CronExpression.TryParse(text, Cron.GatewayId, 60, out CronExpression cron, out _))
            {
                continue;
            }

            long at = Cron.Ms("2026-11-22T05:00:00");
            long expected = cron.NextAfter(at);
            while (!cron.TryNextAfter(at, 2, out long nextMs) && nextMs != CronExpression.Never)
            {
                Assert.IsGreaterThan(at, nextMs, text);
                at = nextMs;
            }

            cron.TryNextAfter(at, 2, out at);
            Assert.AreEqual(Cron.Text(expected), Cron.Text(at), text);
        }
    }

    [TestMethod]
    public void NextAfter_RandomExpressions_AgreesWithTheOracle()
    {
        const int Seed = 645;
        RandomCron random = new(Seed);
        Random starts = new(Seed);
        for (int i = 0; i < RandomCount / 10; i++)
        {
            string text = random.Any();
            int offset = starts.Next(-14 * 4, (14 * 4) + 1) * 15;
            long after = starts.NextInt64(Cron.Ms("1999-12-25"), Cron.Ms("2040-01-10"));
            if (CronExpression.TryParse(text, Cron.GatewayId, offset, out CronExpression cron, out string error))
            {
                string[] expected = [.. new CronOracle(text, Cron.GatewayId, offset).After(after, 4).Select(Cron.Text)];
                string[] found = [.. cron.After(after, 4).Select(Cron.Text)];
                CollectionAssert.AreEqual(expected, found, $"{text}, offset {offset}, after {Cron.Text(after)}, seed {Seed}: "
                    + string.Join(' ', found) + " is not " + string.Join(' ', expected));
            }
            else
            {
                Assert.EndsWith("no day fits all of them", error, text);
                Assert.IsEmpty(new CronOracle(text, Cron.GatewayId, offset).After(0, 1), text);
            }
        }
    }

    [TestMethod]
    public void TryParse_RandomText_NeverThrows()
    {
        const int Seed = 7;
        const string Letters = "0123456789*?,-/LWH#() ()MONFEBxyz.\tü";
        Random random = new(Seed);
        for (int i = 0; i < 20_000; i++)
        {
            char[] text = [.. new RandomCron(i).Any()];
            for (int j = random.Next(4); j >= 0; j--)
            {
                text[random.Next(text.Length)] = Letters[random.Next(Letters.Length)];
            }

            string mutated = new(text);
            bool isGood = CronExpression.TryParse(mutated, "gw", 0, out CronExpression cron, out string error);
            Assert.AreEqual(isGood, error == null, mutated);
            Assert.AreEqual(isGood, cron != null, mutated);
        }
    }

    [TestMethod]
    public void Hashed_Fleet_SpreadsOverTheHour()
    {
        int[] perMinute = new int[60];
        for (int i = 0; i < 6000; i++)
        {
            long at = Cron.Parse("H H 2 * * ?", 0, "gw-" + i).NextAfter(0);
            perMinute[at / 60_000 % 60]++;
        }

        Assert.IsGreaterThan(50, perMinute.Min());
        Assert.IsLessThan(160, perMinute.Max());
        Assert.AreEqual(Cron.Parse("H H 2 * * ?").NextAfter(0), Cron.Parse("H H 2 * * ?").NextAfter(0));
    }
}
