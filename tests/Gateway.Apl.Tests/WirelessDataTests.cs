// The values that wmbusmeters' drivers publish for recorded telegrams, against the records read here. A driver names
// fields in its own way, so a value is found when a record of the telegram has it, in the unit that the field's name
// ends with. What a driver reads out of a maker's own data is none of the standard's business and counted apart.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Link.Apl;
using Gateway.Decoding;

namespace Gateway.Apl.Tests;

[TestClass]
public sealed class WirelessDataTests
{
    private const string Factor = "table 15, VIFE 75: times 10^-1, which the driver leaves out";
    private const string EveryYear = "annex A types F and G: year 127 is every year";
    private const string Duration = "table 15, VIFE 50 .. 5F: the value is a duration";
    private const string DataError = "table 17, VIFE 18: the meter reports a data error";

    // Fields that no record has, by line, and why: firmware/Link/Apl/README.md has the same list.
    private static readonly Dictionary<int, (int Fields, string Why)> Differences = new()
    {
        [88] = (2, Factor),
        [124] = (1, "annex A type G: month 0 is no date"),
        [136] = (1, EveryYear),
        [202] = (1, Duration),
        [203] = (1, Duration),
        [204] = (1, Duration),
        [205] = (1, Duration),
        [206] = (1, Duration),
        [207] = (1, Duration),
        [217] = (1, DataError),
        [218] = (1, DataError),
        [219] = (1, DataError),
        [221] = (1, EveryYear),
        [253] = (1, "the record 0C13 says 5.648"),
    };

    // Fields that a driver computes or reads from bytes without DIF and VIF, in telegrams that have records too.
    private static readonly Dictionary<int, int> DriversOwn = new()
    {
        [67] = 21, // no DIF and VIF
        [88] = 2, [89] = 1, // apparent energy from active and reactive energy
        [94] = 10, [235] = 15, [236] = 15, [237] = 15, [238] = 15, // dates of monthly values
    };

    // How the names end, and the record's unit with what makes it so.
    private static readonly Dictionary<string, (ValueUnit Unit, double Factor)> Units = new()
    {
        ["m3"] = (ValueUnit.CubicMetre, 1),
        ["kwh"] = (ValueUnit.WattHour, 1e3),
        ["gj"] = (ValueUnit.Joule, 1e9),
        ["kw"] = (ValueUnit.Watt, 1e3),
        ["m3h"] = (ValueUnit.CubicMetrePerHour, 1),
        ["c"] = (ValueUnit.Celsius, 1),
        ["hca"] = (ValueUnit.HeatCostUnit, 1),
        ["v"] = (ValueUnit.Volt, 1),
        ["a"] = (ValueUnit.Ampere, 1),
        ["hz"] = (ValueUnit.Hertz, 1),
        ["kvarh"] = (ValueUnit.VarHour, 1e3),
        ["kvah"] = (ValueUnit.VoltAmpereHour, 1e3),
        ["bar"] = (ValueUnit.Bar, 1),
        ["rh"] = (ValueUnit.Percent, 1),
        ["s"] = (ValueUnit.Second, 1),
        ["h"] = (ValueUnit.Second, 3600),
        ["y"] = (ValueUnit.Second, 31_556_952),
    };

    public TestContext TestContext { get; set; }

    [TestMethod]
    public void Telegrams_EveryStandardValue_IsInARecordOrADocumentedDifference()
    {
        int found = 0, own = 0, missing = 0;
        List<string> wrong = [];
        HashSet<int> listed = [];
        foreach (var (line, columns, telegram) in Decoded())
        {
            if (columns.Length < 5 || columns[4].Length == 0)
            {
                continue;
            }

            using var json = JsonDocument.Parse(columns[4]);
            List<string> lost = [];
            foreach (var field in json.RootElement.EnumerateObject().Where(IsComparable))
            {
                if (telegram.Records.Any(record => Has(record, field)))
                {
                    found++;
                }
                else if (IsMakersOwn(telegram))
                {
                    own++;
                }
                else
                {
                    lost.Add(field.ToString());
                }
            }

            var driversOwn = DriversOwn.GetValueOrDefault(line);
            own += driversOwn;
            missing += lost.Count - driversOwn;
            if (Differences.TryGetValue(line, out var known))
            {
                listed.Add(line);
            }

            if (lost.Count - driversOwn != known.Fields)
            {
                wrong.Add($"{line} {columns[2]}: {lost.Count} fields, {known.Fields} and {driversOwn} listed: " +
                    string.Join(", ", lost));
            }
        }

        var share = 100.0 * found / (found + missing);
        TestContext.WriteLine($"{found + missing} values that the standard defines, {found} found: {share:F2} %; " +
            $"{own} more in a maker's own data");
        foreach (var group in Differences.Values.GroupBy(known => known.Why))
        {
            TestContext.WriteLine($"{group.Sum(known => known.Fields)} not found: {group.Key}");
        }

        Assert.IsEmpty(wrong, "\n" + string.Join('\n', wrong));
        Assert.IsEmpty(Differences.Keys.Except(listed), "lines that are not in the file");
        Assert.IsGreaterThan(1000, found);
        Assert.IsGreaterThan(98.0, share);
    }

    // In two passes, so that compact frames find formats that come later.
    private static IEnumerable<(int Line, string[] Columns, DecodedTelegram Telegram)> Decoded()
    {
        var lines = SharedData.Read("wmbus/telegrams.tsv");
        var decoder = new TelegramDecoder(new KeyRing());
        foreach (var (_, columns) in lines)
        {
            decoder.DecodeWireless(Convert.FromHexString(columns[0]));
        }

        foreach (var (line, columns) in lines)
        {
            byte[] key = null;
            if (columns.Length > 3)
            {
                KeyRing.TryParse(columns[3], out key);
            }

            yield return (line, columns, decoder.DecodeWireless(Convert.FromHexString(columns[0]), key));
        }
    }

    private static bool IsComparable(JsonProperty field)
    {
        if (field.Name is "_" or "id" or "media" or "meter" or "name" or "timestamp" or "status")
        {
            return false;
        }

        return field.Value.ValueKind == JsonValueKind.Number
            ? field.Name.Contains('_') && Units.ContainsKey(field.Name.Split('_')[^1])
            : field.Value.ValueKind == JsonValueKind.String && IsDate(field.Value.GetString());
    }

    private static bool IsDate(string text) => Regex.IsMatch(text, @"^\d{4}-\d\d(-\d\d)?([T ]\d\d:\d\d(:\d\d)?)?Z?$");

    // Behind DIF 0F or 1F, a VIF or VIFE of the maker's, a CI-field of the maker's, a payload that is no records.
    private static bool IsMakersOwn(DecodedTelegram telegram) =>
        telegram.Records.Count == 0 || telegram.Records.Any(record => record.Kind != RecordKind.Value ||
            record.ManufacturerVifeOffset >= 0 || record.Quantity == Quantity.ManufacturerSpecific);

    private static bool Has(DataRecord record, JsonProperty field)
    {
        if (field.Value.ValueKind == JsonValueKind.String)
        {
            var text = TimeText.Of(record);
            var wanted = field.Value.GetString().Replace(' ', 'T');
            return text.Length > 0 && (text.StartsWith(wanted, StringComparison.Ordinal) ||
                wanted.StartsWith(text, StringComparison.Ordinal));
        }

        if (record.Status != RecordStatus.Ok ||
            record.ValueKind is not (ValueKind.Number or ValueKind.Unsigned or ValueKind.Real))
        {
            return false;
        }

        var (unit, factor) = Units[field.Name.Split('_')[^1]];
        double value = record.ValueKind == ValueKind.Real ? record.ReadReal() : record.Mantissa;
        value *= Math.Pow(10, record.Exponent) * InUnit(record.Unit, unit);

        // The expected values have six digits behind the point.
        var expected = field.Value.GetDouble() * factor;
        return Math.Abs(value - expected) <= Math.Max(1e-6 * Math.Abs(value), 5.1e-7 * factor);
    }

    private static double InUnit(ValueUnit unit, ValueUnit wanted) => (unit, wanted) switch
    {
        _ when unit == wanted => 1,
        (ValueUnit.Minute, ValueUnit.Second) => 60,
        (ValueUnit.Hour, ValueUnit.Second) => 3600,
        (ValueUnit.Day, ValueUnit.Second) => 86_400,
        (ValueUnit.Month, ValueUnit.Second) => 2_629_746,
        (ValueUnit.Year, ValueUnit.Second) => 31_556_952,
        (ValueUnit.Joule, ValueUnit.WattHour) => 1 / 3600.0,
        (ValueUnit.Kelvin, ValueUnit.Celsius) => 1,
        _ => double.NaN,
    };
}
