using System;
using System.Collections.Generic;

namespace Gateway.Simulator.Time;

/// <summary>
/// Simulated time and what happens in it: actions ordered by (time in ns, sequence of scheduling), so that the
/// same calls give the same order. Time moves only by <see cref="AdvanceTo"/>, which may be called from within
/// firmware code (an SPI transfer costs time) but never from within an event.
/// </summary>
public sealed class EventQueue
{
    private readonly PriorityQueue<Action, (long AtNs, long Sequence)> _queue = new();
    private long _sequence;
    private bool _insideEvent;

    /// <summary>Nanoseconds since the start of the run.</summary>
    public long NowNs { get; private set; }

    /// <summary>Time of the next event; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextNs => _queue.TryPeek(out _, out var key) ? key.AtNs : long.MaxValue;

    /// <summary>Number of events run.</summary>
    public long RunCount { get; private set; }

    /// <summary>Schedules an action; there is no cancelling: an action that is no longer wanted checks for itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is past.</exception>
    public void Schedule(long atNs, Action action)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atNs, NowNs);
        _queue.Enqueue(action, (atNs, _sequence++));
    }

    /// <summary>Runs every event up to and including <paramref name="toNs"/> and sets the time to it.</summary>
    /// <exception cref="InvalidOperationException">Called from within an event.</exception>
    public void AdvanceTo(long toNs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(toNs, NowNs);
        if (_insideEvent)
        {
            throw new InvalidOperationException("time cannot move inside an event");
        }

        while (_queue.TryPeek(out _, out var key) && key.AtNs <= toNs)
        {
            var action = _queue.Dequeue();
            NowNs = key.AtNs;
            RunCount++;
            _insideEvent = true;
            try
            {
                action();
            }
            finally
            {
                _insideEvent = false;
            }
        }

        NowNs = toNs;
    }
}
