// Random expressions: of the whole dialect, or of the part that Quartz understands the same way.
using System;
using System.Linq;

namespace Gateway.Schedule.Tests;

internal sealed class RandomCron(int seed)
{
    private static readonly string[] Months =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly Random _random = new(seed);

    /// <summary>What Quartz has too, with the same meaning: one of the day fields is ?.</summary>
    public string Common()
    {
        bool byWeek = _random.Next(2) == 0;
        string month = Field(1, 12, 12, Months);
        string year = _random.Next(10) == 0 ? " " + Year() : "";
        return $"{Time()} {(byWeek ? "?" : DayOfMonth())} {month} {(byWeek ? DayOfWeek(1) : "?")}{year}";
    }

    /// <summary>Anything that SPEC.md allows.</summary>
    public string Any()
    {
        bool isCrontab = _random.Next(3) == 0;
        string time = isCrontab ? Hashed(59) + " " + Hashed(23) : $"{Hashed(59)} {Hashed(59)} {Hashed(23)}";
        string dayOfMonth = _random.Next(4) == 0 ? "*" : _random.Next(8) == 0 ? "H" : DayOfMonth();
        string dayOfWeek = _random.Next(2) == 0 ? "?" : DayOfWeek(isCrontab ? 0 : 1);
        string year = !isCrontab && _random.Next(10) == 0 ? " " + Year() : "";
        return $"{time} {dayOfMonth} {Field(1, 12, 12, Months)} {dayOfWeek}{year}";
    }

    private string Time() => $"{Field(0, 59, 59)} {Field(0, 59, 59)} {Field(0, 23, 23)}";

    private string Hashed(int most) => _random.Next(6) switch
    {
        0 => "H",
        1 => "H/" + _random.Next(1, most),
        2 => "H(3-" + _random.Next(3, most) + ")",
        _ => Field(0, most, most),
    };

    private string Field(int least, int most, int mostStep, string[] names = null) => _random.Next(3) == 0
        ? "*"
        : string.Join(',', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Element(least, most, mostStep, names)));

    private string Element(int least, int most, int mostStep, string[] names) => _random.Next(5) switch
    {
        // Two names or two numbers: Quartz refuses 2-FRI.
        0 => Range(least, most, _random.Next(2) == 0 ? names : null),
        // Without names: Quartz takes MON/2 for every second week.
        1 => Number(least, most, null) + "/" + _random.Next(1, mostStep + 1),
        2 => "*/" + _random.Next(1, mostStep + 1),
        _ => Number(least, most, names),
    };

    private string Range(int least, int most, string[] names)
    {
        int first = _random.Next(least, most + 1);
        int last = _random.Next(least, most + 1);
        return names == null ? first + "-" + last : names[first - least] + "-" + names[last - least];
    }

    private string Number(int least, int most, string[] names)
    {
        int number = _random.Next(least, most + 1);
        return names != null && _random.Next(2) == 0 ? names[number - least] : number.ToString();
    }

    private string DayOfMonth() => _random.Next(8) switch
    {
        0 => "L",
        1 => "L-" + _random.Next(1, 28),
        2 => "LW",
        3 => _random.Next(1, 29) + "W",
        _ => Field(1, 31, 31),
    };

    private string DayOfWeek(int sunday) => _random.Next(6) switch
    {
        0 => Number(sunday, sunday + 6, Days) + "L",
        1 => Number(sunday, sunday + 6, Days) + "#" + _random.Next(1, 6),
        2 => "L",
        _ => Field(sunday, sunday + 6, 7, Days),
    };

    private string Year()
    {
        int first = _random.Next(2020, 2080);
        return _random.Next(3) switch
        {
            0 => first + "-" + (first + _random.Next(12)),
            1 => first + "/" + _random.Next(1, 10),
            _ => first + "," + (first + 4),
        };
    }
}
