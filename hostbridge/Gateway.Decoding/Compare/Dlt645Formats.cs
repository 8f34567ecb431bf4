// How annex A of DL/T 645, by public descriptions, lays out the registers of the file's answers: a table of its own, so
// that a wrong row in the firmware's table is not compared with itself.
using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Gateway.Decoding.Compare;

/// <summary>Expected values of an answer's data.</summary>
internal static class Dlt645Formats
{
    private const int DigitsOnly = -1;
    private const string Table1 = "DL/T 645-2007 table A.1";
    private const string Table3 = "DL/T 645-2007 table A.3";
    private const string Table5 = "DL/T 645-2007 table A.5";
    private const string Old = "DL/T 645-1997 annex A";

    // Identifier as a pattern, bytes of a value, places behind the point, unit, table.
    private static readonly (string Identifier, int Bytes, int Places, string Unit, string Table)[] Rows =
    [
        ("^0001(00|FF)00$", 4, 2, "kWh", Table1), ("^001D0000$", 4, 2, "kVAh", Table1),
        ("^02010[123]00$", 2, 1, "V", Table3), ("^02020[123]00$", 3, 3, "A", Table3), ("^02800002$", 2, 2, "Hz", Table3),
        ("^0400040[12]$", 6, DigitsOnly, "", Table5),
        ("^90[12]0$", 4, 2, "kWh", Old), ("^B61[123]$", 2, 0, "V", Old), ("^B630$", 3, 4, "kW", Old),
    ];

    /// <summary>Compares each value of the data.</summary>
    /// <param name="line">What is printed for them.</param>
    /// <param name="identifier">Digits, high byte first.</param>
    /// <param name="data">Digits behind the identifier, high byte first; of a block the last value stands first.</param>
    /// <exception cref="FormatException">The register is not in this table.</exception>
    public static void Compare(Dlt645Line line, string identifier, string data)
    {
        var row = Array.Find(Rows, row => Regex.IsMatch(identifier, row.Identifier));
        if (row.Table == null)
        {
            throw new FormatException($"line {line.Number}: no format of register {identifier} is known");
        }

        var isBlock = identifier.Contains("FF", StringComparison.Ordinal);
        var digits = 2 * row.Bytes;
        if (isBlock ? data.Length % digits != 0 : data.Length != digits)
        {
            // The bytes as they are, high byte first, are what the file has.
            var isSame = line.Record(0, "error") == "wrong length" && line.Record(0, "raw") == Reversed(data);
            line.Equal("value of the data", data, line.Record(0, "error"), isSame
                ? $"{row.Table}: the register has {row.Bytes} bytes, the answer {data.Length / 2}; no value is guessed" : null,
                isSame);
            return;
        }

        for (var i = 0; i < data.Length / digits; i++)
        {
            var text = data.Substring(data.Length - ((i + 1) * digits), digits);
            line.Equal("value of the data", Expected(text, row.Places), line.Record(i, "error") + line.Record(i, "value"));
            line.Equal("unit of the data", row.Unit, line.Record(i, "unit"));
        }

        line.Equal("values of the data", (data.Length / digits).ToString(CultureInfo.InvariantCulture),
            line.Records.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The speed of a word, a bit each from 600 baud on (DL/T 645-2007, change of speed); empty for none.</summary>
    public static string Speed(string data) => data switch
    {
        "02" => "600",
        "04" => "1200",
        "08" => "2400",
        "10" => "4800",
        "20" => "9600",
        "40" => "19200",
        _ => "",
    };

    private static string Expected(string digits, int places)
    {
        if (!digits.All(char.IsAsciiDigit))
        {
            return "invalid digit";
        }

        if (places == DigitsOnly)
        {
            return digits;
        }

        var whole = digits[..^places].TrimStart('0').PadLeft(1, '0');
        return places == 0 ? whole : whole + "." + digits[^places..];
    }

    private static string Reversed(string data) => Convert.ToHexString([.. Convert.FromHexString(data).Reverse()]);
}
