// Time on air of each of the scenario's own senders in a sliding hour, against the limit of its band. The hour moves
// in steps of five minutes: a sender can exceed its limit unnoticed by one step's share at most. One that exceeds it
// fails the run. Foreign meters and interferers are not ours to judge, and no simulated gateway transmits.
using System;
using System.Collections.Generic;
using System.Globalization;
using Gateway.Simulator.Air;
using Gateway.Simulator.Meters;
using Gateway.Simulator.World;

namespace Gateway.Simulator.Checkers;

/// <summary>Watches the duty cycle.</summary>
public sealed class DutyCycleLedger
{
    private const long HourNs = 3_600_000_000_000;
    private const int Steps = 12;
    private const long StepNs = HourNs / Steps;

    private readonly long[] _ns;
    private readonly long[] _totalNs;
    private readonly long[] _lastStep;
    private readonly bool[] _isOver;
    private double _worstShare;

    /// <summary>Watches a list of transmissions.</summary>
    public DutyCycleLedger(AirTraffic traffic, IReadOnlyList<RadioMeter> meters)
    {
        _ns = new long[meters.Count * Steps];
        _totalNs = new long[meters.Count];
        _lastStep = new long[meters.Count];
        _isOver = new bool[meters.Count];
        traffic.Sent += Take;
    }

    /// <summary>Senders that were over their limit at any time.</summary>
    public int Violators { get; private set; }

    /// <summary>Largest duty cycle of any sender in any hour, measured by its limit.</summary>
    public double Worst { get; private set; }

    /// <summary>The limit of that sender's band.</summary>
    public double Limit { get; private set; }

    /// <summary>That sender; null before anybody has sent.</summary>
    public RadioMeter WorstSender { get; private set; }

    /// <summary>What is wrong, in words; empty when every sender kept to its limit. It fails the run.</summary>
    public IEnumerable<string> Problems()
    {
        if (Violators > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Violators} senders over the duty cycle of their band, the worst {WorstSender.Identity}: " +
                $"{Worst:P3} of an hour where {Limit:P1} is allowed");
        }
    }

    private void Take(Transmission transmission)
    {
        if (transmission.Tag is not SentFrame { Meter: { } meter } || meter.Settings.IsForeign)
        {
            return;
        }

        var index = meter.Settings.Index;
        var step = transmission.StartNs / StepNs;
        for (var old = Math.Max(_lastStep[index] + 1, step - Steps + 1); old <= step; old++)
        {
            ref var slot = ref _ns[(index * Steps) + (int)(old % Steps)];
            _totalNs[index] -= slot;
            slot = 0;
        }

        _lastStep[index] = step;
        var lengthNs = transmission.EndNs - transmission.StartNs;
        _ns[(index * Steps) + (int)(step % Steps)] += lengthNs;
        _totalNs[index] += lengthNs;
        Judge(meter, index, DutyCycle.LimitAt(transmission.CarrierHz));
    }

    private void Judge(RadioMeter meter, int index, double limit)
    {
        var duty = (double)_totalNs[index] / HourNs;
        var share = limit > 0 ? duty / limit : double.MaxValue;
        if (share > _worstShare)
        {
            (_worstShare, Worst, Limit, WorstSender) = (share, duty, limit, meter);
        }

        if (share > 1 && !_isOver[index])
        {
            _isOver[index] = true;
            Violators++;
        }
    }
}
