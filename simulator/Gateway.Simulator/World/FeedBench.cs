// Puts the lines of a telegram file on the air of a quiet bench, one after the other, and finds for each what became
// of it: the record that reached the broker, or the link layer's reason.
using System;
using System.Collections.Generic;
using System.Threading;
using Gateway.Core;
using Gateway.Link;
using Gateway.Simulator.Air;

namespace Gateway.Simulator.World;

/// <summary>The bench of <c>feed</c>.</summary>
internal sealed class FeedBench
{
    /// <summary>A gateway that forwards everything, and no meter. No noise of its own: what arrives was fed.</summary>
    /// <param name="profile">What its radio listens to.</param>
    public static Scenario ScenarioFor(RadioProfile profile, string chip) => new()
    {
        Name = "feed",
        DurationNs = 1,
        StartUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        Gateway = new ScenarioGateway
        {
            Id = "bench", ForwardAll = true, Radios = [ScenarioRadio.Of(chip, profile)],
        },
        Air = new ScenarioAir { NoiseFalseSyncs = false },
    };

    private const double PathLossDb = 60;
    private const double PowerDbm = 0;

    // Long enough for the firmware to end whatever it made of the line and to listen again.
    private const long GapNs = 250_000_000;

    private readonly GatewayWorld _world;
    private readonly IFeedObserver _observer;
    private readonly Dictionary<string, Queue<TelegramFileLine>> _linesByContent = [];
    private readonly HashSet<TelegramFileLine> _open = [];
    private TelegramFileLine _line;
    private LinkStatus _status;
    private bool _isDecoded;
    private bool _isSeen;

    public FeedBench(GatewayWorld world, IFeedObserver observer)
    {
        _world = world;
        _observer = observer;
        _world.Medium.FixedPathLossDb = PathLossDb;
        _world.Frames.FrameEnded += OnFrameEnded;
        _world.Deliveries.RecordArrived += OnRecordArrived;
    }

    /// <summary>Sends the lines and waits for their records.</summary>
    public void Run(IReadOnlyList<TelegramFileLine> lines, CancellationToken stop)
    {
        _world.Start();
        _world.RunUntil(SettleNs);
        foreach (var line in lines)
        {
            if (stop.IsCancellationRequested)
            {
                break;
            }

            if (line.Air != null)
            {
                Send(line);
            }
        }

        _world.Drain();
        foreach (var line in lines)
        {
            if (_open.Contains(line))
            {
                _observer.NotArrived(line, "not_delivered");
            }
        }
    }

    // Boot, first connection and clock.
    private const long SettleNs = 5_000_000_000;

    private void Send(TelegramFileLine line)
    {
        _line = line;
        _isDecoded = false;
        _isSeen = false;
        var startNs = _world.Time.NowNs + 1_000_000;
        _world.Transmit(AirTraffic.Frame(
            startNs, line.Air, line.Air.Channel.CarrierHz, PowerDbm, default, new SentFrame(line.Expected, null)));
        _world.RunUntil(startNs + line.Air.DurationNs + GapNs);
        _world.Broker.Poll();
        if (!_isDecoded)
        {
            _observer.NotArrived(line, _isSeen ? FeedReason.Of(_status) : "no_sync");
        }
    }

    private void OnFrameEnded(LinkStatus status, byte[] content, Transmission transmission)
    {
        // The first outcome says most: what follows is noise after the end of a frame that was given up.
        if (!_isSeen)
        {
            _status = status;
            _isSeen = true;
        }

        if (status == LinkStatus.Ok)
        {
            _isDecoded = true;
            _open.Add(_line);
            var key = Convert.ToHexString(content);
            if (!_linesByContent.TryGetValue(key, out var queue))
            {
                _linesByContent[key] = queue = new Queue<TelegramFileLine>();
            }

            queue.Enqueue(_line);
        }
    }

    private void OnRecordArrived(string json, string telegramHex)
    {
        if (telegramHex.Length > 2 &&
            _linesByContent.TryGetValue(telegramHex[2..].ToUpperInvariant(), out var queue) &&
            queue.TryDequeue(out var line))
        {
            _open.Remove(line);
            _observer.Arrived(line, json);
        }
    }
}
