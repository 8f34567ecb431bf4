using Gateway.Core;

namespace Gateway.Simulator.Meters;

/// <summary>What a link mode is on the air: where, how fast, how wide.</summary>
/// <param name="Profile">What a gateway's radio must listen to.</param>
/// <param name="CarrierHz">Centre frequency, in hertz.</param>
/// <param name="ChipRateHz">Chips a second.</param>
/// <param name="DeviationHz">Nominal peak deviation of a sender, one side, in hertz.</param>
/// <param name="SyncBits">Length of the sync word that a receiver looks for.</param>
/// <param name="ReceiverBandwidthHz">Channel filter of a receiver for this mode, in hertz; the perfect
/// receiver of the reports is judged with it.</param>
public sealed record AirChannel(
    RadioProfile Profile, long CarrierHz, int ChipRateHz, int DeviationHz, int SyncBits,
    double ReceiverBandwidthHz)
{
    /// <summary>Centre of T1 and C1, meter to other (EN 13757-4).</summary>
    public const long FrequentCarrierHz = 868_950_000;

    /// <summary>T1 (EN 13757-4, deviation as public drivers state it).</summary>
    public static AirChannel T1 { get; } =
        new(RadioProfile.T1C1, FrequentCarrierHz, 100_000, 50_000, 16, 325_000);

    /// <summary>C1 (EN 13757-4, deviation as public drivers state it).</summary>
    public static AirChannel C1 { get; } =
        new(RadioProfile.T1C1, FrequentCarrierHz, 100_000, 45_000, 16, 325_000);

    /// <summary>S1: 32.768 kchip/s of Manchester code (EN 13757-4, deviation as public drivers state
    /// it).</summary>
    public static AirChannel S1 { get; } = new(RadioProfile.S1, 868_300_000, 32_768, 50_000, 16, 270_833);

    /// <summary>The linkIQ-style mode (firmware/Link/LinkIq/SPEC.md).</summary>
    public static AirChannel LinkIq { get; } =
        new(RadioProfile.LinkIq, 868_100_000, 4_800, 5_000, 32, 58_036);

    /// <summary>Chips a second of what a radio with a profile listens to: no two profiles have the same.</summary>
    public static int ChipRateOf(RadioProfile profile) => profile switch
    {
        RadioProfile.S1 => S1.ChipRateHz,
        RadioProfile.LinkIq => LinkIq.ChipRateHz,
        _ => C1.ChipRateHz,
    };

    /// <summary>The channel of a mode.</summary>
    public static AirChannel Of(AirMode mode) => mode switch
    {
        AirMode.T1 => T1,
        AirMode.S1 => S1,
        AirMode.LinkIq => LinkIq,
        _ => C1,
    };
}
