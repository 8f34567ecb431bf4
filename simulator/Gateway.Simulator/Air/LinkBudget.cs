namespace Gateway.Simulator.Air;

/// <summary>How one receiver, tuned in one way, gets one arrival; see <see cref="Medium.Budget"/>.</summary>
/// <param name="CentreHz">Centre of the channel filter.</param>
/// <param name="BandwidthHz">Width of the channel filter.</param>
/// <param name="SignalDbm">Signal behind the filter.</param>
/// <param name="NoiseDbm">Noise behind the filter.</param>
/// <param name="EbN0Db">Energy a bit over noise density.</param>
/// <param name="NoiseErrorRate">Probability that noise alone turns a bit.</param>
public readonly record struct LinkBudget(
    double CentreHz,
    double BandwidthHz,
    double SignalDbm,
    double NoiseDbm,
    double EbN0Db,
    double NoiseErrorRate);
