namespace Gateway.Simulator.Cli.Capacity;

/// <summary>One run of the grid and what came of it.</summary>
/// <param name="IntervalS">Interval of every meter, seconds.</param>
/// <param name="Meters">Number of meters.</param>
/// <param name="WindowS">Simulated time that was measured, seconds; at most an hour.</param>
/// <param name="Load">G: offered air time a second.</param>
/// <param name="Aloha">e^(−2G).</param>
/// <param name="Arithmetic">What the arithmetic with capture gives.</param>
/// <param name="Perfect">Share of frames that a receiver without dead time would have had.</param>
/// <param name="Received">Share of telegrams that came out of the firmware's link.</param>
/// <param name="Read">Share of meters of which at least one telegram of an hour did.</param>
/// <param name="IsReadMeasured">Whether that was measured over an hour; otherwise it follows from what was received and
/// from how reception differs between the meters.</param>
public sealed record CapacityCell(
    int IntervalS, int Meters, double WindowS, double Load, double Aloha, double Arithmetic, double Perfect,
    double Received, double Read, bool IsReadMeasured);
