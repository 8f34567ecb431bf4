// Every record of recorded M-Bus frames against the normalised XML that libmbus publishes for them (github.com/rscada/
// libmbus, test/test-frames): function, quantity, unit, value, storage, tariff, subunit. The third column of the file
// names the XML, which lies in the folder "expected" beside it.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Gateway.Link.Apl;

namespace Gateway.Decoding.Compare;

/// <summary>`decode mbus --compare`.</summary>
public static class LibmbusComparison
{
    private const string Ending = ".norm.xml";

    /// <summary>Compares a file.</summary>
    /// <exception cref="IOException">It, or an XML that it names, cannot be read.</exception>
    public static Comparison Run(string path)
    {
        var result = new Comparison();
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)), "expected");
        foreach (var (number, columns) in TsvLines.Read(path))
        {
            if (columns.Length < 3 || !columns[2].EndsWith(Ending, StringComparison.Ordinal))
            {
                continue;
            }

            var expected = XDocument.Load(Path.Combine(folder, columns[2])).Root.Elements("DataRecord").ToList();
            var actual = Records(Convert.FromHexString(columns[0]));
            var name = columns[2][..^Ending.Length];
            for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
            {
                Compare(result, number, $"{name} {i}", i < expected.Count ? expected[i] : null,
                    i < actual.Count ? actual[i] : null);
            }
        }

        return result;
    }

    private static void Compare(Comparison result, int line, string where, XElement expected, DataRecord actual)
    {
        var wanted = expected == null ? "(none)" : ExpectedText(expected);
        var got = actual == null ? "(none)" : ActualText(actual);
        if (wanted == got)
        {
            result.Equal++;
            return;
        }

        result.Add(new Difference(line, where, wanted, got,
            expected == null || actual == null ? null : ClauseOf(wanted, expected, actual)));
    }

    // Each clause only for what it explains: the rest of the record has to be equal.
    private static string ClauseOf(string wanted, XElement expected, DataRecord actual)
    {
        var value = Text(expected, "Value").TrimEnd();
        var isEqualBeside = wanted == ActualText(actual, value);
        var hasEvent = Enumerable.Range(0, actual.ModifierCount).Any(i => actual.Modifiers[i] is >= 0x50 and <= 0x6F);
        if (hasEvent && wanted == ActualText(WithoutEventVifes.Of(actual)))
        {
            return "EN 13757-3:2018 table 15, VIFE 50 .. 6F: the value is a duration or a date of an event; libmbus passes " +
                "over the VIFE";
        }

        if (actual.Status == RecordStatus.InvalidBcd && isEqualBeside)
        {
            return "EN 13757-3:2018 annex A, type A: digits A .. E are no number; libmbus adds them up";
        }

        if (actual.ValueKind is ValueKind.Date or ValueKind.DateTime && actual.Year < 0 && isEqualBeside &&
            value.StartsWith("2027", StringComparison.Ordinal) && value[4..] == LibmbusNames.Value(actual)[1..])
        {
            return "EN 13757-3:2018 annex A, types F and G: year 127 is every year; libmbus counts it on from 1900";
        }

        if (actual.HeaderCount == 0 && Text(expected, "Unit") == "reserved but historic" &&
            value == FixedValue(actual))
        {
            return "MBDOC48 6.2, unit 3E of the fixed data structure: the unit of the other counter, a stored value";
        }

        return actual.Status == RecordStatus.ReservedVif && Text(expected, "Unit").Length == 0 && value.Length == 0
            ? "EN 13757-3:2018 table 10: the VIF is reserved, its data is kept; libmbus has an empty record" : null;
    }

    private static string FixedValue(DataRecord record) => record.Mantissa.ToString(CultureInfo.InvariantCulture);

    private static List<DataRecord> Records(byte[] frame)
    {
        var telegram = new DecodedTelegram();
        List<DataRecord> records = [];
        if (WiredFrame.Read(frame, telegram) != null)
        {
            return records;
        }

        var header = new PayloadHeader();
        var payload = telegram.Payload;
        header.Parse(payload, 0, payload.Length);
        var count = payload.Length - header.PayloadOffset;
        if (header.Kind == PayloadKind.Fixed)
        {
            var data = new FixedData();
            data.Parse(payload, header.PayloadOffset, count);
            for (var i = 0; i < FixedData.Records; i++)
            {
                records.Add(new DataRecord());
                data.Read(i, records[i]);
            }

            return records;
        }

        var reader = new AplReader();
        reader.Open(payload, header.PayloadOffset, count);
        for (var record = new DataRecord(); reader.TryNext(record); record = new DataRecord())
        {
            records.Add(record);
        }

        return records;
    }

    // The files are UTF-8 and say that they are ISO 8859-1.
    private static string Text(XElement record, string name) =>
        (record.Element(name)?.Value ?? "").Replace("Â", "", StringComparison.Ordinal);

    private static string ExpectedText(XElement record)
    {
        if (record.Element("Quantity") == null && record.Element("Unit") != null)
        {
            return FixedText(record);
        }

        var function = Text(record, "Function");
        return string.Join(" | ", function == "Actual value" ? "Instantaneous value" : function,
            Text(record, "Quantity"), Text(record, "Unit"), Text(record, "Value").TrimEnd(),
            OrZero(Text(record, "StorageNumber")), OrZero(Text(record, "Tariff")), OrZero(Text(record, "Device")));
    }

    private static string OrZero(string text) => text.Length == 0 ? "0" : text;

    // The fixed data structure: values in the unit of its table, no quantity.
    private static string FixedText(XElement record)
    {
        var value = long.Parse(record.Element("Value").Value, CultureInfo.InvariantCulture);
        return record.Element("Unit").Value switch
        {
            "l" => $"Instantaneous value | Volume | m^3 | {FixedSix.Text(value, -3)} | 0 | 0 | 0",
            "kWh" => $"Instantaneous value | Energy | Wh | {FixedSix.Text(value, 3)} | 0 | 0 | 0",
            var unit => $"{unit} {value}",
        };
    }

    private static string ActualText(DataRecord record, string value = null)
    {
        var function = record.Kind switch
        {
            RecordKind.ManufacturerData => "Manufacturer specific",
            RecordKind.MoreRecordsFollow => "More records follow",
            RecordKind.Value => LibmbusNames.Function(record.Function),
            _ => record.Kind + " " + record.Status,
        };
        var isValue = record.Kind == RecordKind.Value;
        return string.Join(" | ", function, isValue ? LibmbusNames.Quantity(record) : "",
            isValue ? LibmbusNames.Unit(record) : "", value ?? LibmbusNames.Value(record),
            record.StorageNumber, record.Tariff, record.Subunit);
    }
}
