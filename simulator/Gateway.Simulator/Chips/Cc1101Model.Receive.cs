using System;

namespace Gateway.Simulator.Chips;

// Listening of the CC1101: what arrives, sync word search, RSSI, LQI, frequency estimate, false syncs in
// noise (TI SWRS061I sections 14, 17). A transmission in which something looks like the sync word costs one
// event.
public sealed partial class Cc1101Model
{
    /// <summary>RSSI offset of section 17.3, table 31: 74 dB at every data rate.</summary>
    private const double RssiOffsetDb = 74;

    private bool _rssiFrozen;

    private protected override bool IsListening => _marc == MarcState.Receive;

    /// <summary>The settings since RX was entered.</summary>
    private Cc1101Settings RxSettings => (Cc1101Settings)_tuned;

    private void EnterReceive()
    {
        _tuned = Settings;
        _rxSinceNs = _time.NowNs;
        NoteListening();
        _rssiFrozen = false;
        _lqiRegister &= 0x7F;
        WarnUnmodelledSettings();
        var uncalibrated = double.IsNaN(_calibratedHz)
            || Math.Abs(_calibratedHz - _tuned.FrequencyHz) > CalibrationReachHz;
        if (uncalibrated)
        {
            Warn("RX with a synthesizer that was not calibrated at this frequency: deaf");
        }

        _deaf = uncalibrated || RxSettings.Modulation > 1;
        ListenToAll();
        DrawFalseSync();
    }

    private protected override bool IsSyncAllowed() => !RxSettings.SyncNeedsCarrier || CarrierSensed();

    private protected override void DrawFalseSync()
    {
        // Noise alone hardly ever reaches a threshold 3 dB above it.
        var silent = _tuned.SyncTolerance < 0 || (RxSettings.SyncNeedsCarrier
            && _medium.NoiseFloorDbm(_tuned.BandwidthHz) + 3 < RxSettings.CarrierSenseDbm);
        DrawFalseEvent(silent ? 0 : _tuned.FalseSyncsPerSecond());
    }

    private void MeasureAtSync(HeardFrame frame)
    {
        _rssiRegister = RssiRaw();
        _rssiFrozen = true;
        if (frame == null)
        {
            _lqiRegister = (byte)(100 + _random.Next(28));
            _freqestRegister = (byte)_random.Next(256);
            return;
        }

        // LQI falls with the quality of the signal (section 17.6): here 100 at Eb/N0 = 8 dB, a tenth of it 23
        // dB above.
        var quality = 100 * Math.Exp((8 - frame.Budget.EbN0Db) / 10);
        _lqiRegister = (byte)Math.Clamp((int)quality, 0, 127);

        // FREQEST: offset in steps of fXOSC/2^14, two's complement (section 29.3, register 0x32).
        var limitHz = _tuned.OffsetLimitHz;
        var offsetHz = Math.Clamp(frame.Arrival.Transmission.CarrierHz - CentreHz, -limitHz, limitHz);
        var steps = (int)Math.Round(offsetHz / (Cc1101Settings.CrystalHz / 16384));
        _freqestRegister = (byte)(sbyte)Math.Clamp(steps, -128, 127);
    }

    private byte ReadRssi()
    {
        if (_marc == MarcState.Receive && !_rssiFrozen
            && _time.NowNs - _rxSinceNs >= _tuned.RssiResponseNs)
        {
            _rssiRegister = RssiRaw();
        }

        return _rssiRegister;
    }

    private byte RssiRaw() =>
        (byte)(sbyte)Math.Clamp((int)Math.Round((MeasuredLevelDbm() + RssiOffsetDb) * 2), -128, 127);

    private bool CarrierSensed() =>
        _marc == MarcState.Receive
        && _time.NowNs - _rxSinceNs >= _tuned.RssiResponseNs
        && ChannelLevelDbm(_time.NowNs) >= RxSettings.CarrierSenseDbm;
}
