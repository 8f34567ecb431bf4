using System;
using System.Collections.Generic;

namespace Gateway.Simulator.Air;

// One transmission at one antenna. Which of its bits arrive damaged is a function of (seed, receiver,
// transmission, bit), decided when it is asked for and always the same: reading in another order changes
// nothing. Ask only for bits that are over: what overlaps a later bit is not known yet.

/// <summary>A transmission as it arrives at a receiver.</summary>
public sealed class Arrival
{
    /// <summary>Below this probability of an error a bit is not drawn for at all.</summary>
    private const double NeverRate = 1e-15;

    /// <summary>Error rate under an interferer that is weaker than the signal, but by less than the capture
    /// ratio. Estimate: any frame that has more than a few such bits is lost.</summary>
    private const double NearInterferenceErrorRate = 0.25;

    private readonly Medium _medium;
    private readonly ulong _key;
    private readonly double _milliwatts;
    private List<Arrival> _overlapping;

    internal Arrival(Medium medium, Transmission transmission, Receiver receiver, double powerDbm, ulong key)
    {
        _medium = medium;
        Transmission = transmission;
        Receiver = receiver;
        PowerDbm = powerDbm;
        _key = key;
        _milliwatts = Propagation.ToMilliwatts(powerDbm);
    }

    /// <summary>What was sent.</summary>
    public Transmission Transmission { get; }

    /// <summary>Where it arrives.</summary>
    public Receiver Receiver { get; }

    /// <summary>Power at the antenna connector.</summary>
    public double PowerDbm { get; }

    internal IReadOnlyList<Arrival> Overlapping => _overlapping;

    /// <summary>Whether the sync word arrived whole at a perfect receiver; null before anybody
    /// asked.</summary>
    internal bool? SyncIntact { get; set; }

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

        Span<double> milliwatts = stackalloc double[count];
        var interfered = Interference(firstBit, milliwatts, budget);
        if (!interfered && budget.NoiseErrorRate < NeverRate)
        {
            return 0;
        }

        var signal = Propagation.ToMilliwatts(budget.SignalDbm);
        var capture = Propagation.ToMilliwatts(_medium.CaptureDb);
        var mask = 0u;
        for (var i = 0; i < count; i++)
        {
            mask <<= 1;
            var rate = signal >= milliwatts[i] * capture ? 0
                : signal >= milliwatts[i] ? NearInterferenceErrorRate : 0.5;
            if (Math.Max(rate, budget.NoiseErrorRate) < NeverRate)
            {
                continue;
            }

            var draw = Propagation.Uniform(_key, firstBit + i);
            if (draw < rate || draw < budget.NoiseErrorRate)
            {
                mask |= 1;
                byInterference |= draw >= budget.NoiseErrorRate;
            }
        }

        return mask;
    }

    /// <summary>Lets go of what overlapped, once everybody has read the bits: on a busy channel each arrival
    /// would otherwise keep all earlier ones alive.</summary>
    internal void Release() => _overlapping = null;

    internal void Overlap(Arrival other)
    {
        (_overlapping ??= []).Add(other);
        (other._overlapping ??= []).Add(this);
    }

    /// <summary>Adds up, bit by bit, what else is in the channel; says whether there is anything.</summary>
    private bool Interference(int firstBit, Span<double> milliwatts, in LinkBudget budget)
    {
        var any = false;
        if (_overlapping == null)
        {
            return any;
        }

        var beginNs = Transmission.BitNs(firstBit);
        var endNs = Transmission.BitNs(firstBit + milliwatts.Length);
        foreach (var other in _overlapping)
        {
            var transmission = other.Transmission;
            if (transmission.StartNs >= endNs || transmission.EndNs <= beginNs)
            {
                continue;
            }

            any = true;
            var lossDb = Propagation.InterferenceLossDb(
                transmission.CarrierHz - budget.CentreHz,
                Propagation.SignalBandwidthHz(transmission),
                budget.BandwidthHz);
            var power = lossDb == 0 ? other._milliwatts : other._milliwatts * Propagation.ToMilliwatts(-lossDb);
            for (var i = 0; i < milliwatts.Length; i++)
            {
                var bit = firstBit + i;
                if (transmission.StartNs < Transmission.BitNs(bit + 1)
                    && transmission.EndNs > Transmission.BitNs(bit))
                {
                    milliwatts[i] += power;
                }
            }
        }

        return any;
    }
}
