// A survey over MQTT: begun, awaited, and read in parts, each line written as it comes.
using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Gateway.Mqtt;

namespace Gateway.Simulator.Cli;

/// <summary>Asks one gateway what it has on the air.</summary>
/// <param name="broker">Connected; subscribed to by this.</param>
/// <param name="root">Topics of the gateway: prefix/gateway/id/.</param>
/// <param name="nowMs">The time, milliseconds since 1970-01-01 UTC.</param>
/// <param name="wait">Called again and again while an answer is awaited; false = give up.</param>
public sealed class GatewaySurvey(IMqttConnection broker, string root, Func<long> nowMs, Func<bool> wait)
{
    private const long AskMs = 5_000;

    // In the order of the answer's members (asyncapi.yaml).
    private static readonly string[] _columns =
    [
        "meter", "count", "bad_crc", "verified", "rssi_dbm", "last_s", "mode", "foff_hz", "encrypted", "list",
    ];

    private readonly CommandCall _call = new(broker, root, nowMs, wait);

    /// <summary>Runs a survey.</summary>
    /// <param name="minutes">How long the gateway listens.</param>
    /// <param name="isCsv">A table with commas, with a head; otherwise JSON lines.</param>
    /// <param name="output">Gets a line for each address.</param>
    /// <param name="progress">Told what happens.</param>
    /// <returns>Why it failed; null when it did not.</returns>
    public string Run(int minutes, bool isCsv, TextWriter output, TextWriter progress)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(progress);
        var error = _call.Listen(null) ?? Ask($"{{\"minutes\":{minutes}}}", out _);
        if (error != null)
        {
            return error;
        }

        progress.WriteLine($"the gateway listens for {minutes} minutes");
        error = WaitForEnd(out var state);
        if (error != null)
        {
            return error;
        }

        progress.WriteLine($"{state.GetProperty("telegrams")} telegrams of {state.GetProperty("addresses")} addresses, "
            + $"{state.GetProperty("bad_crc")} damaged frames, {state.GetProperty("lost")} without room");
        if (isCsv)
        {
            output.WriteLine(string.Join(',', _columns));
        }

        return Read(isCsv, output);
    }

    private string WaitForEnd(out JsonElement state)
    {
        while (true)
        {
            var error = Ask("{}", out state);
            if (error != null || !state.GetProperty("running").GetBoolean())
            {
                return error;
            }

            var askedMs = nowMs();
            while (nowMs() - askedMs < AskMs)
            {
                if (!wait())
                {
                    return "the gateway did not end the survey";
                }

                _call.Take(null, out _);
            }
        }
    }

    private string Read(bool isCsv, TextWriter output)
    {
        for (var next = 0; next >= 0;)
        {
            if (Ask($"{{\"part\":{next}}}", out var answer) is { } error)
            {
                return error;
            }

            foreach (var entry in answer.GetProperty("found").EnumerateArray())
            {
                output.WriteLine(isCsv
                    ? string.Join(',', _columns.Select(name => Field(entry.GetProperty(name)))) : entry.GetRawText());
            }

            next = answer.TryGetProperty("next", out var more) ? more.GetInt32() : -1;
        }

        return null;
    }

    // RFC 4180; nothing that the gateway sends needs quotes today.
    private static string Field(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? text : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }

    private string Ask(string body, out JsonElement result) =>
        _call.Ask("survey", id => $"{{\"id\":\"{id}\",\"body\":{body}}}", out result);
}
