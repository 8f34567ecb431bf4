// The values that wmbusmeters' drivers publish for recorded telegrams (fifth column, JSON), against the records read here.
// A driver names fields in its own way, so a value is found when a record of the telegram has it, in the unit that the
// field's name ends with. What a driver reads out of a maker's own data, or computes, is none of the standard's business
// and counted apart.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Link.Apl;

namespace Gateway.Decoding.Compare;

/// <summary>`decode wmbus --compare`.</summary>
public static partial class DriverComparison
{
    private const int KeyColumn = 3;
    private const int ValuesColumn = 4;

    /// <summary>Compares a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Comparison Run(string path)
    {
        var result = new Comparison { Beside = new Comparison { What = "fields of headers" } };
        var lines = TsvLines.Read(path);
        var decoder = new TelegramDecoder(new KeyRing());

        // In two passes, so that compact frames find formats that come later.
        foreach (var (_, columns) in lines)
        {
            decoder.DecodeWireless(Convert.FromHexString(columns[0]));
        }

        foreach (var (number, columns) in lines.Where(line =>
            line.Columns.Length > ValuesColumn && line.Columns[ValuesColumn].Length > 0))
        {
            KeyRing.TryParse(columns[KeyColumn], out var key);
            var telegram = decoder.DecodeWireless(Convert.FromHexString(columns[0]), key);
            using var json = JsonDocument.Parse(columns[ValuesColumn]);
            DriverHeads.Compare(result.Beside, number, telegram, json.RootElement);
            foreach (var field in json.RootElement.EnumerateObject().Where(IsComparable))
            {
                Compare(result, number, telegram, field);
            }
        }

        return result;
    }

    private static void Compare(Comparison result, int line, DecodedTelegram telegram, JsonProperty field)
    {
        if (telegram.Records.Any(record => RecordMatch.Has(record, field)))
        {
            result.Equal++;
        }
        else if (IsMakersOwn(telegram) || IsComputed(telegram, field))
        {
            result.NotOfTheStandard++;
        }
        else
        {
            var near = telegram.Records.Where(record => RecordMatch.IsOfKind(record, field)).ToList();
            var clause = near.Select(record => DriverClauses.Of(record, field)).FirstOrDefault(clause => clause != null);
            result.Add(new Difference(line, field.Name, field.Value.ToString(),
                string.Join(" or ", near.Select(record => AplNames.OfQuantity(record.Quantity) + " " + Shown(record))),
                clause, clause != null));
        }
    }

    private static string Shown(DataRecord record)
    {
        var time = TimeText.Of(record);
        var status = record.Status == RecordStatus.Ok ? "" : $" ({AplNames.OfStatus(record.Status)})";
        return (time.Length > 0 ? time : ExactDecimal.Text(record.Mantissa, record.Exponent) + " " +
            AplNames.OfUnit(record.Unit)) + status;
    }

    private static bool IsComparable(JsonProperty field)
    {
        if (field.Name is "_" or "id" or "media" or "meter" or "name" or "timestamp" or "status")
        {
            return false;
        }

        return field.Value.ValueKind == JsonValueKind.Number
            ? RecordMatch.HasKnownUnit(field.Name)
            : field.Value.ValueKind == JsonValueKind.String && DateLike().IsMatch(field.Value.GetString());
    }

    // Behind DIF 0F or 1F, a VIF or VIFE of the maker's, a CI-field of the maker's, a payload that is no records.
    private static bool IsMakersOwn(DecodedTelegram telegram) =>
        telegram.Records.Count == 0 || telegram.Records.Any(record => record.Kind != RecordKind.Value ||
            record.ManufacturerVifeOffset >= 0 || record.Quantity == Quantity.ManufacturerSpecific);

    // Nothing of that unit is in the telegram (a payload without DIF and VIF, apparent energy from active and reactive
    // energy), or a date that is counted back from another one.
    private static bool IsComputed(DecodedTelegram telegram, JsonProperty field) =>
        MonthBack().IsMatch(field.Name) || !telegram.Records.Any(record => RecordMatch.IsOfKind(record, field));

    [GeneratedRegex(@"^\d{4}-\d\d(-\d\d)?([T ]\d\d:\d\d(:\d\d)?)?Z?$")]
    private static partial Regex DateLike();

    [GeneratedRegex(@"^history_\d+_date$")]
    private static partial Regex MonthBack();
}
