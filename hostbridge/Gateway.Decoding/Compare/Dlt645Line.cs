using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Gateway.Link.Dlt645;

namespace Gateway.Decoding.Compare;

/// <summary>What `decode dlt645` prints for one line of a file, and where its comparison goes.</summary>
internal sealed class Dlt645Line
{
    private readonly Comparison _result;
    private readonly JsonElement _printed;

    /// <summary>Decodes a frame.</summary>
    public Dlt645Line(Comparison result, int number, byte[] bytes)
    {
        _result = result;
        Number = number;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            new Dlt645Text().Write(bytes, "", null, json);
            json.WriteEndObject();
        }

        _printed = JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray())).RootElement;
        var frame = new Dlt645Frame();
        Data = Dlt645Codec.TryParse(bytes, 0, bytes.Length, true, frame, out _) == Dlt645Status.Ok
            ? Convert.ToHexString([.. frame.Data.Take(frame.DataCount).Reverse()]) : "";
    }

    /// <summary>Of the file, from 1.</summary>
    public int Number { get; }

    /// <summary>Data field with 33 taken off, high byte first.</summary>
    public string Data { get; }

    /// <summary>How many values are printed.</summary>
    public int Records => _printed.TryGetProperty("records", out var records) ? records.GetArrayLength() : 0;

    /// <summary>A field as it is printed; empty when it is not there.</summary>
    public string Text(string name) => Of(_printed, name);

    /// <summary>A field of a value; empty when it or the value is not there.</summary>
    public string Record(int index, string name) => index < Records ? Of(_printed.GetProperty("records")[index], name) : "";

    /// <summary>Quantity and phase of the frame's register, asked for or answered.</summary>
    public string Quantity()
    {
        if (Records > 0)
        {
            var phase = Record(0, "phase");
            return Record(0, "quantity") + " " + (phase.Length == 0 ? "0" : phase);
        }

        var info = new RegisterInfo();
        return RegisterTable.TryFind(
            Text("edition") == "1997" ? Dlt645Edition.Edition1997 : Dlt645Edition.Edition2007,
            Convert.ToUInt32(Text("identifier"), 16), info)
            ? RegisterNames.Quantity(info.Quantity) + " " + info.Phase : "";
    }

    /// <summary>Counts a value as equal or as a difference.</summary>
    /// <param name="where">Which value.</param>
    /// <param name="expected">What the file has.</param>
    /// <param name="actual">What is printed.</param>
    /// <param name="clause">Clause that says why they differ, if they do; null when there is none.</param>
    /// <param name="isReproduced">Whether what the file has was made from what is printed.</param>
    public void Equal(string where, string expected, string actual, string clause = null, bool isReproduced = false)
    {
        if (expected == actual)
        {
            _result.Equal++;
        }
        else
        {
            _result.Add(new Difference(Number, where, expected, actual.Length == 0 ? "(none)" : actual, clause, isReproduced));
        }
    }

    /// <summary>Counts a value that the standard does not define.</summary>
    public void NotOfTheStandard() => _result.NotOfTheStandard++;

    private static string Of(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? ""
            : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
}
