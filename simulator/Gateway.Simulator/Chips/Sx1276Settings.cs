using System;

namespace Gateway.Simulator.Chips;

// What the registers of an SX1276 mean in hertz, bits and microseconds (Semtech rev. 4; the section of each
// formula is given at it). A wrong register value gives a wrong number here and thus a deaf receiver.

/// <summary>A snapshot of the radio settings, worked out from the registers.</summary>
internal sealed class Sx1276Settings : ReceiverSettings
{
    /// <summary>Crystal of the boards.</summary>
    public const double CrystalHz = 32_000_000;

    /// <summary>Step of frequency registers: 61.035 Hz (section 4.1.4).</summary>
    public const double StepHz = CrystalHz / (1 << 19);

    /// <summary>Bit rate mismatch that the bit synchronizer takes. Printed for its sister chip, Semtech
    /// SX1231 (section on the bit synchronizer).</summary>
    private const double BitSyncTolerance = 0.065;

    /// <summary>Times that a preamble detector looks at a bit independently, in noise. Estimate: four chips a
    /// bit, which the channel filter correlates.</summary>
    private const double LooksPerBit = 2.5;

    /// <summary>Section 4.2.5.2: TS_RE in µs by mantissa (16, 20, 24) and exponent (1..7); the numbers from
    /// table 22 of the sister datasheet SX1272/73 rev. 2.</summary>
    private static readonly int[,] StartUs =
    {
        { 63, 71, 119, 215, 407, 791, 1560 },
        { 74, 84, 144, 264, 504, 984, 1940 },
        { 85, 97, 169, 313, 601, 1180, 2330 },
    };

    public Sx1276Settings(byte[] r, int frf)
    {
        FrequencyHz = frf * StepHz;
        var rate = (r[Sx1276Map.BitrateMsb] << 8) | r[Sx1276Map.BitrateLsb];

        // Section 4.2.1: bit rate = fXOSC/(BitRate + BitrateFrac/16).
        RateHz = CrystalHz / Math.Max(1, rate + ((r[Sx1276Map.BitrateFrac] & 15) / 16.0));
        SideHz = FilterHz(r[Sx1276Map.RxBw]);
        AfcSideHz = FilterHz(r[Sx1276Map.AfcBw]);
        BandwidthHz = 2 * SideHz;

        // The deviation register is the transmitter's; the demodulator takes any (section 4.2.3).
        DeviationHz = double.NaN;
        RateTolerance = BitSyncTolerance;
        SyncBits = 8 * ((r[Sx1276Map.SyncConfig] & 7) + 1);
        for (var i = 0; i < SyncBits / 8; i++)
        {
            SyncWord = (SyncWord << 8) | r[Sx1276Map.SyncValue1 + i];
            HasForbiddenSync |= r[Sx1276Map.SyncValue1 + i] == 0;
        }

        SyncTolerance = (r[Sx1276Map.SyncConfig] & 0x10) != 0 ? 0 : -1;
        IsFsk = (r[Sx1276Map.OpMode] & 0xE0) == 0;

        var config = r[Sx1276Map.RxConfig];
        IsAfcOn = (config & 0x10) != 0;
        IsAgcOn = (config & 0x08) != 0;
        WaitsForRssi = (IsAfcOn || IsAgcOn) && (config & 1) != 0;
        WaitsForPreamble = (IsAfcOn || IsAgcOn) && (config & 6) == 6;
        IsAfcCleared = (r[Sx1276Map.AfcFei] & 1) != 0;
        StartNs = StartTimeNs(r[IsAfcOn ? Sx1276Map.AfcBw : Sx1276Map.RxBw]);

        // Section 5.5.4: TS_RSSI = 2^(RssiSmoothing + 1)/(4·RxBw); offset in dB, five bits, signed.
        RssiResponseNs = (long)((2 << (r[Sx1276Map.RssiConfig] & 7)) / (4 * SideHz) * 1e9);
        RssiPeriodNs = RssiResponseNs;
        RssiOffsetDb = (sbyte)r[Sx1276Map.RssiConfig] >> 3;
        RssiThresholdDbm = -r[Sx1276Map.RssiThresh] / 2.0;

        // RegPreambleDetect: size in bytes, tolerance in chips, four a bit.
        var detector = r[Sx1276Map.PreambleDetect];
        IsPreambleDetectorOn = (detector & 0x80) != 0;
        PreambleBits = 8 * (((detector >> 5) & 3) + 1);
        PreambleTolerance = Math.Min((detector & 31) / 4, (PreambleBits / 2) - 1);
        FalsePreamblesPerSecond = 2 * RateHz * ChanceOf(
            (int)(LooksPerBit * PreambleBits), (int)(LooksPerBit * (detector & 31) / 4));
    }

    /// <summary>RxBw, one side.</summary>
    public double SideHz { get; }

    /// <summary>The filter while AFC measures, one side.</summary>
    public double AfcSideHz { get; }

    public bool IsFsk { get; }

    public bool IsAfcOn { get; }

    public bool IsAgcOn { get; }

    /// <summary>Whether each AFC phase begins from the programmed frequency.</summary>
    public bool IsAfcCleared { get; }

    /// <summary>Whether AGC and AFC, and with them reception, wait for the RSSI threshold.</summary>
    public bool WaitsForRssi { get; }

    /// <summary>Whether they wait for a preamble.</summary>
    public bool WaitsForPreamble { get; }

    public bool IsPreambleDetectorOn { get; }

    public int PreambleBits { get; }

    /// <summary>Wrong bits that a preamble may have.</summary>
    public int PreambleTolerance { get; }

    /// <summary>How often noise looks like a preamble. Estimate.</summary>
    public double FalsePreamblesPerSecond { get; }

    /// <summary>A sync byte of 0x00, which the datasheet does not allow.</summary>
    public bool HasForbiddenSync { get; }

    /// <summary>TS_RE: from a locked synthesizer to reception.</summary>
    public long StartNs { get; }

    public int RssiOffsetDb { get; }

    public double RssiThresholdDbm { get; }

    /// <summary>Whether a filter register has one of the values of table 40.</summary>
    public static bool IsFilterAllowed(byte value) => (value & 7) != 0 && ((value >> 3) & 3) != 3;

    /// <summary>Section 5.5.6: RxBw = fXOSC/(RxBwMant·2^(RxBwExp + 2)), one side.</summary>
    private static double FilterHz(byte value) =>
        CrystalHz / ((16 + (4 * Math.Min(2, (value >> 3) & 3))) * (1 << (Math.Max(1, value & 7) + 2)));

    private static long StartTimeNs(byte filter) =>
        1000L * StartUs[Math.Min(2, (filter >> 3) & 3), Math.Max(1, filter & 7) - 1];
}
