// One meter of the linkIQ-style mode (firmware/Link/LinkIq/SPEC.md): each type of data has an interval of its
// own and is sent again a few times, spread over time so that one collision does not take all of them; an
// alarm is sent as soon as a status bit changes. Each packet is a telegram that can be read alone.
using System;
using System.Collections.Generic;
using Gateway.Link;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Meters;

/// <summary>A simulated meter that splits its data by type.</summary>
public sealed class LinkIqMeter : RadioMeter
{
    private const double DefaultJitter = 0.05;
    private const long HourNs = 3_600_000_000_000;

    /// <summary>A sender rests between two packets of its own.</summary>
    private const long RestNs = 100_000_000;

    private readonly PriorityQueue<MeterFrame, long> _sends = new();
    private readonly long[] _dueNs = new long[LinkIqPlan.All.Length];
    private readonly long[] _delayNs = new long[LinkIqPlan.All.Length];
    private readonly int[] _sequences = new int[LinkIqPlan.All.Length];
    private byte _accessNumber;

    /// <summary>A meter that starts at a random phase of its intervals.</summary>
    /// <param name="settings">What it is; the interval is that of the current readings.</param>
    /// <param name="streams">Random streams of the run; the meter takes those that carry its name.</param>
    public LinkIqMeter(MeterSettings settings, RandomStreams streams)
        : base(settings, streams)
    {
        _accessNumber = (byte)Timing.Next(256);
        var clockNs = settings.StartUtc.TimeOfDay.Ticks * 100;
        for (var i = 0; i < _dueNs.Length; i++)
        {
            var plan = LinkIqPlan.All[i];
            _sequences[i] = Timing.Next(65_536);
            _delayNs[i] = (long)(Timing.NextDouble() * HourNs / 6);
            _dueNs[i] = plan.Type switch
            {
                PacketType.Alarm => Alarms.NextChangeNs(0),
                PacketType.Current => (long)(Timing.NextDouble() * settings.IntervalNs),
                PacketType.Rare => (long)(Timing.NextDouble() * plan.IntervalNs),
                _ => plan.IntervalNs - (clockNs % plan.IntervalNs),
            };
        }

        Refill(0);
    }

    /// <inheritdoc/>
    public override MeterFrame Send(long simTimeNs)
    {
        var frame = _sends.Dequeue();
        SentCount++;
        Refill(simTimeNs + frame.Air.DurationNs + RestNs);
        return frame;
    }

    /// <summary>Builds what falls due before the next transmission.</summary>
    private void Refill(long readyNs)
    {
        while (true)
        {
            var next = 0;
            for (var i = 1; i < _dueNs.Length; i++)
            {
                next = _dueNs[i] < _dueNs[next] ? i : next;
            }

            if (_sends.TryPeek(out _, out var atNs) && atNs <= _dueNs[next])
            {
                NextTransmissionNs = Math.Max(atNs, readyNs);
                return;
            }

            Build(next, _dueNs[next]);
        }
    }

    private void Build(int index, long dueNs)
    {
        var plan = LinkIqPlan.All[index];
        var isAlarm = plan.Type == PacketType.Alarm;
        var status = Alarms.StatusAt(dueNs);
        var parts = LinkIqContent.Parts(plan.Type, Readings, Settings.StartUtc, dueNs, status);
        for (var part = 0; part < parts.Count; part++)
        {
            _accessNumber++;
            var telegram = Telegram(ShortHeaderBody(parts[part].Full, status, _accessNumber));
            var atNs = dueNs + (isAlarm || plan.Type == PacketType.Current ? 0 : _delayNs[index]);
            for (var repeat = 0; repeat <= plan.Repeats; repeat++)
            {
                var air = LinkIqEncoder.Encode(
                    telegram, plan.Type, _sequences[index], part + 1, parts.Count, repeat);
                _sends.Enqueue(new MeterFrame(telegram, air), atNs + (part * 2_000_000_000L));
                atNs += (long)(plan.SpacingNs * (0.5 + Timing.NextDouble()));
            }
        }

        _sequences[index] = (_sequences[index] + 1) & 0xFFFF;
        var jitter = (Settings.Jitter ?? DefaultJitter) * ((2 * Timing.NextDouble()) - 1);
        _dueNs[index] = plan.Type switch
        {
            PacketType.Alarm => Alarms.NextChangeNs(dueNs),
            PacketType.Current => dueNs + (long)(Settings.IntervalNs * (1 + jitter)),
            _ => dueNs + plan.IntervalNs,
        };
    }
}
