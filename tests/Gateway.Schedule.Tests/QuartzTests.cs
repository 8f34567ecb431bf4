// Quartz reads the same expressions wherever the dialects coincide (SPEC.md lists where they do not).
using System;
using System.Collections.Generic;
using System.Linq;

namespace Gateway.Schedule.Tests;

[TestClass]
public sealed class QuartzTests
{
    private const int Count = 10_000;
    private const int Seed = 20_062_007;

    [TestMethod]
    public void NextAfter_TenThousandRandomExpressions_AgreesWithQuartz()
    {
        RandomCron random = new(Seed);
        Random starts = new(Seed);
        int compared = 0;
        for (int i = 0; i < Count; i++)
        {
            string text = random.Common();
            int offset = starts.Next(-12 * 4, (14 * 4) + 1) * 15;
            long after = starts.NextInt64(Cron.Ms("2020-01-01"), Cron.Ms("2030-01-01"));
            if (!CronExpression.TryParse(text, Cron.GatewayId, offset, out CronExpression cron, out string error))
            {
                Assert.EndsWith("no day fits all of them", error, text);
                continue;
            }

            List<long> expected = After(text, offset, after, 3);
            List<long> found = [.. cron.After(after, 3).Take(expected.Count)];
            CollectionAssert.AreEqual(expected, found, $"{text}, offset {offset}, after {Cron.Text(after)}, seed {Seed}: " +
                string.Join(' ', found.Select(Cron.Text)) + " is not " + string.Join(' ', expected.Select(Cron.Text)));
            compared += expected.Count > 0 ? 1 : 0;
        }

        Assert.IsGreaterThan(Count * 97 / 100, compared);
    }

    internal static List<long> After(string text, int offsetMinutes, long unixMs, int count)
    {
        Quartz.CronExpression quartz = new(text)
        {
            TimeZone = TimeZoneInfo.CreateCustomTimeZone("fixed", TimeSpan.FromMinutes(offsetMinutes), null, null),
        };
        List<long> found = [];
        DateTimeOffset? at = quartz.GetNextValidTimeAfter(DateTimeOffset.FromUnixTimeMilliseconds(unixMs));
        while (at != null && at.Value.ToOffset(quartz.TimeZone.BaseUtcOffset).Year <= CronExpression.LastYear &&
            found.Count < count)
        {
            found.Add(at.Value.ToUnixTimeMilliseconds());
            at = quartz.GetNextValidTimeAfter(at.Value);
        }

        return found;
    }
}
