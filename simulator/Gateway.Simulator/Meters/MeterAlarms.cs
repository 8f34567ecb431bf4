// When a meter's status bits are set: at random times, one bit of four for one to seven hours.
using System;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Meters;

/// <summary>The status byte of a meter as a function of time; asked forward in time.</summary>
internal sealed class MeterAlarms
{
    private const double NsPerDay = 86_400e9;

    private readonly RandomStream _random;
    private readonly double _perDay;
    private long _fromNs = long.MaxValue;
    private long _toNs = long.MaxValue;
    private byte _bits;

    /// <param name="perDay">Mean number of alarms a day; 0 = none ever.</param>
    /// <param name="random">The meter's own stream.</param>
    public MeterAlarms(double perDay, RandomStream random)
    {
        _perDay = perDay;
        _random = random;
        Draw(0);
    }

    /// <summary>The status byte at a simulated time.</summary>
    public byte StatusAt(long simTimeNs)
    {
        while (simTimeNs >= _toNs)
        {
            Draw(_toNs);
        }

        return simTimeNs >= _fromNs ? _bits : (byte)0;
    }

    /// <summary>When the status byte changes next, after a time.</summary>
    public long NextChangeNs(long simTimeNs) => StatusAt(simTimeNs) != 0 ? _toNs : _fromNs;

    /// <summary>The next time that a status bit is set, for one to seven hours.</summary>
    private void Draw(long fromNs)
    {
        if (_perDay <= 0)
        {
            return;
        }

        var waitDays = -Math.Log(1 - _random.NextDouble()) / _perDay;
        _fromNs = fromNs + (long)(Math.Min(waitDays, 10_000) * NsPerDay);
        _toNs = _fromNs + (long)((1 + (6 * _random.NextDouble())) * NsPerDay / 24);

        // Status byte (EN 13757-3): power low, permanent error, temporary error, a manufacturer's bit.
        _bits = _random.Next(4) switch { 0 => 0x04, 1 => 0x08, 2 => 0x10, _ => 0x20 };
    }
}
