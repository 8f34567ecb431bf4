using System;

namespace Gateway.Simulator.Chips;

// What the registers of a CC1101 mean in hertz and bits (TI SWRS061I; the formula's section is given at
// each). A wrong register value gives a wrong number here and thus a deaf or garbled receiver.

/// <summary>A snapshot of the radio settings, worked out from the registers.</summary>
internal sealed class Cc1101Settings : ReceiverSettings
{
    /// <summary>Crystal of the boards.</summary>
    public const double CrystalHz = 26_000_000;

    // Section 29.1, AGCCTRL2: reductions of MAX_LNA_GAIN, and MAGN_TARGET, in dB.
    private static readonly double[] LnaReductionDb = [0, 2.6, 6.1, 7.4, 9.2, 11.5, 14.6, 17.1];
    private static readonly double[] MagnitudeTargetDb = [24, 27, 30, 33, 36, 38, 40, 42];
    private static readonly double[] BitSyncLimit = [0, 0.03125, 0.0625, 0.125];
    private static readonly double[] OffsetLimit = [0, 1.0 / 8, 1.0 / 4, 1.0 / 2];

    public Cc1101Settings(byte[] r)
    {
        // Section 21: f = fXOSC/2^16 · (FREQ + CHAN·((256 + CHANSPC_M)·2^(CHANSPC_E−2))); FREQOFF in
        // fXOSC/2^14.
        var word = (r[Cc1101Map.Freq2] << 16) | (r[Cc1101Map.Freq1] << 8) | r[Cc1101Map.Freq0];
        var spacing = (256 + r[Cc1101Map.Mdmcfg0]) * Math.Pow(2, (r[Cc1101Map.Mdmcfg1] & 3) - 2);
        FrequencyHz = (CrystalHz / 65536 * (word + (r[Cc1101Map.Channr] * spacing)))
            + ((sbyte)r[Cc1101Map.Fsctrl0] * CrystalHz / 16384);

        // Section 13: BW = fXOSC/(8·(4 + CHANBW_M)·2^CHANBW_E); section 12: R = (256 +
        // DRATE_M)·2^DRATE_E·fXOSC/2^28.
        var modem = r[Cc1101Map.Mdmcfg4];
        BandwidthHz = CrystalHz / (8 * (4 + ((modem >> 4) & 3)) * (1 << (modem >> 6)));
        RateHz = (256 + r[Cc1101Map.Mdmcfg3]) * Math.Pow(2, modem & 15) * CrystalHz / (1 << 28);

        // Section 16.1: deviation = fXOSC/2^17 · (8 + DEVIATION_M)·2^DEVIATION_E.
        var deviation = r[Cc1101Map.Deviatn];
        DeviationHz = CrystalHz / (1 << 17) * (8 + (deviation & 7)) * (1 << ((deviation >> 4) & 7));

        SyncMode = r[Cc1101Map.Mdmcfg2] & 7;
        Modulation = (r[Cc1101Map.Mdmcfg2] >> 4) & 7;
        var sync = (ulong)((r[Cc1101Map.Sync1] << 8) | r[Cc1101Map.Sync0]);
        SyncBits = (SyncMode & 3) == 3 ? 32 : 16;
        SyncWord = SyncBits == 32 ? (sync << 16) | sync : sync;
        SyncTolerance = (SyncMode & 3) switch { 1 => 1, 2 => 0, 3 => 2, _ => -1 };
        RateTolerance = BitSyncLimit[r[Cc1101Map.Bscfg] & 3];
        OffsetLimitHz = OffsetLimit[r[Cc1101Map.Foccfg] & 3] * BandwidthHz;

        // Section 17.3: RSSI update rate 2·BW/(8·2^FILTER_LENGTH). Response: two updates and the AGC's wait
        // of 8..32 samples at 2·BW, a simplification of TI DN505.
        var agc0 = r[Cc1101Map.Agcctrl0];
        RssiPeriodNs = (long)(8 * (1 << (agc0 & 3)) / (2 * BandwidthHz) * 1e9);
        RssiResponseNs = (2 * RssiPeriodNs) + (long)(8 * (1 + ((agc0 >> 4) & 3)) / (2 * BandwidthHz) * 1e9);

        // Section 17.4.1: -97.5 dBm at full gain and 33 dB target (table 32); other settings move it by their
        // decibels.
        var agc2 = r[Cc1101Map.Agcctrl2];
        var absolute = (r[Cc1101Map.Agcctrl1] & 15) ^ 8;
        CarrierSenseDbm = absolute == 0
            ? double.PositiveInfinity
            : -97.5 + (MagnitudeTargetDb[agc2 & 7] - 33) + LnaReductionDb[(agc2 >> 3) & 7]
                + (6 * (agc2 >> 6)) + absolute - 8;
    }

    public int Modulation { get; }

    public int SyncMode { get; }

    public bool SyncNeedsCarrier => SyncMode >= 4;

    /// <summary>Absolute carrier sense threshold at the antenna; +infinity: disabled.</summary>
    public double CarrierSenseDbm { get; }
}
