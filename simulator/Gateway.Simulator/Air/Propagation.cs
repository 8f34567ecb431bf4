using System;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Air;

// Path loss, noise, filter and error-rate formulas of the air, with their numbers and where each comes from.
// Not modelled: fast fading, multipath, antenna patterns, blocking of the front end by strong far-off
// signals.

/// <summary>The physics of the air as plain functions.</summary>
public static class Propagation
{
    /// <summary>Free-space loss at 1 m and 868 MHz: 20·log10(4π·1 m/0.345 m).</summary>
    public const double ReferenceLossDb = 31.2;

    /// <summary>Loss beyond which a filter no longer helps (images, phase noise). Estimate.</summary>
    private const double MaximumFilterLossDb = 60;

    /// <summary>What the filter's skirts still let through of a neighbour. Estimate.</summary>
    private const double SkirtLossDb = 30;

    /// <summary>Exponent of the log-distance law in free space.</summary>
    public const double FreeSpaceExponent = 2;

    /// <summary>Power in mW.</summary>
    public static double ToMilliwatts(double dbm) => Math.Pow(10, dbm / 10);

    /// <summary>Level in dBm.</summary>
    public static double ToDbm(double milliwatts) => 10 * Math.Log10(milliwatts);

    /// <summary>Thermal noise plus the receiver's own in a bandwidth.</summary>
    public static double NoiseFloorDbm(double bandwidthHz, double noiseFigureDb) =>
        -174 + (10 * Math.Log10(bandwidthHz)) + noiseFigureDb;

    /// <summary>Log-distance law; nothing is nearer than 1 m.</summary>
    public static double PathLossDb(double metres, double exponent) =>
        ReferenceLossDb + (10 * exponent * Math.Log10(Math.Max(1, metres)));

    /// <summary>Two-ray height gain of one antenna over the reference height; nothing is lower than 1 m.</summary>
    public static double HeightGainDb(double heightMetres, double? referenceMetres) =>
        referenceMetres is { } reference ? 20 * Math.Log10(Math.Max(1, heightMetres) / reference) : 0;

    /// <summary>What a channel filter leaves out of something that disturbs: the share of its bandwidth that lies
    /// outside the channel, at most 30 dB while any of it is inside (the filter's skirts); then 60 dB for each half
    /// bandwidth of distance, at most 60 dB. Estimate, as for the signal itself.</summary>
    public static double InterferenceLossDb(double offsetHz, double signalBandwidthHz, double bandwidthHz)
    {
        var offset = Math.Abs(offsetHz);
        var gapHz = offset - (signalBandwidthHz / 2) - (bandwidthHz / 2);
        if (gapHz >= 0)
        {
            return Math.Min(MaximumFilterLossDb, SkirtLossDb + (gapHz / (bandwidthHz / 2) * 60));
        }

        if (offset + (signalBandwidthHz / 2) <= bandwidthHz / 2)
        {
            return 0;
        }

        var insideHz = Math.Min(-gapHz, bandwidthHz);
        return Math.Min(SkirtLossDb, -10 * Math.Log10(insideHz / signalBandwidthHz));
    }

    /// <summary>What a channel filter takes from a signal: nothing while all of its bandwidth (Carson's rule)
    /// is inside, then 60 dB for each half bandwidth that sticks out. Estimate of the CC1101's selectivity
    /// curves.</summary>
    public static double FilterLossDb(double offsetHz, double signalBandwidthHz, double bandwidthHz)
    {
        var outside = Math.Abs(offsetHz) + (signalBandwidthHz / 2) - (bandwidthHz / 2);
        return outside <= 0 ? 0 : Math.Min(MaximumFilterLossDb, outside / (bandwidthHz / 2) * 60);
    }

    /// <summary>Carson's rule for two-level FSK.</summary>
    public static double SignalBandwidthHz(Transmission transmission) =>
        (2 * transmission.DeviationHz) + transmission.RateHz;

    /// <summary>Bit error rate of non-coherent FSK, ½·exp(−½·Eb/N0).</summary>
    public static double BitErrorRate(double ebN0Db) => 0.5 * Math.Exp(-0.5 * ToMilliwatts(ebN0Db));

    /// <summary>A uniform number in [0, 1) that belongs to a key and an index, however often it is asked
    /// for.</summary>
    public static double Uniform(ulong key, int index) =>
        (RandomStream.Mix(key + ((ulong)(uint)index * 0x9E3779B97F4A7C15UL)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number that belongs to a key.</summary>
    public static double Gaussian(ulong key) =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform(key, 0))) * Math.Cos(2 * Math.PI * Uniform(key, 1));
}
