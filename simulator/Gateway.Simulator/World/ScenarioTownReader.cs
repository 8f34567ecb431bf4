// The parts of a scenario file that make a town of it: several gateways, streets, lists of places, interferers.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Gateway.Simulator.World;

/// <summary>Reads what goes beyond one gateway and discs of meters.</summary>
internal static class ScenarioTownReader
{
    private const int MaxGateways = 64;
    private const string PlacesHeader = "x_m,y_m,z_m";

    /// <summary>One under "gateway", or several under "gateways".</summary>
    public static List<ScenarioGateway> ReadGateways(ScenarioObject root)
    {
        if (!root.Has("gateways"))
        {
            root.Skip("gateways");
            return [ScenarioReader.ReadGateway(root.Child("gateway"))];
        }

        if (root.Has("gateway"))
        {
            throw root.Error("gateways", "there is a \"gateway\" too: one of the two, please");
        }

        var all = new List<ScenarioGateway>();
        foreach (var child in root.Children("gateways"))
        {
            var one = ScenarioReader.ReadGateway(child);
            all.Add(all.Any(other => other.Id == one.Id)
                ? throw child.Error("id", $"\"{one.Id}\" is there twice")
                : one);
        }

        return all.Count is > 0 and <= MaxGateways
            ? all
            : throw root.Error("gateways", $"must hold 1..{MaxGateways} gateways");
    }

    /// <summary>Places one a line, from a file beside the scenario; the header is "x_m,y_m,z_m".</summary>
    public static IReadOnlyList<(double X, double Y, double Z)> ReadPlaces(ScenarioObject from, string key)
    {
        var name = from.Text(key, "");
        if (name.Length == 0)
        {
            return null;
        }

        var path = Path.Combine(Path.GetDirectoryName(from.File) ?? "", name);
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw from.Error(key, $"{path}: {e.Message}");
        }

        if (lines.Length < 2 || lines[0] != PlacesHeader)
        {
            throw from.Error(key, $"{path}:1: the header \"{PlacesHeader}\" and a line for each meter are expected");
        }

        return lines.Skip(1).Select((line, i) => ReadPlace(line) ?? throw from.Error(
            key, $"{path}:{i + 2}: \"{line}\" is not three numbers of {-ScenarioReader.MaxPlaceMetres}.." +
            $"{ScenarioReader.MaxPlaceMetres}")).ToList();
    }

    /// <summary>The street of a group, or null.</summary>
    public static ScenarioStreet ReadStreet(ScenarioObject group)
    {
        if (!group.Has("street"))
        {
            group.Skip("street");
            return null;
        }

        var from = group.Child("street");
        var (begin, end) = (from.Child("from"), from.Child("to"));
        var street = new ScenarioStreet
        {
            FromMetres = ScenarioReader.ReadPlace(begin),
            ToMetres = ScenarioReader.ReadPlace(end),
            WidthMetres = from.Number("width_m", 0, 1_000, 20),
            Floors = (int)from.Whole("floors", 1, 100, 1),
        };
        begin.Finish();
        end.Finish();
        from.Finish();
        return street;
    }

    /// <summary>The interferers.</summary>
    public static IReadOnlyList<ScenarioInterferer> ReadInterferers(ScenarioObject root)
    {
        var all = new List<ScenarioInterferer>();
        foreach (var from in root.Children("interferers"))
        {
            var place = from.Child("place");
            var one = new ScenarioInterferer
            {
                Name = from.Text("name"),
                PlaceMetres = ScenarioReader.ReadPlace(place),
                CarrierHz = from.Number("carrier_mhz", 800, 1_000, 868.95) * 1e6,
                BandwidthHz = from.Number("bandwidth_khz", 0.1, 10_000, 50) * 1e3,
                PowerDbm = from.Number("power_dbm", -60, 60, 10),
                BurstNs = from.DurationNs("burst"),
                PeriodNs = from.DurationNs("period"),
                IsRandom = from.Flag("random", false),
                AtNs = from.DurationNs("at", "0s"),
                ForNs = OptionalNs(from, "for"),
            };
            place.Finish();
            from.Finish();
            if (one.BurstNs is < 10_000 or > 10_000_000_000)
            {
                throw from.Error("burst", "is not in 0.01ms..10s");
            }

            if (one.PeriodNs <= one.BurstNs)
            {
                throw from.Error("period", "must be longer than the burst");
            }

            if (all.Any(other => other.Name == one.Name))
            {
                throw from.Error("name", $"\"{one.Name}\" is there twice");
            }

            all.Add(one);
        }

        return all;
    }

    /// <summary>A duration that may be left out.</summary>
    public static long? OptionalNs(ScenarioObject from, string key) =>
        from.Has(key) ? from.DurationNs(key) : SkippedNs(from, key);

    private static long? SkippedNs(ScenarioObject from, string key)
    {
        from.Skip(key);
        return null;
    }

    private static (double X, double Y, double Z)? ReadPlace(string line)
    {
        var cells = line.Split(',');
        var numbers = new double[3];
        for (var i = 0; i < 3; i++)
        {
            if (cells.Length != 3
                || !double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !(Math.Abs(numbers[i]) <= ScenarioReader.MaxPlaceMetres))
            {
                return null;
            }
        }

        return (numbers[0], numbers[1], numbers[2]);
    }
}
