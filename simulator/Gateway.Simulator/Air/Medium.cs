using System;
using System.Collections.Generic;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.Air;

// The air: brings every transmission to every antenna with a path loss, notes what overlaps, and judges what
// a receiver without dead time would have got. It knows no chip: a chip asks an Arrival for its bits.
// Collision rule: a bit under interference survives when the signal is CaptureDb above the sum of the
// interferers that its channel filter lets through. Not modelled: propagation delay, fading within a
// transmission.

/// <summary>The radio medium between all senders and receivers of a run.</summary>
public sealed class Medium
{
    /// <summary>Channel filter of the perfect receiver that outcomes are judged by, unless a transmission
    /// says otherwise: the CC1101's in T1 and C1.</summary>
    public const double ReferenceBandwidthHz = 325_000;

    private readonly EventQueue _time;
    private readonly ulong _key;
    private readonly List<Receiver> _receivers = [];

    /// <summary>Creates an empty air.</summary>
    public Medium(EventQueue time, RandomStreams random)
    {
        ArgumentNullException.ThrowIfNull(random);
        _time = time ?? throw new ArgumentNullException(nameof(time));
        _key = random.Get("air").NextBits();
    }

    /// <summary>A transmission ended at a receiver.</summary>
    public event Action<Receiver, Transmission, AirOutcome> Arrived;

    /// <summary>Exponent of the log-distance law: 2 free space, 3 between houses, 4 and more into
    /// cellars.</summary>
    public double PathLossExponent { get; set; } = 3.0;

    /// <summary>Standard deviation of the shadowing that belongs to a (sender's place, receiver)
    /// pair.</summary>
    public double ShadowingDb { get; set; } = 6;

    /// <summary>Correlation of the shadowing of a site's other antennas with that of its first one, 0 .. 1. The shadowing stands for what
    /// houses do, which is the same metres apart, and for standing waves, which are not the same half a wavelength
    /// apart (17 cm); 0.5, as much of the one as of the other, is an estimate.</summary>
    public double AntennaCorrelation { get; set; } = 0.5;

    /// <summary>Height of a receiver's antenna at which the path loss exponent was found; null: heights count as
    /// distance only. Two-ray ground reflection: far from both antennas the received power goes with the square of
    /// each height, 20·log10(height/reference) dB, and never beyond free space.</summary>
    public double? CollectorHeightMetres { get; set; }

    /// <summary>The same for the senders.</summary>
    public double? MeterHeightMetres { get; set; }

    /// <summary>When set, the loss of every path, without shadowing: a cable and an attenuator on a
    /// bench.</summary>
    public double? FixedPathLossDb { get; set; }

    /// <summary>Signal over interference from which on a bit survives. 6 dB: estimate for wide FSK; the
    /// CC1101's co-channel rejection is not in its datasheet.</summary>
    public double CaptureDb { get; set; } = 6;

    /// <summary>Noise figure and implementation loss of the receivers. With the error-rate curve of
    /// <see cref="LinkBudget"/>, 11.5 dB gives −104 dBm at 38.4 kBd and −95.5 dBm at 250 kBd for 1 % of
    /// 20-byte packets lost, within 1 dB of CC1101 SWRS061I table 10.</summary>
    public double NoiseFigureDb { get; set; } = 11.5;

    /// <summary>Whether receivers may find their sync word in noise, as real ones do.</summary>
    public bool NoiseFalseSyncs { get; set; } = true;

    /// <summary>Number of frames handed in.</summary>
    public long SentCount { get; private set; }

    /// <summary>Number of interferers' bursts handed in.</summary>
    public long InterferenceCount { get; private set; }

    /// <summary>Puts a receiver with its antenna into the world.</summary>
    /// <param name="name">Unique name: bit errors are drawn by it.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="antennaGainDbi">Gain of the antenna with its cable.</param>
    /// <param name="listener">Is told what arrives from now on.</param>
    /// <param name="antenna">Name of its antenna, by which shadowing is drawn: receivers that name the same one share
    /// it. null = one of its own, with the receiver's name.</param>
    /// <param name="site">Name of the site's first antenna, with which the shadowing correlates; null = this
    /// one.</param>
    public Receiver Attach(
        string name, Position place, double antennaGainDbi, IAirListener listener, string antenna = null,
        string site = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var antennaName = antenna ?? name;
        var receiver = new Receiver(
            name, place, antennaGainDbi, listener, KeyOf(name), KeyOf(antennaName), KeyOf(site ?? antennaName));
        _receivers.Add(receiver);
        return receiver;
    }

    /// <summary>Sends: schedules start and end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It starts in the past.</exception>
    public void Transmit(Transmission transmission)
    {
        ArgumentNullException.ThrowIfNull(transmission);
        SentCount += transmission.IsInterference ? 0 : 1;
        InterferenceCount += transmission.IsInterference ? 1 : 0;
        if (transmission.Id == 0)
        {
            transmission.Id = SentCount + InterferenceCount;
        }

        _time.Schedule(transmission.StartNs, () => Start(transmission));
    }

    /// <summary>Loss between a sender and a receiver, shadowing included, antenna gain not.</summary>
    public double PathLossDb(Position sender, Receiver receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        if (FixedPathLossDb.HasValue)
        {
            return FixedPathLossDb.Value;
        }

        var distance = sender.DistanceTo(receiver.Place);
        var lossDb = Propagation.PathLossDb(distance, PathLossExponent);
        if (CollectorHeightMetres.HasValue || MeterHeightMetres.HasValue)
        {
            lossDb = Math.Max(
                Propagation.PathLossDb(distance, Propagation.FreeSpaceExponent),
                lossDb - Propagation.HeightGainDb(receiver.Place.Z, CollectorHeightMetres)
                    - Propagation.HeightGainDb(sender.Z, MeterHeightMetres));
        }

        var shadowing = Shadowing(sender, receiver.AntennaKey);
        if (receiver.AntennaKey != receiver.SiteKey)
        {
            shadowing = (AntennaCorrelation * Shadowing(sender, receiver.SiteKey))
                + (Math.Sqrt(1 - (AntennaCorrelation * AntennaCorrelation)) * shadowing);
        }

        return lossDb + (ShadowingDb * shadowing);
    }

    /// <summary>How a receiver tuned in a given way gets an arrival.</summary>
    /// <param name="arrival">What arrives.</param>
    /// <param name="centreHz">Where the receiver is tuned to, its crystal error included.</param>
    /// <param name="bandwidthHz">Its channel filter.</param>
    /// <param name="extraLossDb">What else its settings cost.</param>
    public LinkBudget Budget(Arrival arrival, double centreHz, double bandwidthHz, double extraLossDb)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        var transmission = arrival.Transmission;
        var signalDbm = arrival.PowerDbm - extraLossDb - Propagation.FilterLossDb(
            transmission.CarrierHz - centreHz, Propagation.SignalBandwidthHz(transmission), bandwidthHz);
        var noiseDbm = NoiseFloorDbm(bandwidthHz);
        var ebN0Db = signalDbm - noiseDbm + (10 * Math.Log10(bandwidthHz / transmission.RateHz));
        return new LinkBudget(
            centreHz, bandwidthHz, signalDbm, noiseDbm, ebN0Db, Propagation.BitErrorRate(ebN0Db));
    }

    /// <summary>Noise in a bandwidth at an antenna connector.</summary>
    public double NoiseFloorDbm(double bandwidthHz) => Propagation.NoiseFloorDbm(bandwidthHz, NoiseFigureDb);

    private ulong KeyOf(string name)
    {
        var key = _key;
        foreach (var c in name)
        {
            key = RandomStream.Mix(key ^ c);
        }

        return key;
    }

    private static double Shadowing(Position sender, ulong key)
    {
        key = RandomStream.Mix(key ^ (ulong)BitConverter.DoubleToInt64Bits(sender.X));
        key = RandomStream.Mix(key ^ (ulong)BitConverter.DoubleToInt64Bits(sender.Y));
        return Propagation.Gaussian(RandomStream.Mix(key ^ (ulong)BitConverter.DoubleToInt64Bits(sender.Z)));
    }

    private void Start(Transmission transmission)
    {
        var arrivals = new Arrival[_receivers.Count];
        for (var i = 0; i < arrivals.Length; i++)
        {
            var receiver = _receivers[i];
            var powerDbm = transmission.PowerDbm + receiver.AntennaGainDbi
                - PathLossDb(transmission.Place, receiver);
            var key = RandomStream.Mix(receiver.Key ^ RandomStream.Mix((ulong)transmission.Id));
            var arrival = new Arrival(this, transmission, receiver, powerDbm, key);
            arrivals[i] = arrival;
            foreach (var other in receiver.Active)
            {
                arrival.Overlap(other);
            }

            receiver.Active.Add(arrival);
            receiver.Listener.ArrivalStarted(arrival);
        }

        _time.Schedule(transmission.EndNs, () => End(transmission, arrivals));
    }

    private void End(Transmission transmission, Arrival[] arrivals)
    {
        foreach (var arrival in arrivals)
        {
            var receiver = arrival.Receiver;
            receiver.Active.Remove(arrival);
            if (transmission.IsInterference)
            {
                receiver.Listener.ArrivalEnded(arrival, AirOutcome.Weak);
                arrival.Release();
                continue;
            }

            var outcome = Judge(arrival);
            receiver.Add(outcome);
            receiver.Listener.ArrivalEnded(arrival, outcome);
            Arrived?.Invoke(receiver, transmission, outcome);
            arrival.Release();
        }
    }

    private AirOutcome Judge(Arrival arrival)
    {
        var transmission = arrival.Transmission;
        var budget = ReferenceBudget(arrival);
        var weak = false;
        HasIntactSync(arrival);
        for (var bit = FirstSyncBit(transmission); bit < transmission.FrameEndBit; bit += 32)
        {
            var count = Math.Min(32, transmission.FrameEndBit - bit);
            if (arrival.Errors(bit, count, budget, out var byInterference) != 0)
            {
                if (byInterference)
                {
                    return AirOutcome.Collided;
                }

                weak = true;
            }
        }

        return weak ? AirOutcome.Weak : HeldByEarlier(arrival) ? AirOutcome.Collided : AirOutcome.Delivered;
    }

    // A receiver that got the sync word of an earlier frame follows that frame to its end, even when a
    // stronger one comes over it.
    private bool HeldByEarlier(Arrival arrival)
    {
        if (arrival.Overlapping == null)
        {
            return false;
        }

        var transmission = arrival.Transmission;
        var syncNs = transmission.BitNs(Math.Max(transmission.SyncEndBit, transmission.SyncBits));
        foreach (var other in arrival.Overlapping)
        {
            var earlier = other.Transmission;
            if (earlier.IsInterference)
            {
                continue;
            }

            var first = FirstSyncBit(earlier);
            if (earlier.BitNs(first + earlier.SyncBits) < syncNs
                && earlier.BitNs(earlier.FrameEndBit) > syncNs
                && Math.Abs(earlier.CarrierHz - transmission.CarrierHz) < transmission.ReceiverBandwidthHz / 2
                && Math.Abs((earlier.RateHz / transmission.RateHz) - 1) < 0.1
                && HasIntactSync(other))
            {
                return true;
            }
        }

        return false;
    }

    // Asked for the first time when the sync word is over, and kept: an arrival forgets what overlapped when
    // it ends.
    private bool HasIntactSync(Arrival arrival)
    {
        var sent = arrival.Transmission;
        var count = Math.Min(sent.SyncBits, sent.BitCount);
        return arrival.SyncIntact ??=
            arrival.Errors(FirstSyncBit(sent), count, ReferenceBudget(arrival)) == 0;
    }

    private LinkBudget ReferenceBudget(Arrival arrival) =>
        Budget(arrival, arrival.Transmission.CarrierHz, arrival.Transmission.ReceiverBandwidthHz, 0);

    private static int FirstSyncBit(Transmission transmission) =>
        Math.Max(0, transmission.SyncEndBit - transmission.SyncBits);
}
