using System;
using System.Collections.Generic;
using Gateway.Simulator.Air;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>A telegram on the air and who sent it.</summary>
/// <param name="Telegram">The telegram without CRCs; null when nobody knows what it should be.</param>
/// <param name="Meter">The meter; null when it was fed.</param>
public sealed record SentFrame(byte[] Telegram, RadioMeter Meter);

/// <summary>Lets the meters of a scenario send at their times.</summary>
public sealed class AirTraffic(EventQueue time, Medium medium)
{
    private bool _isStopped;

    /// <summary>Raised for each transmission that is handed to the air.</summary>
    public event Action<Transmission> Sent;

    /// <summary>Schedules the first transmission of every meter; each schedules its next.</summary>
    public void Start(IReadOnlyList<RadioMeter> meters)
    {
        foreach (var meter in meters)
        {
            time.Schedule(Math.Max(time.NowNs, meter.NextTransmissionNs), () => Send(meter));
        }
    }

    /// <summary>No meter sends any more.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Hands a transmission to the air.</summary>
    public void Transmit(Transmission transmission)
    {
        medium.Transmit(transmission);
        Sent?.Invoke(transmission);
    }

    /// <summary>Makes a transmission of a frame's bits.</summary>
    /// <param name="startNs">Start of its first bit.</param>
    /// <param name="bits">Bits, with the channel they are sent on.</param>
    /// <param name="carrierHz">Carrier as really sent.</param>
    /// <param name="powerDbm">Radiated power.</param>
    /// <param name="place">Place of the sender.</param>
    /// <param name="tag">What is sent and by whom.</param>
    public static Transmission Frame(
        long startNs, AirBits bits, double carrierHz, double powerDbm, Position place, SentFrame tag) =>
        new(
            startNs, bits.Bytes, bits.BitCount, bits.Channel.ChipRateHz, carrierHz, bits.Channel.DeviationHz,
            powerDbm, place)
        {
            SyncEndBit = bits.SyncEndBit,
            SyncBits = bits.Channel.SyncBits,
            ReceiverBandwidthHz = bits.Channel.ReceiverBandwidthHz,
            FrameEndBit = bits.FrameEndBit,
            Tag = tag,
        };

    private void Send(RadioMeter meter)
    {
        if (_isStopped)
        {
            return;
        }

        var settings = meter.Settings;
        var frame = meter.Send(time.NowNs);
        var (x, y, z) = settings.PlaceMetres;
        Transmit(Frame(
            time.NowNs, frame.Air, meter.CarrierHz, settings.TxPowerDbm, new Position(x, y, z),
            new SentFrame(frame.Telegram, meter)));
        time.Schedule(meter.NextTransmissionNs, () => Send(meter));
    }
}
