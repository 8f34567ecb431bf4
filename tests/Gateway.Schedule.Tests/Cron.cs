using System;
using System.Collections.Generic;
using System.Globalization;

namespace Gateway.Schedule.Tests;

internal static class Cron
{
    public const string GatewayId = "gw-0001";

    public static CronExpression Parse(string text, int offsetMinutes = 0, string gatewayId = GatewayId)
    {
        Assert.IsTrue(CronExpression.TryParse(text, gatewayId, offsetMinutes, out CronExpression cron, out string error),
            text + ": " + error);
        return cron;
    }

    public static string Error(string text)
    {
        Assert.IsFalse(CronExpression.TryParse(text, GatewayId, 0, out CronExpression cron, out string error), text);
        Assert.IsNull(cron);
        return error;
    }

    public static List<long> After(this CronExpression cron, long unixMs, int count)
    {
        List<long> found = [];
        long at = cron.NextAfter(unixMs);
        while (found.Count < count && at != CronExpression.Never)
        {
            found.Add(at);
            at = cron.NextAfter(at);
        }

        return found;
    }

    public static long Ms(string utc) => DateTimeOffset
        .Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    public static string Text(long unixMs) => unixMs == CronExpression.Never ? "never"
        : DateTimeOffset.FromUnixTimeMilliseconds(unixMs)
            .ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
