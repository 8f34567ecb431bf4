using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Gateway.Core;
using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

/// <summary>Turns the text of a scenario file into a <see cref="Scenario"/>, or says exactly what is
/// wrong.</summary>
internal static class ScenarioReader
{
    /// <summary>Furthest place from the origin.</summary>
    public const double MaxPlaceMetres = 100_000;
    private const int MaxMeters = 200_000;

    public static Scenario Read(string file, string json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            var place = $"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}";
            throw new ScenarioException(file, place, "not JSON: " + e.Message.Split(" LineNumber:")[0]);
        }

        using (document)
        {
            return ReadRoot(new ScenarioObject(file, "$", document.RootElement));
        }
    }

    private static Scenario ReadRoot(ScenarioObject root)
    {
        root.Skip("$schema");
        root.Skip("description");
        var gateways = ScenarioTownReader.ReadGateways(root);
        var scenario = new Scenario
        {
            Name = root.Text("name"),
            Seed = (ulong)root.Whole("seed", 0, long.MaxValue, 1),
            DurationNs = root.DurationNs("duration"),
            StartUtc = ReadStart(root),
            Gateway = gateways[0],
            OtherGateways = gateways[1..],
            IsTown = root.Has("gateways"),
            Air = ReadAir(root.Child("air")),
            Meters = root.Children("meters", required: true).Select(ReadGroup).ToList(),
            Interferers = ScenarioTownReader.ReadInterferers(root),
            Faults = ScenarioFaultReader.ReadFaults(root, gateways),
            RandomFaults = ScenarioFaultReader.ReadRandom(root),
            Broker = ReadBroker(root.Child("broker")),
            PowerCuts = ReadSpans(root, "power_cuts", "30s"),
        };
        root.Finish();
        if (scenario.DurationNs == 0)
        {
            throw root.Error("duration", "must be more than 0");
        }

        CheckMeters(root, scenario);
        return scenario;
    }

    private static DateTime ReadStart(ScenarioObject root)
    {
        var text = root.Text("start");
        return DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start) &&
                start.Year is >= 2000 and < 2100
            ? start
            : throw root.Error("start",
                $"\"{text}\" is not a UTC time such as \"2026-01-15T06:00:00Z\" of 2000..2099");
    }

    /// <summary>One gateway.</summary>
    public static ScenarioGateway ReadGateway(ScenarioObject from)
    {
        var defaults = new ScenarioGateway();
        var place = from.Child("place");
        var forwardAll = !from.Has("forward") || from.IsText("forward");
        if (forwardAll && from.Text("forward", "all") is var word && word != "all")
        {
            throw from.Error("forward", $"\"{word}\" is neither \"all\" nor an array of rules");
        }

        var gateway = new ScenarioGateway
        {
            Id = from.Text("id", defaults.Id),
            Board = Word(from, "board", BoardKind.Names),
            Size = Word(from, "size", "full", "mini", "battery"),
            Log = Word(from, "log", "internal", "card"),
            HasPanel = from.Flag("panel", false),
            FlashStalls = from.Flag("flash_stalls", false),
            Radios = ScenarioRadioReader.Read(from),
            ForwardAll = forwardAll,
            Rules = forwardAll ? [] : from.Texts("forward"),
            Format = Word(from, "format", "json", "cbor"),
            Tenants = [.. from.Children("tenants").Select(ScenarioRuleReader.ReadTenant)],
            Wired = ScenarioWiredReader.Read(from),
            Links = ReadLinks(from),
            TakesCommands = from.Flag("commands", false),
            CountsEnergy = from.Flag("energy", false),
            SessionEveryS = (int)from.Whole("session_every_s", 0, 86_400, 0),
            HasTwoSlots = from.Flag("two_slots", false),
            PlaceMetres = ReadPlace(place),
            AntennaGainDbi = from.Number("antenna_gain_dbi", -30, 30, defaults.AntennaGainDbi),
            CrystalErrorPpm = from.Number("crystal_error_ppm", -100, 100, 0),
        };
        place.Finish();
        from.Finish();
        ScenarioRuleReader.Check(from, "forward", gateway.Rules);
        if (gateway.Id.Length is < 1 or > 32 || !gateway.Id.All(c =>
            char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            throw from.Error("id", $"\"{gateway.Id}\" is not 1..32 of A-Z a-z 0-9 _ -");
        }

        return gateway;
    }

    private static IReadOnlyList<string> ReadLinks(ScenarioObject from)
    {
        if (!from.Has("links"))
        {
            from.Skip("links");
            return [];
        }

        var links = from.Texts("links");
        var isGood = links.All(name => name is "ethernet" or "wifi" or "modem" or "serial")
            && links.Distinct().Count() == links.Count;
        return isGood && links.Count > 0
            ? links
            : throw from.Error("links", "must be some of \"ethernet\", \"wifi\", \"modem\", \"serial\", each once");
    }

    private static ScenarioAir ReadAir(ScenarioObject from)
    {
        var defaults = new ScenarioAir();
        var air = new ScenarioAir
        {
            PathLossExponent = from.Number("path_loss_exponent", 1.5, 6, defaults.PathLossExponent),
            ShadowingDb = from.Number("shadowing_db", 0, 20, defaults.ShadowingDb),
            AntennaCorrelation = from.Number("antenna_correlation", 0, 1, defaults.AntennaCorrelation),
            CollectorHeightMetres = OptionalNumber(from, "collector_height_m", 1, 1_000),
            MeterHeightMetres = OptionalNumber(from, "meter_height_m", 1, 1_000),
            NoiseFigureDb = from.Number("noise_figure_db", 0, 40, defaults.NoiseFigureDb),
            CaptureDb = from.Number("capture_db", 0, 30, defaults.CaptureDb),
            NoiseFalseSyncs = from.Flag("noise_false_syncs", defaults.NoiseFalseSyncs),
        };
        from.Finish();
        return air;
    }

    private static ScenarioMeterGroup ReadGroup(ScenarioObject from)
    {
        var area = from.Child("area");
        var places = ScenarioTownReader.ReadPlaces(from, "places");
        var group = new ScenarioMeterGroup
        {
            Count = (int)from.Whole("count", 1, MaxMeters, places?.Count),
            Manufacturer = from.Text("manufacturer"),
            DeviceType = (byte)from.Whole("device_type", 0, 255),
            Version = (byte)from.Whole("version", 0, 255, 1),
            FirstIdentificationNumber = (int)from.Whole(
                "first_identification_number", 0, MeterIdentity.MaxIdentificationNumber),
            Mode = from.Choice<AirMode>(
                "mode", null, ("T1", AirMode.T1), ("C1A", AirMode.C1A), ("C1B", AirMode.C1B), ("S1", AirMode.S1),
                ("LIQ", AirMode.LinkIq)),
            IntervalNs = (long)(from.Number("interval_s", 1, 86_400) * 1e9),
            Jitter = OptionalNumber(from, "jitter", 0, 0.5),
            Encryption = from.Choice("encryption", (MeterEncryption?)MeterEncryption.Mode5,
                ("none", MeterEncryption.None),
                ("mode5", MeterEncryption.Mode5),
                ("ell", MeterEncryption.Ell)),
            AlarmsPerDay = from.Number("alarms_per_day", 0, 1_000, 0),
            TxPowerDbm = from.Number("tx_power_dbm", -40, 20, 10),
            CrystalSpreadPpm = from.Number("crystal_spread_ppm", 0, 30, 5),
            CrystalDailySwingPpm = from.Number("crystal_daily_swing_ppm", 0, 50, 0),
            CrystalAgeingPpmPerYear = from.Number("crystal_ageing_ppm_per_year", 0, 50, 0),
            BuildingLossDb = from.Number("building_loss_db", 0, 100, 0),
            IsForeign = from.Flag("foreign", false),
            Records = from.Choice("records", (MeterRecords?)MeterRecords.Standard,
                ("standard", MeterRecords.Standard), ("short", MeterRecords.Short)),
            FullFrameEvery = (int)from.Whole("full_frame_every", 0, 1_000_000, 8),
            PlacesMetres = places,
            Street = ScenarioTownReader.ReadStreet(from),
            CentreMetres = ReadPlace(area),
            RadiusMetres = area.Number("radius_m", 0, MaxPlaceMetres, 50),
        };
        area.Finish();
        from.Finish();
        if (new[] { "area", "street", "places" }.Count(from.Has) > 1)
        {
            throw from.Error("area", "one of area, street and places says where the meters are");
        }

        if (places != null && places.Count != group.Count)
        {
            throw from.Error("count", $"{group.Count}, but the file of places has {places.Count}");
        }

        if (!MeterIdentity.IsManufacturer(group.Manufacturer))
        {
            throw from.Error("manufacturer", $"\"{group.Manufacturer}\" is not three letters A-Z");
        }

        if (group.Mode == AirMode.LinkIq && group.Encryption == MeterEncryption.Ell)
        {
            throw from.Error("encryption", "a LIQ packet has no room for \"ell\"; \"mode5\" and \"none\" fit");
        }

        if (!MeterReadings.IsKnown(group.DeviceType))
        {
            throw from.Error("device_type",
                $"{group.DeviceType} has no readings here; known: 2 electricity, 3 gas, " +
                "4 heat, 6 warm water, 7 water, 8 heat cost allocator");
        }

        return (long)group.FirstIdentificationNumber + group.Count <= MeterIdentity.MaxIdentificationNumber + 1
            ? group
            : throw from.Error("first_identification_number",
                "the last of the group has more than eight digits");
    }

    private static double? OptionalNumber(ScenarioObject from, string key, double min, double max)
    {
        from.Skip(key);
        return from.Has(key) ? from.Number(key, min, max) : null;
    }

    private static ScenarioBroker ReadBroker(ScenarioObject from)
    {
        var defaults = new ScenarioBroker();
        var broker = new ScenarioBroker
        {
            LatencyMs = from.Number("latency_ms", 0, 60_000, defaults.LatencyMs),
            JitterMs = from.Number("jitter_ms", 0, 60_000, defaults.JitterMs),
            Outages = ReadSpans(from, "outages", null),
        };
        from.Finish();
        return broker;
    }

    private static List<ScenarioSpan> ReadSpans(ScenarioObject from, string key, string defaultLength)
    {
        var spans = new List<ScenarioSpan>();
        foreach (var child in from.Children(key))
        {
            var span = new ScenarioSpan(child.DurationNs("at"), child.DurationNs("for", defaultLength));
            child.Finish();
            if (spans.Count > 0 && span.AtNs < spans[^1].AtNs + spans[^1].ForNs)
            {
                throw child.Error("at", "begins before the one ahead of it has ended");
            }

            spans.Add(span);
        }

        return spans;
    }

    /// <summary>A place in metres; its keys are x_m, y_m and z_m.</summary>
    public static (double X, double Y, double Z) ReadPlace(ScenarioObject from) => (
        from.Number("x_m", -MaxPlaceMetres, MaxPlaceMetres, 0),
        from.Number("y_m", -MaxPlaceMetres, MaxPlaceMetres, 0),
        from.Number("z_m", -MaxPlaceMetres, MaxPlaceMetres, 0));

    /// <summary>One of several words, the first by default.</summary>
    public static string Word(ScenarioObject from, string key, params string[] words)
    {
        var word = from.Text(key, words[0]);
        return words.Contains(word)
            ? word
            : throw from.Error(key, $"\"{word}\" is not one of {string.Join(", ", words)}");
    }

    private static void CheckMeters(ScenarioObject root, Scenario scenario)
    {
        if (scenario.Meters.Sum(group => (long)group.Count) > MaxMeters)
        {
            throw root.Error("meters", $"more than {MaxMeters} meters");
        }

        for (var i = 0; i < scenario.Meters.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (scenario.Meters[i], scenario.Meters[j]);
                if (a.Manufacturer == b.Manufacturer && a.Version == b.Version &&
                    a.DeviceType == b.DeviceType &&
                    a.FirstIdentificationNumber < b.FirstIdentificationNumber + b.Count &&
                    b.FirstIdentificationNumber < a.FirstIdentificationNumber + a.Count)
                {
                    throw root.Error($"meters[{i}].first_identification_number",
                        $"meters of meters[{j}] again");
                }
            }
        }
    }
}
