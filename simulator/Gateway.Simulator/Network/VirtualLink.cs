using System;
using System.Collections.Generic;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Network;

/// <summary>
/// One direction of a TCP connection: packets arrive in order after the latency. While the network is a black
/// hole they wait, as TCP would send them again; when it ends they arrive at once.
/// </summary>
internal sealed class VirtualLink(EventQueue queue, RandomStream random, NetworkLatency latency)
{
    private readonly Queue<Action> _held = new();
    private long _lastArrivalNs;

    /// <summary>Whether packets are held back.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>
    /// Sends a packet at <paramref name="atNs"/>; <paramref name="arrive"/> runs at the other end.
    /// </summary>
    public void Send(long atNs, Action arrive)
    {
        _lastArrivalNs = Math.Max(atNs + latency.Draw(random), _lastArrivalNs);
        queue.Schedule(_lastArrivalNs, () => Arrive(arrive));
    }

    /// <summary>Holds packets back, or lets those that wait arrive.</summary>
    public void Hold(bool isHeld)
    {
        IsHeld = isHeld;
        while (!IsHeld && _held.TryDequeue(out var arrive))
        {
            arrive();
        }
    }

    private void Arrive(Action arrive)
    {
        if (IsHeld)
        {
            _held.Enqueue(arrive);
        }
        else
        {
            arrive();
        }
    }
}
