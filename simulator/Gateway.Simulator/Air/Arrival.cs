using System;
using System.Collections.Generic;

namespace Gateway.Simulator.Air;

// One transmission at one antenna. Which of its bits arrive damaged is a function of (seed, receiver, transmission,
// bit), decided when it is asked for and always the same: reading in another order changes nothing. Ask only for
// bits that are over: what overlaps a later bit is not known yet.

/// <summary>A transmission as it arrives at a receiver.</summary>
public sealed class Arrival
{
    /// <summary>Below this probability of an error a bit is not drawn for at all.</summary>
    private const double NeverRate = 1e-15;

    /// <summary>Error rate under an interferer that is weaker than the signal, but by less than the capture ratio.
    /// Estimate: any frame that has more than a few such bits is lost.</summary>
    private const double NearInterferenceErrorRate = 0.25;

    private readonly Medium _medium;
    private readonly ulong _key;
    private List<Arrival> _overlapping;

    internal Arrival(Medium medium, Transmission transmission, Receiver receiver, double powerDbm, ulong key)
    {
        _medium = medium;
        Transmission = transmission;
        Receiver = receiver;
        PowerDbm = powerDbm;
        _key = key;
    }

    /// <summary>What was sent.</summary>
    public Transmission Transmission { get; }

    /// <summary>Where it arrives.</summary>
    public Receiver Receiver { get; }

    /// <summary>Power at the antenna connector.</summary>
    public double PowerDbm { get; }

    internal IReadOnlyList<Arrival> Overlapping => _overlapping;

    /// <summary>Which of up to 32 bits arrive turned.</summary>
    /// <param name="firstBit">Index of the first bit.</param>
    /// <param name="count">1..32 bits, all of them over by now and inside the transmission.</param>
    /// <param name="budget">How the receiver is tuned.</param>
    /// <returns>A mask with the last bit in bit 0; 1 = turned.</returns>
    public uint Errors(int firstBit, int count, in LinkBudget budget) =>
        Errors(firstBit, count, budget, out _);

    internal uint Errors(int firstBit, int count, in LinkBudget budget, out bool byInterference)
    {
        byInterference = false;
        if (_overlapping == null && budget.NoiseErrorRate < NeverRate)
        {
            return 0;
        }

        var mask = 0u;
        for (var bit = firstBit; bit < firstBit + count; bit++)
        {
            var rate = budget.NoiseErrorRate;
            var interfered = InterferedErrorRate(bit, budget);
            mask <<= 1;
            if (Math.Max(rate, interfered) < NeverRate)
            {
                continue;
            }

            var draw = Propagation.Uniform(_key, bit);
            if (draw < rate || draw < interfered)
            {
                mask |= 1;
                byInterference |= draw >= rate;
            }
        }

        return mask;
    }

    internal void Overlap(Arrival other)
    {
        (_overlapping ??= []).Add(other);
        (other._overlapping ??= []).Add(this);
    }

    private double InterferedErrorRate(int bit, in LinkBudget budget)
    {
        if (_overlapping == null)
        {
            return 0;
        }

        var beginNs = Transmission.BitNs(bit);
        var endNs = Transmission.BitNs(bit + 1);
        var milliwatts = 0.0;
        foreach (var other in _overlapping)
        {
            var transmission = other.Transmission;
            if (transmission.StartNs < endNs && transmission.EndNs > beginNs)
            {
                milliwatts += Propagation.ToMilliwatts(other.PowerDbm - Propagation.FilterLossDb(
                    transmission.CarrierHz - budget.CentreHz,
                    Propagation.SignalBandwidthHz(transmission),
                    budget.BandwidthHz));
            }
        }

        if (milliwatts <= 0)
        {
            return 0;
        }

        var ratioDb = budget.SignalDbm - Propagation.ToDbm(milliwatts);
        return ratioDb >= _medium.CaptureDb ? 0 : ratioDb >= 0 ? NearInterferenceErrorRate : 0.5;
    }
}
