// Tab-separated input of `feed`. First column, and how the hex in the second goes on the air:
//   (none: the line starts with the hex)  telegram without CRCs, coded as --as says; must arrive byte-equal
// T1, C1, S1, LIQ    bits after the sync word; a hex third column is the telegram that must arrive, else anything may
//   A, B      frame with CRCs in format A or B; third column as above
// T1raw.., C1raw.., noise.., false..    bits after the sync word;  A+crc.., B+crc..  frame with CRCs; and any
//   other word: frame bytes as they are, no CRC added. All of these three are damaged: nothing may arrive.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Link;
using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

/// <summary>Reads the telegram files that `feed` puts on the air.</summary>
public static class TelegramFile
{
    private const int LongestKind = 24;

    /// <summary>Reads a file; a bad line does not stop the others.</summary>
    /// <param name="path">The file, named so in messages.</param>
    /// <param name="asMode">Mode of telegrams without CRCs; null when none was given.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static IReadOnlyList<TelegramFileLine> Read(string path, AirMode? asMode) =>
        Parse(path, File.ReadLines(path), asMode);

    /// <summary>Reads lines of text.</summary>
    public static IReadOnlyList<TelegramFileLine> Parse(string file, IEnumerable<string> lines,
        AirMode? asMode)
    {
        var result = new List<TelegramFileLine>();
        var number = 0;
        foreach (var raw in lines)
        {
            number++;
            var line = raw.TrimEnd();
            if (line.Length > 0 && line[0] != '#')
            {
                result.Add(ParseLine(file, number, line, asMode));
            }
        }

        return result;
    }

    private static TelegramFileLine ParseLine(string file, int number, string line, AirMode? asMode)
    {
        var columns = line.Split('\t');
        var kind = KindOf(columns);
        var hexColumn = kind is null ? 0 : 1;
        kind ??= "";
        var start = hexColumn == 0 ? 0 : columns[0].Length + 1;
        var hex = columns[hexColumn].Trim();
        start += columns[hexColumn].IndexOf(hex, StringComparison.Ordinal);
        if (HexError(hex) is { } bad)
        {
            return Malformed(file, number, start + bad.At + 1, kind, bad.Reason);
        }

        if (IsOtherMode(kind))
        {
            return Malformed(file, number, 1, kind, $"mode {kind} cannot be sent; T1, C1, S1 and LIQ can");
        }

        var bytes = Convert.FromHexString(hex);
        try
        {
            return kind.Length == 0
                ? Telegram(file, number, start + 1, bytes, asMode)
                : Coded(number, kind, bytes, columns.Length > 2 ? columns[2].Trim() : "", asMode);
        }
        catch (EncodeException e)
        {
            return new TelegramFileLine
            {
                LineNumber = number, Kind = kind, Error = $"{file}:{number}:{start + 1}: {e.Message}",
            };
        }
    }

    private static TelegramFileLine Telegram(string file, int number, int column, byte[] bytes,
        AirMode? asMode) =>
        asMode is { } mode
            ? new TelegramFileLine
            {
                LineNumber = number,
                // The line's number is the packet's sequence: two telegrams of a meter are no repeat of each other.
                Air = mode == AirMode.LinkIq
                    ? LinkIqEncoder.Encode(bytes, PacketType.Telegram, number & 0xFFFF)
                    : FrameEncoder.Encode(bytes, mode),
                Expected = bytes,
                Expectation = FeedExpectation.Telegram,
            }
            : Malformed(file, number, column, "",
                "a telegram without CRCs: --as T1, C1A, C1B, S1 or LIQ must say how to send it");

    private static TelegramFileLine Coded(int number, string kind, byte[] bytes, string third,
        AirMode? asMode)
    {
        var formatA = asMode is null ? AirMode.T1 : asMode == AirMode.C1B ? AirMode.C1A : asMode.Value;
        var air = kind switch
        {
            "T1" or "C1" => FrameEncoder.FromChips(bytes),
            "S1" => FrameEncoder.FromChips(bytes, AirMode.S1),
            "LIQ" => FrameEncoder.FromChips(bytes, AirMode.LinkIq),
            "A" => FrameEncoder.FromFrame(bytes, formatA),
            "B" => FrameEncoder.FromFrame(bytes, AirMode.C1B),
            _ when StartsWith(kind, "T1raw", "C1raw", "noise", "false") => FrameEncoder.FromChips(bytes),
            _ when StartsWith(kind, "A+crc") => FrameEncoder.FromFrame(bytes, formatA),
            _ when StartsWith(kind, "B+crc") => FrameEncoder.FromFrame(bytes, AirMode.C1B),
            _ => FrameEncoder.FromFrame(bytes, asMode ?? AirMode.T1),
        };
        var expected = third.Length > 0 && HexError(third) is null ? Convert.FromHexString(third) : null;
        var isGood = kind is "T1" or "C1" or "S1" or "LIQ" or "A" or "B";
        return new TelegramFileLine
        {
            LineNumber = number,
            Kind = kind,
            Air = air,
            Expected = isGood ? expected : null,
            Expectation = !isGood ? FeedExpectation.Nothing
                : expected is null ? FeedExpectation.Anything : FeedExpectation.Telegram,
        };
    }

    /// <summary>The first column when it is a kind; "" when it is empty; null when the line starts with its
    /// hex.</summary>
    private static string KindOf(string[] columns)
    {
        var first = columns[0].Trim();
        if (columns.Length < 2)
        {
            return null;
        }

        var isWord = first.Length is > 0 and <= LongestKind && char.IsAsciiLetter(first[0]) &&
            first.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '_');
        var isShortHex = first.Length < 2 * FrameEncoder.MinTelegramBytes || HexError(first) is not null;
        return first.Length == 0 || (isWord && isShortHex) ? first : null;
    }

    /// <summary>A mode's name (letter, digit, perhaps a letter more) that cannot be sent.</summary>
    private static bool IsOtherMode(string kind) => kind is not ("T1" or "C1" or "S1") &&
        (kind.Length is 2 or 3) && char.IsAsciiLetterUpper(kind[0]) && char.IsAsciiDigit(kind[1]);

    private static bool StartsWith(string kind, params string[] heads) =>
        heads.Any(head => kind.StartsWith(head, StringComparison.Ordinal));

    private static (int At, string Reason)? HexError(string hex)
    {
        for (var i = 0; i < hex.Length; i++)
        {
            if (!char.IsAsciiHexDigit(hex[i]))
            {
                return (i, $"'{hex[i]}' is not a hex digit");
            }
        }

        return hex.Length == 0 ? (0, "hex is missing")
            : hex.Length % 2 != 0 ? (hex.Length - 1, $"{hex.Length} hex digits are not whole bytes") : null;
    }

    private static TelegramFileLine Malformed(string file, int line, int column, string kind,
        string reason) => new()
    {
        LineNumber = line, Kind = kind, Error = $"{file}:{line}:{column}: {reason}", IsMalformed = true,
    };
}
