using System;
using Gateway.Simulator.Air;

namespace Gateway.Simulator.Chips;

// The level in the channel as a chip's RSSI shows it.
public abstract partial class ReceiverModel
{
    /// <summary>Everything in the channel, noise included, that the gain control has had time to
    /// see.</summary>
    private protected double ChannelLevelDbm(long nowNs)
    {
        var milliwatts = Propagation.ToMilliwatts(_medium.NoiseFloorDbm(_tuned.BandwidthHz));
        foreach (var arrival in _receiver.Arriving)
        {
            var sent = arrival.Transmission;
            if (sent.StartNs + _tuned.RssiResponseNs <= nowNs)
            {
                milliwatts += Propagation.ToMilliwatts(arrival.PowerDbm - Propagation.InterferenceLossDb(
                    sent.CarrierHz - CentreHz, Propagation.SignalBandwidthHz(sent), _tuned.BandwidthHz));
            }
        }

        return Propagation.ToDbm(milliwatts);
    }

    /// <summary>That level with the spread of one reading.</summary>
    private protected double MeasuredLevelDbm()
    {
        var sample = (int)((_time.NowNs - _rxSinceNs) / _tuned.RssiPeriodNs);
        return ChannelLevelDbm(_time.NowNs)
            + (RssiSpreadDb * Propagation.Gaussian(_noiseKey ^ (ulong)(_rxSinceNs + sample)));
    }

    /// <summary>When the level in the channel next may have risen; <see cref="long.MaxValue"/>: not by what
    /// is known now.</summary>
    private protected long NextLevelNs()
    {
        var nowNs = _time.NowNs;
        var nextNs = _rxSinceNs + _tuned.RssiResponseNs;
        nextNs = nextNs > nowNs ? nextNs : long.MaxValue;
        foreach (var arrival in _receiver.Arriving)
        {
            var seenNs = arrival.Transmission.StartNs + _tuned.RssiResponseNs;
            if (seenNs > nowNs)
            {
                nextNs = Math.Min(nextNs, seenNs);
            }
        }

        return nextNs;
    }
}
