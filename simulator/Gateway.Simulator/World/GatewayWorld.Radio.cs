using System.Linq;
using Gateway.Link;
using Gateway.Simulator.Air;
using Gateway.Simulator.Checkers;
using Gateway.Simulator.Chips;
using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

// From the air into the chips, and what became of it.
public sealed partial class GatewayWorld
{
    /// <summary>Hands a transmission to the air.</summary>
    public void Transmit(Transmission transmission)
    {
        Medium.Transmit(transmission);
        if (!transmission.IsInterference)
        {
            foreach (var radio in Radios)
            {
                radio.Frames.Sent(transmission);
            }
        }
    }

    /// <summary>Whether a telegram came out of the link at any time.</summary>
    /// <param name="content">Hash of what follows its L-field; of a wired frame, hash of all of it.</param>
    public bool WasDecoded(ulong content) =>
        _decodedContents.Contains(content) || Lines.Any(line => line.Sent.Contains(content));

    private RadioSide CreateRadio(ScenarioRadio radio, int index, string name)
    {
        static string Numbered(string text, int number) => number == 1 ? text : text + number;

        var place = new Position(Settings.PlaceMetres.X, Settings.PlaceMetres.Y, Settings.PlaceMetres.Z);
        var (own, antenna) = (Numbered(name, index + 1), Numbered(name, radio.Antenna));
        ReceiverModel chip = radio.Chip == "sx1276"
            ? new Sx1276Model(own, Time, Medium, place, Scene.Random, Warn, antenna, name)
            : new Cc1101Model(own, Time, Medium, place, Scene.Random, Warn, antenna, name);
        chip.CrystalErrorPpm = Settings.CrystalErrorPpm;
        chip.Receiver.AntennaGainDbi = Settings.AntennaGainDbi;
        var frames = new FrameLedger(Trace, index == 0 ? "" : Numbered("", index + 1))
        {
            IsTuned = transmission => IsTuned(index, transmission),
        };
        chip.ReceptionEnded += frames.ChipEnded;
        frames.FrameEnded += (status, content, transmission) => OnFrameEnded(index, status, content, transmission);
        return new RadioSide(radio, chip, frames, new MountedRadio(PinMap.ComponentOf(radio.Chip, index), chip));
    }

    // Whether a radio listens, and to what was sent, on which channel it ever came.
    private bool IsTuned(int index, Transmission transmission) =>
        Gateway.Firmware is not { } firmware
        || (!firmware.Lines[index].IsAsleep
            && AirChannel.ChipRateOf(firmware.Lines[index].Profile) == transmission.RateHz);

    private void OnArrived(Receiver receiver, Transmission transmission, AirOutcome outcome)
    {
        foreach (var radio in Radios)
        {
            if (radio.Chip.Receiver == receiver)
            {
                radio.Frames.Arrived(transmission, outcome);
            }
        }
    }

    private void OnFrameEnded(int index, LinkStatus status, byte[] content, Transmission transmission)
    {
        if (status != LinkStatus.Ok)
        {
            return;
        }

        _decodedContents.Add(ContentHash.Of(content));
        if (transmission?.Tag is SentFrame { Meter: not null } frame)
        {
            var rssiDbm = Gateway.Firmware.Lines[index].Receiver.LastRssiDbm;
            Reads.Heard(frame, transmission, Time.NowNs, rssiDbm);
            MeterRead?.Invoke(transmission, frame, rssiDbm);
        }
    }

    private void ScheduleNext()
    {
        if (_feed.NextNs != long.MaxValue)
        {
            Time.Schedule(_feed.NextNs, _takeNext);
        }
    }

    private void TakeNext()
    {
        if (!_isStopped && _feed.NextNs != long.MaxValue)
        {
            Transmit(_feed.Take());
            ScheduleNext();
        }
    }
}
