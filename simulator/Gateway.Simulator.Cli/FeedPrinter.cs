using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Cli;

/// <summary>Prints what became of each line, compares it with what had to, and comes to an exit
/// code.</summary>
public sealed class FeedPrinter(string file, bool jsonErrors, TextWriter output, TextWriter errors)
    : IFeedObserver
{
    private static readonly JsonSerializerOptions _json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly HashSet<int> _arrived = [];
    private readonly HashSet<int> _wrong = [];
    private int _malformed;
    private int _refused;

    /// <inheritdoc/>
    public void Notice(string text) => errors.WriteLine(text);

    /// <summary>A line that was not sent.</summary>
    public void Refused(TelegramFileLine line)
    {
        errors.WriteLine("error: " + line.Error);
        _malformed += line.IsMalformed ? 1 : 0;
        _refused++;
        PrintError(line, line.Error);
    }

    /// <inheritdoc/>
    public void Arrived(TelegramFileLine line, string recordJson)
    {
        output.WriteLine(recordJson);
        _arrived.Add(line.LineNumber);
        var telegram = TelegramOf(recordJson);
        if (line.Expectation == FeedExpectation.Nothing)
        {
            _wrong.Add(line.LineNumber);
            errors.WriteLine($"error: {file}:{line.LineNumber}: damaged, and yet forwarded as {telegram}");
        }
        else if (line.Expectation == FeedExpectation.Telegram &&
            !string.Equals(telegram, Convert.ToHexString(line.Expected), StringComparison.OrdinalIgnoreCase))
        {
            _wrong.Add(line.LineNumber);
            errors.WriteLine($"error: {file}:{line.LineNumber}: arrived as {telegram}");
        }
    }

    /// <inheritdoc/>
    public void NotArrived(TelegramFileLine line, string reason) => PrintError(line, reason);

    /// <summary>Writes the totals.</summary>
    /// <param name="sent">The lines that were put on the air.</param>
    /// <returns>One of <see cref="ExitCode"/>: Ok when every known telegram arrived byte-equal and nothing
    /// else did that must not.</returns>
    public int Finish(IReadOnlyList<TelegramFileLine> sent)
    {
        var known = sent.Where(line => line.Expectation == FeedExpectation.Telegram).ToList();
        var lost = known.Where(line => !_arrived.Contains(line.LineNumber)).ToList();
        foreach (var line in lost)
        {
            errors.WriteLine($"error: {file}:{line.LineNumber}: did not arrive");
        }

        output.Flush();
        errors.WriteLine($"{sent.Count} lines sent, {_arrived.Count} arrived; of {known.Count} known telegrams " +
            $"{known.Count - lost.Count - known.Count(line => _wrong.Contains(line.LineNumber))} byte-equal; " +
            $"{_wrong.Count} wrong, {_refused} lines refused");
        return _malformed > 0 ? ExitCode.Usage
            : _refused > 0 || lost.Count > 0 || _wrong.Count > 0 ? ExitCode.Failed : ExitCode.Ok;
    }

    private void PrintError(TelegramFileLine line, string reason)
    {
        if (jsonErrors)
        {
            output.WriteLine(JsonSerializer.Serialize(new { line = line.LineNumber, error = reason }, _json));
        }
    }

    private static string TelegramOf(string recordJson)
    {
        using var record = JsonDocument.Parse(recordJson);
        return record.RootElement.TryGetProperty("telegram", out var telegram) ? telegram.GetString() : "";
    }
}
