// Published DL/T 645 frames against what the file says of each in its second column: before the bar in words ("2007 reply
// 00010000 = 000000.26 kWh"), behind it control code, address and data with 33 taken off, high byte first. What is compared
// is what `decode dlt645` prints. A value that stands only in the data is expected as Dlt645Formats lays it out.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Gateway.Link.Dlt645;

namespace Gateway.Decoding.Compare;

/// <summary>`decode dlt645 --compare`.</summary>
public static partial class Dlt645Comparison
{
    private const string BothEditions = "DL/T 645-1997 and -2007: control code 08 and its six bytes are the same in both, " +
        "so the frame does not tell its edition";

    // What each control code's function is, in the words of the file.
    private static readonly (string Words, string Frame)[] Kinds =
    [
        ("non-standard", "refused"), ("abnormal reply", "refused"), ("read-address reply", "read address answer"),
        ("repl", "read answer"), ("broadcast time", "set time"), ("write", "write"), ("read", "read"),
    ];

    private static readonly Dictionary<string, string> Names = new()
    {
        ["Ua"] = "voltage 1",
        ["Ia"] = "current 1",
        ["total P"] = "active power 0",
        ["fwd active energy"] = "active energy forward 0",
    };

    /// <summary>Compares a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="FormatException">A line has no hex, or nothing that it expects.</exception>
    public static Comparison Run(string path)
    {
        var result = new Comparison();
        foreach (var (number, columns) in TsvLines.Read(path))
        {
            var bytes = Convert.FromHexString(columns[0]);
            var expected = columns.Length > 1 ? Fields().Match(columns[1]) : Match.Empty;
            if (!expected.Success)
            {
                throw new FormatException($"line {number} does not say C=, addr= and data");
            }

            var line = new Dlt645Line(result, number, bytes);
            line.Equal("C", expected.Groups[1].Value, line.Text("c"));
            line.Equal("address", expected.Groups[2].Value, line.Text("address"));
            line.Equal("data", expected.Groups[3].Value, line.Data);
            Words(line, columns[1][..expected.Index]);
            Data(line, int.Parse(expected.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                expected.Groups[3].Value);
        }

        return result;
    }

    private static void Words(Dlt645Line line, string words)
    {
        if (Kinds.FirstOrDefault(kind => words.Contains(kind.Words, StringComparison.Ordinal)).Frame is { } frame)
        {
            var actual = line.Text("frame");
            line.Equal("frame", frame, frame == "refused" ? actual.Split(' ')[^1] : actual);
        }

        if (Edition().Match(words) is { Success: true } edition)
        {
            var actual = line.Text("edition");
            line.Equal("edition", edition.Value, actual, actual.Length == 0 && line.Text("c") == "08" ? BothEditions : null);
        }

        if (words.Contains("C0xx", StringComparison.Ordinal))
        {
            line.NotOfTheStandard();
        }

        Each(Identifier(), words, text => line.Equal("identifier", text, line.Text("identifier")));
        Each(Error(), words, text => line.Equal("error word", text, line.Text("error_word")));
        Each(Reason(), words, text => line.Equal("reason", text, line.Text("reason")));
        Each(Address(), words, text => line.Equal("address in words", text, line.Text("address")));
        Each(Clock(), words, text => line.Equal("time", string.Concat(text.Where(char.IsAsciiDigit)), line.Text("time")));
        foreach (var (name, quantity) in Names.Where(name => words.Contains(name.Key, StringComparison.Ordinal)))
        {
            line.Equal("quantity " + name, quantity, line.Quantity());
        }

        if (Value().Match(words) is { Success: true } value)
        {
            Value(line, words, value);
        }
    }

    private static void Value(Dlt645Line line, string words, Match value)
    {
        if (words.Contains("invalid BCD", StringComparison.Ordinal))
        {
            line.Equal("value", "invalid digit", line.Record(0, "error"));
        }
        else if (line.Text("meter").Length > 0)
        {
            line.Equal("meter", value.Groups[1].Value, line.Text("meter"));
        }
        else if (value.Groups[1].Length == 2 * Dlt645Address.Size)
        {
            line.Equal("value", value.Groups[1].Value, line.Record(0, "value"));
        }
        else
        {
            line.Equal("value", Number(value.Groups[1].Value), Number(line.Record(0, "value")));
            line.Equal("values", "1", line.Records.ToString(CultureInfo.InvariantCulture));
        }

        if (value.Groups[2].Success)
        {
            line.Equal("unit", value.Groups[2].Value, line.Record(0, "unit"));
        }
    }

    // The data alone: what they are by the control code, values by the tables of annex A.
    private static void Data(Dlt645Line line, int control, string data)
    {
        var function = control & Dlt645Control.FunctionMask;
        var isAnswer = (control & 0x80) != 0;
        if (isAnswer && (control & 0x40) != 0)
        {
            // The standard's error word is one byte; a socket of the file sends three.
            if (data.Length == 2)
            {
                line.Equal("error word of the data", data, line.Text("error_word"));
            }
            else
            {
                line.NotOfTheStandard();
            }
        }
        else if (function is Dlt645Control.Read or Dlt645Control.Write or Dlt645Control.Read1997 or Dlt645Control.Write1997)
        {
            var digits = function is Dlt645Control.Read or Dlt645Control.Write ? 8 : 4;
            line.Equal("identifier of the data", data[^digits..], line.Text("identifier"));
            if (isAnswer)
            {
                Dlt645Formats.Compare(line, data[^digits..], data[..^digits]);
            }
        }
        else if (function == Dlt645Control.ReadAddress)
        {
            line.Equal("meter of the data", data, line.Text("meter"));
        }
        else if (function == Dlt645Control.BroadcastTime)
        {
            line.Equal("time of the data", data, line.Text("time"));
        }
        else if (function == Dlt645Control.Baud)
        {
            line.Equal("speed", Dlt645Formats.Speed(data), line.Text("baud"));
        }
    }

    private static void Each(Regex pattern, string words, Action<string> take)
    {
        foreach (Match match in pattern.Matches(words))
        {
            take(match.Groups[1].Value);
        }
    }

    // Without zeros in front and behind, which are the meter's display.
    private static string Number(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? (number / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : text;

    [GeneratedRegex(@"C=(\w\w) addr=(\w{12}) data-0x33\(LE→BE\)=(\w*)")]
    private static partial Regex Fields();

    [GeneratedRegex(@"\b(?:1997|2007)(?= )")]
    private static partial Regex Edition();

    [GeneratedRegex(@"\b([0-9A-F]{8}|[9BC][0-9A-F]{3})\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"ERR=(\w\w)")]
    private static partial Regex Error();

    [GeneratedRegex(@"ERR=\w\w \((\w+)/")]
    private static partial Regex Reason();

    [GeneratedRegex(@"\baddr (\d{12})")]
    private static partial Regex Address();

    [GeneratedRegex(@"broadcast time (\S+ \S+)")]
    private static partial Regex Clock();

    [GeneratedRegex(@" = ([0-9A-F]+(?:\.\d+)?)(?: (kWh|kW|V|A)\b)?")]
    private static partial Regex Value();
}
