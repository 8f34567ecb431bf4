using System;
using System.Collections.Generic;
using Gateway.Simulator.Air;
using Gateway.Simulator.Meters;
using Gateway.Simulator.Time;

namespace Gateway.Simulator.World;

/// <summary>A telegram on the air and who sent it.</summary>
/// <param name="Telegram">The telegram without CRCs; null when nobody knows what it should be.</param>
/// <param name="Meter">The meter; null when it was fed.</param>
public sealed record SentFrame(byte[] Telegram, WmbusMeter Meter);

/// <summary>Lets the meters of a scenario send at their times.</summary>
public sealed class AirTraffic(EventQueue time, Medium medium)
{
    /// <summary>Chips after a T1 frame that carry nothing (EN 13757-4 trailer).</summary>
    public const int T1TrailerBits = 2;

    private bool _isStopped;

    /// <summary>Raised for each transmission that is handed to the air.</summary>
    public event Action<Transmission> Sent;

    /// <summary>Schedules the first transmission of every meter; each schedules its next.</summary>
    public void Start(IReadOnlyList<WmbusMeter> meters)
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
    public static Transmission Frame(
        long startNs, AirBits bits, int trailerBits, double carrierHz, double deviationHz, double powerDbm,
        Position place, SentFrame tag) =>
        new(startNs, bits.Bytes, bits.BitCount, AirBits.ChipRateHz, carrierHz, deviationHz, powerDbm, place)
        {
            SyncEndBit = FrameEncoder.DataStart,
            FrameEndBit = bits.BitCount - trailerBits,
            Tag = tag,
        };

    private void Send(WmbusMeter meter)
    {
        if (_isStopped)
        {
            return;
        }

        var settings = meter.Settings;
        var telegram = meter.BuildTelegram(time.NowNs);
        var (x, y, z) = settings.PlaceMetres;
        Transmit(Frame(
            time.NowNs,
            FrameEncoder.Encode(telegram, settings.Mode),
            settings.Mode == AirMode.T1 ? T1TrailerBits : 0,
            meter.CarrierHz,
            settings.Mode == AirMode.T1 ? AirBits.T1DeviationHz : AirBits.C1DeviationHz,
            settings.TxPowerDbm,
            new Position(x, y, z),
            new SentFrame(telegram, meter)));
        time.Schedule(meter.NextTransmissionNs, () => Send(meter));
    }
}
