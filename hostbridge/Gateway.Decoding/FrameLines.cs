// Input of `decode`: tab-separated lines; the first column is hex, or a word that says what the hex in the second is
// (A, B: frames with link CRCs); spaces between bytes are passed over. # begins a comment line. A fourth column of 32 hex digits is the key of that line's
// telegram. The files under ../shared/data are of this form.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Decoding;

/// <summary>Decodes the lines of a file, or one frame in hex, to a JSON line each.</summary>
/// <param name="protocol">Reads the frames.</param>
/// <param name="output">Gets the JSON lines.</param>
/// <param name="errors">Gets one message for each bad line.</param>
public sealed class FrameLines(IFrameText protocol, TextWriter output, TextWriter errors)
{
    private const int KeyColumn = 3;

    // Modes that are hex digits too.
    private static readonly string[] Kinds = ["A", "B", "C1", "C1A", "C1B"];

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Frames that were read.</summary>
    public int Good { get; private set; }

    /// <summary>Lines with an error.</summary>
    public int Bad { get; private set; }

    /// <summary>Decodes a file, in two passes: a compact frame is read even when the full frame that tells its format
    /// comes later in the file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void DecodeFile(string path)
    {
        var lines = File.ReadAllLines(path);
        new FrameLines(protocol, TextWriter.Null, TextWriter.Null).DecodeLines(lines, path);
        DecodeLines(lines, path);
    }

    /// <summary>Decodes one frame.</summary>
    /// <param name="hex">Hex digits; spaces may stand between them.</param>
    public void DecodeHex(string hex) => DecodeLine(hex, 0, "");

    /// <summary>Without the spaces between bytes, as logs and manuals write them.</summary>
    public static string Compact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>Whether a text is hex as this class takes it.</summary>
    public static bool IsHex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);
    }

    /// <summary>Why a text is no hex as this class takes it.</summary>
    public static string NoHex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.ToList().FindIndex(c => c != ' ' && !char.IsAsciiHexDigit(c));
        return "not an even number of hex digits: " +
            (at >= 0 ? $"character {at + 1} is '{text[at]}'" : $"there are {Compact(text).Length}");
    }

    private void DecodeLines(string[] lines, string path)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length > 0 && lines[i][0] != '#')
            {
                DecodeLine(lines[i], i + 1, $"{path}:{i + 1}: ");
            }
        }
    }

    private void DecodeLine(string line, int number, string where)
    {
        var columns = line.Split('\t');
        var kind = columns[0].Trim();
        var hasKind = columns.Length > 1 && (Kinds.Contains(kind) || !IsHex(Compact(kind))) &&
            IsHex(Compact(columns[1].Trim()));
        var text = columns[hasKind ? 1 : 0].Trim();
        byte[] key = null;
        if (columns.Length > KeyColumn)
        {
            KeyRing.TryParse(columns[KeyColumn].Trim(), out key);
        }

        using var buffer = new MemoryStream();
        string error;
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            if (number > 0)
            {
                json.WriteNumber("line", number);
            }

            error = WriteFrame(text, hasKind ? kind : "", key, json);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        if (error != null)
        {
            Fail(where, error);
            return;
        }

        Good++;
    }

    private string WriteFrame(string text, string kind, byte[] key, Utf8JsonWriter json)
    {
        var hex = Compact(text);
        if (IsHex(hex))
        {
            return protocol.Write(Convert.FromHexString(hex), kind, key, json);
        }

        var error = NoHex(text);
        json.WriteString("error", error);
        return error;
    }

    private void Fail(string where, string message)
    {
        errors.WriteLine("error: " + where + message);
        Bad++;
    }
}
