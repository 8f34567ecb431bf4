using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Gateway.Simulator.Meters;
using Gateway.Simulator.World;
using Gateway.System.Tests.World;

namespace Gateway.System.Tests.Feed;

/// <summary>Feeds lines and keeps what came of each.</summary>
internal sealed class FeedBook : IFeedObserver
{
    public Dictionary<int, string> TelegramByLine { get; } = [];

    public Dictionary<int, string> ReasonByLine { get; } = [];

    public static FeedBook Feed(IReadOnlyList<TelegramFileLine> lines, string chip = "cc1101")
    {
        var book = new FeedBook();
        new Simulation().Feed(new FeedOptions { Lines = lines, Chip = chip }, book);
        return book;
    }

    /// <summary>A file of ../shared/data/wmbus, or the test says that it is not there.</summary>
    public static IReadOnlyList<TelegramFileLine> ReadShared(string name, AirMode? asMode = null)
    {
        // The second place is for a worktree, which lies one folder deeper.
        foreach (var up in new[] { "..", Path.Combine("..", "..") })
        {
            var file = Path.Combine(Runs.Root(), up, "shared", "data", "wmbus", name);
            if (File.Exists(file))
            {
                return TelegramFile.Read(file, asMode);
            }
        }

        Assert.Inconclusive($"../shared/data/wmbus/{name} is not there");
        return null;
    }

    public static TelegramFileLine Line(int number, byte[] telegram, AirMode mode) => new()
    {
        LineNumber = number,
        Air = FrameEncoder.Encode(telegram, mode),
        Expected = telegram,
        Expectation = FeedExpectation.Telegram,
    };

    /// <summary>Every line whose telegram is known has arrived byte-equal; every damaged one has
    /// not.</summary>
    public void AssertAsExpected(IReadOnlyList<TelegramFileLine> lines)
    {
        foreach (var line in lines.Where(l => l.Air != null))
        {
            TelegramByLine.TryGetValue(line.LineNumber, out var telegram);
            ReasonByLine.TryGetValue(line.LineNumber, out var reason);
            if (line.Expectation == FeedExpectation.Telegram)
            {
                Assert.AreEqual(
                    Convert.ToHexString(line.Expected), telegram?.ToUpperInvariant(),
                    $"line {line.LineNumber}: {reason}");
            }
            else if (line.Expectation == FeedExpectation.Nothing)
            {
                Assert.IsNull(telegram, $"line {line.LineNumber} was forwarded");
            }

            Assert.IsTrue(
                telegram != null ^ reason != null, $"line {line.LineNumber}: a record or a reason, not both");
        }
    }

    public void Notice(string text)
    {
    }

    public void Arrived(TelegramFileLine line, string recordJson)
    {
        using var record = JsonDocument.Parse(recordJson);
        Assert.IsTrue(
            TelegramByLine.TryAdd(line.LineNumber, record.RootElement.GetProperty("telegram").GetString()),
            $"line {line.LineNumber} arrived twice");
    }

    public void NotArrived(TelegramFileLine line, string reason) => ReasonByLine.Add(line.LineNumber, reason);
}
