using System;
using System.Globalization;

namespace Gateway.Simulator.World;

/// <summary>Durations as people type them: a number and a unit, "24h", "15m", "30s", "250ms", "7d", also
/// "1.5h".</summary>
public static class Durations
{
    /// <summary>Longest duration that is accepted: ten years.</summary>
    public const long MaxNs = 3_650L * 86_400 * 1_000_000_000;

    private static readonly (string Suffix, double Ns)[] _units =
        [("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3_600e9), ("d", 86_400e9)];

    /// <summary>Reads a duration into nanoseconds, 0 to <see cref="MaxNs"/>.</summary>
    /// <returns>False when the text is none, negative or too long.</returns>
    public static bool TryParse(string text, out long ns)
    {
        ns = 0;
        foreach (var (suffix, unitNs) in _units)
        {
            if (text is null || !text.EndsWith(suffix, StringComparison.Ordinal))
            {
                continue;
            }

            if (double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture, out var number) && number * unitNs <= MaxNs)
            {
                ns = (long)Math.Round(number * unitNs);
                return true;
            }
        }

        return false;
    }

    /// <summary>Hours, minutes and seconds for people: 26:03:07.</summary>
    public static string Clock(long ns)
    {
        var seconds = ns / 1_000_000_000;
        return string.Create(CultureInfo.InvariantCulture,
            $"{seconds / 3600:D2}:{seconds / 60 % 60:D2}:{seconds % 60:D2}");
    }
}
