// Every record of the recorded M-Bus frames against the decode that libmbus publishes for them.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using Gateway.Link.Apl;

namespace Gateway.Apl.Tests;

[TestClass]
public sealed class LibmbusTests
{
    // Records that differ, and the clause: firmware/Link/Apl/README.md has the same list.
    private static readonly Dictionary<string, string> Differences = new()
    {
        ["ELS_Elster-F96-Plus.norm.xml 4"] = "annex A type A: digits A .. E are no number",
        ["ELS_Elster-F96-Plus.norm.xml 5"] = "annex A type A: digits A .. E are no number",
        ["SEN_Pollustat.norm.xml 12"] = "table 15, VIFE 50 .. 5F: the value is a duration",
        ["SEN_Pollustat.norm.xml 13"] = "table 15, VIFE 50 .. 5F: the value is a duration",
        ["landis+gyr_ultraheat_t230.norm.xml 19"] = "table 15, VIFE 6A .. 6F: the value is a date",
        ["landis+gyr_ultraheat_t230.norm.xml 20"] = "table 15, VIFE 6A .. 6F: the value is a date",
        ["landis+gyr_ultraheat_t230.norm.xml 21"] = "table 15, VIFE 6A .. 6F: the value is a date",
        ["landis+gyr_ultraheat_t230.norm.xml 22"] = "table 15, VIFE 6A .. 6F: the value is a date",
        ["landis+gyr_ultraheat_t230.norm.xml 32"] = "annex A type F: year 127 is every year",
        ["manual_frame2.norm.xml 1"] = "MBDOC48 6.2, unit 3E: the other counter's unit, stored",
        ["sen_pollutherm.norm.xml 2"] = "table 10: VIF 7B is reserved, libmbus gives an empty record",
    };

    public TestContext TestContext { get; set; }

    [TestMethod]
    public void Frames_EveryRecord_IsWhatLibmbusSaysOrADocumentedDifference()
    {
        List<string> found = [];
        List<string> beyondVifes = [];
        var records = 0;
        foreach (var (line, columns) in SharedData.Read("mbus/frames.tsv"))
        {
            if (columns.Length < 3 || !columns[2].EndsWith(".norm.xml", StringComparison.Ordinal))
            {
                continue;
            }

            var xml = XDocument.Load(SharedData.Find("mbus/expected/" + columns[2])).Root;
            var expected = xml.Elements("DataRecord").Select(ExpectedText).ToList();
            var decoded = WiredFrame.Records(Convert.FromHexString(columns[0]));
            var actual = decoded.Select(ActualText).ToList();
            records += expected.Count;
            for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
            {
                var wanted = i < expected.Count ? expected[i] : "(none)";
                var got = i < actual.Count ? actual[i] : "(none)";
                if (wanted == got)
                {
                    continue;
                }

                found.Add($"{columns[2]} {i}: libmbus {wanted}, here {got}");
                if (i >= decoded.Count || wanted != ActualText(WithoutEventVifes.Of(decoded[i])))
                {
                    beyondVifes.Add(found[^1]);
                }
            }
        }

        var share = Share(records, found.Count);
        var shareBeyond = Share(records, beyondVifes.Count);
        TestContext.WriteLine($"{records} records, {records - found.Count} equal: {share:F2} %");
        TestContext.WriteLine($"{records - beyondVifes.Count} equal when the VIFEs that libmbus passes over (dates and " +
            $"durations of events) are left out here too: {shareBeyond:F2} %");
        var keys = found.Select(text => text[..text.IndexOf(": ", StringComparison.Ordinal)]).ToList();
        var wrong = found.Where((_, i) => !Differences.ContainsKey(keys[i])).ToList();
        Assert.IsEmpty(wrong, "\n" + string.Join('\n', wrong));
        Assert.IsEmpty(Differences.Keys.Except(keys), "equal now");
        Assert.IsGreaterThan(99.0, shareBeyond);
        Assert.IsGreaterThan(500, records);
    }

    private static double Share(int records, int different) => 100.0 * (records - different) / records;

    private static string ExpectedText(XElement record)
    {
        if (record.Element("Quantity") == null && record.Element("Unit") != null)
        {
            return FixedText(record);
        }

        // The files are UTF-8 and say that they are ISO 8859-1.
        string Text(string name) => (record.Element(name)?.Value ?? "").Replace("Â", "");
        var function = Text("Function");
        return string.Join(" | ", function == "Actual value" ? "Instantaneous value" : function,
            Text("Quantity"), Text("Unit"), Text("Value").TrimEnd(),
            Text("StorageNumber") is "" ? "0" : Text("StorageNumber"),
            Text("Tariff") is "" ? "0" : Text("Tariff"), Text("Device") is "" ? "0" : Text("Device"));
    }

    // The fixed data structure: values in the unit of its table, no quantity.
    private static string FixedText(XElement record)
    {
        var value = long.Parse(record.Element("Value").Value, CultureInfo.InvariantCulture);
        return record.Element("Unit").Value switch
        {
            "l" => $"Instantaneous value | Volume | m^3 | {RecordText.Fixed6(value, -3)} | 0 | 0 | 0",
            "kWh" => $"Instantaneous value | Energy | Wh | {RecordText.Fixed6(value, 3)} | 0 | 0 | 0",
            var unit => $"{unit} {value}",
        };
    }

    private static string ActualText(DataRecord record)
    {
        var function = record.Kind switch
        {
            RecordKind.ManufacturerData => "Manufacturer specific",
            RecordKind.MoreRecordsFollow => "More records follow",
            RecordKind.Value => LibmbusNames.Function(record.Function),
            _ => record.Kind.ToString() + " " + record.Status,
        };
        var isValue = record.Kind == RecordKind.Value;
        return string.Join(" | ", function, isValue ? LibmbusNames.Quantity(record) : "",
            isValue ? LibmbusNames.Unit(record) : "", LibmbusNames.Value(record),
            record.StorageNumber, record.Tariff, record.Subunit);
    }
}
