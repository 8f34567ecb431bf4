using Gateway.Simulator.Air;
using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

/// <summary>A meter as the air sees it.</summary>
internal sealed class MeterSender(RadioMeter meter) : IAirSender
{
    /// <inheritdoc/>
    public long NextStartNs => meter.NextTransmissionNs;

    /// <inheritdoc/>
    public Transmission Next()
    {
        var settings = meter.Settings;
        var startNs = meter.NextTransmissionNs;
        var carrierHz = meter.CarrierHzAt(startNs);
        var frame = meter.Send(startNs);
        var (x, y, z) = settings.PlaceMetres;
        return AirTraffic.Frame(
            startNs,
            frame.Air,
            carrierHz,
            settings.TxPowerDbm - settings.BuildingLossDb,
            new Position(x, y, z),
            new SentFrame(frame.Telegram, meter));
    }
}
