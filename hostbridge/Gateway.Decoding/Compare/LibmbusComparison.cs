// Every record of recorded M-Bus frames against the normalised XML that libmbus publishes for them (github.com/rscada/
// libmbus, test/test-frames): function, quantity, unit, value, storage, tariff, subunit; and beside them the header. The third column of the file
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
        var result = new Comparison { What = "records", Beside = new Comparison { What = "fields of headers" } };
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)), "expected");
        foreach (var (number, columns) in TsvLines.Read(path))
        {
            if (columns.Length < 3 || !columns[2].EndsWith(".xml", StringComparison.Ordinal))
            {
                continue;
            }

            var root = XDocument.Load(Path.Combine(folder, columns[2])).Root;
            var expected = root.Elements("DataRecord").ToList();
            var frame = Convert.FromHexString(columns[0]);
            var actual = columns[2].EndsWith(Ending, StringComparison.Ordinal) ? Records(frame) : [];
            var name = columns[2][..columns[2].IndexOf('.', columns[2].Length - Ending.Length)];
            LibmbusHeads.Compare(result.Beside, number, name, root.Element("SlaveInformation"), frame);
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
        var got = actual == null ? "(none)" : LibmbusNames.Record(actual);
        if (wanted == got)
        {
            result.Equal++;
            return;
        }

        var clause = expected == null || actual == null ? null : LibmbusDeviations.Of(actual, wanted);
        result.Add(new Difference(line, where, wanted, got, clause, clause != null));
    }

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

    private static string Text(XElement record, string name) => LibmbusNames.Text(record.Element(name));

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
}
