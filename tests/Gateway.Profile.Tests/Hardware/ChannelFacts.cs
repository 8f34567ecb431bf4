namespace Gateway.Profile.Tests.Hardware;

/// <summary>What a set of registers means, by the equations of the chip's datasheet.</summary>
/// <param name="FrequencyHz">Carrier.</param>
/// <param name="ChipRateHz">Chips a second.</param>
/// <param name="DeviationHz">From the carrier to one of the two tones.</param>
/// <param name="BandwidthHz">Channel filter, from edge to edge.</param>
/// <param name="Sync">Sync word in hexadecimal digits.</param>
internal sealed record ChannelFacts(
    double FrequencyHz, double ChipRateHz, double DeviationHz, double BandwidthHz, string Sync);
