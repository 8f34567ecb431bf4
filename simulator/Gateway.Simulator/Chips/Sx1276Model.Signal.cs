using System;
using System.Numerics;
using Gateway.Simulator.Air;

namespace Gateway.Simulator.Chips;

// What the SX1276 tells of a signal (Semtech rev. 4, sections 4.2.3.4, 5.5.4 and table 42): RSSI, LNA gain,
// the frequency error indicator. None of them is kept at the sync word: they are about the moment of reading.
public sealed partial class Sx1276Model
{
    /// <summary>RegRssiValue: −RssiValue/2 dBm, offset included.</summary>
    private byte ReadRssi()
    {
        if (IsReceiving && _time.NowNs - _rxSinceNs >= _tuned.RssiResponseNs)
        {
            var levelDbm = MeasuredLevelDbm() + RxSettings.RssiOffsetDb;
            _rssiRegister = (byte)Math.Clamp((int)Math.Round(-2 * levelDbm), 0, 255);
        }

        return _rssiRegister;
    }

    private byte ReadLna() => IsReceiving
        ? (byte)(((_gainIndex + 1) << 5) | (_registers[Sx1276Map.Lna] & 0x1F))
        : _registers[Sx1276Map.Lna];

    /// <summary>The mean frequency of the last four bits, updated every four bits; positive: the carrier is
    /// above the centre. Only in a preamble is the modulation's own mean 0. One value within an
    /// access.</summary>
    // UNVERIFIED-HW: signs of FeiValue and AfcValue.
    private short ReadFei()
    {
        var slotNs = IsReceiving ? 4e9 / _tuned.RateHz : 0;
        var slot = IsReceiving ? (long)((_time.NowNs - _rxSinceNs) / slotNs) : 0;
        if (_feiIsLatched || slot == 0)
        {
            return _feiValue;
        }

        _feiIsLatched = true;
        var key = _noiseKey ^ (ulong)(_rxSinceNs + slot);
        var frame = StrongestFrame();
        var lastBit = frame == null ? 0 : frame.BitAt(_rxSinceNs + (long)(slot * slotNs));
        if (lastBit < 4)
        {
            _feiValue = ToSteps(RxSettings.SideHz * ((2 * Propagation.Uniform(key, 0)) - 1));
            return _feiValue;
        }

        var ones = BitOperations.PopCount(frame.Read(lastBit - 4, 4, _noiseKey, out _));
        var meanHz = ((2 * ones) - 4) / 4.0 * frame.Arrival.Transmission.DeviationHz;
        _feiValue = ToSteps(OffsetHz(frame, Propagation.Gaussian(key)) + meanHz);
        return _feiValue;
    }
}
