// The dialect of firmware/Schedule/SPEC.md once more, the slow way: every field a set of numbers, every day of the
// calendar asked one after the other with DateTime. Shares nothing with the firmware.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Gateway.Schedule.Tests;

internal sealed class CronOracle
{
    private const string MonthNames = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    private const string DayNames = "SUNMONTUEWEDTHUFRISAT";

    private readonly string _gatewayId;
    private readonly bool _isCrontab;
    private readonly TimeSpan _offset;
    private readonly string[] _fields;
    private readonly int[] _times;
    private readonly HashSet<int> _months;
    private readonly HashSet<int> _years;

    public CronOracle(string expression, string gatewayId, int offsetMinutes)
    {
        string[] words = expression.ToUpperInvariant().Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
        _gatewayId = gatewayId;
        _isCrontab = words.Length == 5;
        _offset = TimeSpan.FromMinutes(offsetMinutes);
        _fields = _isCrontab ? ["0", .. words, "*"] : words.Length == 6 ? [.. words, "*"] : words;
        HashSet<int> seconds = Numbers(0, 0, 59, 59);
        HashSet<int> minutes = Numbers(1, 0, 59, 59);
        HashSet<int> hours = Numbers(2, 0, 23, 23);
        _times = [.. from h in hours from m in minutes from s in seconds orderby h, m, s select (h * 3600) + (m * 60) + s];
        _months = Numbers(4, 1, 12, 12, MonthNames);
        _years = Numbers(6, 1970, 2099, 2099);
    }

    public List<long> After(long unixMs, int count)
    {
        DateTime after = DateTime.UnixEpoch.AddMilliseconds(unixMs) + _offset;
        List<long> found = [];
        for (DateTime day = after.Date; day.Year <= 2099 && found.Count < count; day = day.AddDays(1))
        {
            if (!IsDay(day))
            {
                continue;
            }

            IEnumerable<DateTime> times = _times.Select(time => day.AddSeconds(time)).Where(time => time > after);
            found.AddRange(times.Take(count - found.Count)
                .Select(time => (long)(time - _offset - DateTime.UnixEpoch).TotalMilliseconds));
        }

        return found;
    }

    private bool IsDay(DateTime day) =>
        _years.Contains(day.Year) && _months.Contains(day.Month) &&
        _fields[3].Split(',').Any(element => IsDayOfMonth(day, element)) &&
        _fields[5].Split(',').Any(element => IsDayOfWeek(day, element));

    private bool IsDayOfMonth(DateTime day, string element)
    {
        DateTime last = new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
        bool nearest = element.EndsWith('W');
        string word = nearest ? element[..^1] : element;
        if (word.StartsWith('L'))
        {
            DateTime wanted = last.AddDays(word.Length == 1 ? 0 : -int.Parse(word[2..], CultureInfo.InvariantCulture));
            return wanted.Month == day.Month && day == (nearest ? Nearest(wanted) : wanted);
        }

        if (nearest)
        {
            int number = int.Parse(word, CultureInfo.InvariantCulture);
            return number <= last.Day && day == Nearest(new DateTime(day.Year, day.Month, number));
        }

        return Element(element, 3, 1, 31, 28, null).Contains(day.Day);
    }

    private bool IsDayOfWeek(DateTime day, string element)
    {
        int sunday = _isCrontab ? 0 : 1;
        int mark = element.IndexOf('#');
        if (element == "L")
        {
            return day.DayOfWeek == DayOfWeek.Saturday;
        }

        if (element.EndsWith('L'))
        {
            return IsWeek(day, element[..^1]) && day.AddDays(7).Month != day.Month;
        }

        if (mark > 0)
        {
            return IsWeek(day, element[..mark]) && ((day.Day - 1) / 7) + 1 == element[mark + 1] - '0';
        }

        return Element(element, 5, sunday, sunday + 6, sunday + 6, DayNames)
            .Any(number => (number - sunday) % 7 == (int)day.DayOfWeek);
    }

    private bool IsWeek(DateTime day, string word) =>
        (Number(word, DayNames, _isCrontab ? 0 : 1) - (_isCrontab ? 0 : 1)) % 7 == (int)day.DayOfWeek;

    private static DateTime Nearest(DateTime day)
    {
        for (int distance = 0; ; distance++)
        {
            // Friday before Monday: of a Saturday and of a Sunday only one is a day away.
            foreach (DateTime near in new[] { day.AddDays(-distance), day.AddDays(distance) })
            {
                bool works = near.DayOfWeek is not DayOfWeek.Saturday and not DayOfWeek.Sunday;
                if (works && near.Month == day.Month)
                {
                    return near;
                }
            }
        }
    }

    private HashSet<int> Numbers(int field, int least, int most, int mostHashed, string names = null) =>
        [.. _fields[field].Split(',').SelectMany(element => Element(element, field, least, most, mostHashed, names))];

    private IEnumerable<int> Element(string element, int field, int least, int most, int mostHashed, string names)
    {
        string[] parts = element.Split('/');
        int step = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1;
        int first = least;
        int last = most;
        if (parts[0].StartsWith('H'))
        {
            string[] range = parts[0].Length == 1 ? [] : parts[0][2..^1].Split('-');
            first = range.Length == 2 ? Number(range[0], names, least) : least;
            last = range.Length == 2 ? Number(range[1], names, least) : mostHashed;
            int choices = parts.Length == 2 ? Math.Min(step, last - first + 1) : last - first + 1;
            first += (int)(Hash(field) % choices);
            last = parts.Length == 2 ? last : first;
        }
        else if (parts[0] is not "*" and not "?")
        {
            string[] range = parts[0].Split('-');
            first = Number(range[0], names, least);
            last = range.Length == 2 ? Number(range[1], names, least) : parts.Length == 2 ? Math.Max(most, first) : first;
        }

        if (last < first)
        {
            last += most - least + 1;
        }

        for (int i = first; i <= last; i += step)
        {
            yield return ((i - least) % (most - least + 1)) + least;
        }
    }

    private static int Number(string word, string names, int least) =>
        char.IsDigit(word[0]) ? int.Parse(word, CultureInfo.InvariantCulture)
            : (names.IndexOf(word, StringComparison.Ordinal) / 3) + least;

    private long Hash(int field)
    {
        ulong hash = 2166136261;
        foreach (int value in _gatewayId.Select(letter => (int)letter).Append(field))
        {
            hash = (hash ^ (uint)value) * 16777619 % 0x1_0000_0000;
        }

        hash ^= hash >> 16;
        hash = hash * 0x85EBCA6B % 0x1_0000_0000;
        return (long)(hash ^ (hash >> 13));
    }
}
