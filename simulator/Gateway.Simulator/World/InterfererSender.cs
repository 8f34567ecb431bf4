// An interferer on the air: bursts of random symbols that fill its bandwidth. By Carson's rule a rate of half the
// bandwidth with a deviation of a quarter of it is as wide as it should be.
using System;
using Gateway.Simulator.Air;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>Sends the bursts of an interferer.</summary>
internal sealed class InterfererSender : IAirSender
{
    private readonly ScenarioInterferer _settings;
    private readonly RandomStream _random;

    public InterfererSender(ScenarioInterferer settings, RandomStreams streams)
    {
        _settings = settings;
        _random = streams.Get("interferer " + settings.Name);
        NextStartNs = settings.AtNs + (long)(_random.NextDouble() * settings.PeriodNs);
        EndIfOver();
    }

    /// <inheritdoc/>
    public long NextStartNs { get; private set; }

    /// <inheritdoc/>
    public Transmission Next()
    {
        var startNs = NextStartNs;
        var rateHz = _settings.BandwidthHz / 2;
        var bitCount = (int)Math.Max(1, _settings.BurstNs / 1e9 * rateHz);
        var bits = new byte[(bitCount + 7) / 8];
        _random.NextBytes(bits);
        var pauseNs = _settings.PeriodNs - _settings.BurstNs;
        NextStartNs = startNs + _settings.BurstNs
            + (_settings.IsRandom ? (long)(-Math.Log(1 - _random.NextDouble()) * pauseNs) : pauseNs);
        EndIfOver();
        var (x, y, z) = _settings.PlaceMetres;
        return new Transmission(
            startNs, bits, bitCount, rateHz, _settings.CarrierHz, _settings.BandwidthHz / 4, _settings.PowerDbm,
            new Position(x, y, z))
        {
            IsInterference = true,
        };
    }

    private void EndIfOver()
    {
        if (_settings.ForNs is { } lengthNs && NextStartNs >= _settings.AtNs + lengthNs)
        {
            NextStartNs = long.MaxValue;
        }
    }
}
