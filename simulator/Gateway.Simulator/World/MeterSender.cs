using Gateway.Simulator.Air;
using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

/// <summary>A meter as the air sees it.</summary>
internal sealed class MeterSender(WmbusMeter meter) : IAirSender
{
    /// <inheritdoc/>
    public long NextStartNs => meter.NextTransmissionNs;

    /// <inheritdoc/>
    public Transmission Next()
    {
        var settings = meter.Settings;
        var startNs = meter.NextTransmissionNs;
        var telegram = meter.BuildTelegram(startNs);
        var (x, y, z) = settings.PlaceMetres;
        return AirTraffic.Frame(
            startNs,
            FrameEncoder.Encode(telegram, settings.Mode),
            settings.Mode == AirMode.T1 ? AirTraffic.T1TrailerBits : 0,
            meter.CarrierHzAt(startNs),
            settings.Mode == AirMode.T1 ? AirBits.T1DeviationHz : AirBits.C1DeviationHz,
            settings.TxPowerDbm - settings.BuildingLossDb,
            new Position(x, y, z),
            new SentFrame(telegram, meter));
    }
}
