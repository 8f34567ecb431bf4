// Consumption by time of day: 24 hourly shares of a day's total, and a day's total that varies from day to
// day. The shares are rounded from everyday experience, not from a measured profile: they only have to look
// right.
using System;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Meters;

/// <summary>A cumulative, never falling quantity whose rate follows the hour of the day.</summary>
/// <param name="hourShares">24 relative weights.</param>
/// <param name="perDay">Mean amount a day, in the unit that the meter counts.</param>
/// <param name="seed">Decides how days differ: each day is 0.6 to 1.4 of the mean.</param>
internal sealed class LoadProfile(double[] hourShares, double perDay, ulong seed)
{
    private long _day;
    private double _atDayStart;

    /// <summary>Amount since the start of day 0.</summary>
    /// <param name="hours">Hours since then, at least 0; cheapest when calls go forward in time.</param>
    public double At(double hours)
    {
        var day = (long)(hours / 24);
        if (day < _day)
        {
            _day = 0;
            _atDayStart = 0;
        }

        for (; _day < day; _day++)
        {
            _atDayStart += DayTotal(_day);
        }

        var hourOfDay = hours - (day * 24);
        var hour = Math.Min(23, (int)hourOfDay);
        double before = 0;
        double all = 0;
        for (var i = 0; i < 24; i++)
        {
            before += i < hour ? hourShares[i] : 0;
            all += hourShares[i];
        }

        return _atDayStart + (DayTotal(day) * (before + (hourShares[hour] * (hourOfDay - hour))) / all);
    }

    /// <summary>Amount an hour at a time.</summary>
    public double RateAt(double hours) => (At(hours + 0.05) - At(Math.Max(0, hours - 0.05))) / 0.1;

    private double DayTotal(long day) =>
        perDay * (0.6 + (0.8 * new RandomStream(seed ^ RandomStream.Mix((ulong)day + 1)).NextDouble()));
}
