namespace Gateway.Simulator.Checkers;

/// <summary>Duty cycle limits of short range devices in the 868 MHz band: ERC Recommendation 70-03, annex 1, bands
/// h1.3 to h1.7 (as EN 300 220-2 has them), without listen before talk.</summary>
public static class DutyCycle
{
    /// <summary>Largest share of any hour that a sender may be on the air; 0 where it may not send at
    /// all.</summary>
    /// <param name="carrierHz">Its carrier.</param>
    public static double LimitAt(double carrierHz) => carrierHz switch
    {
        >= 863_000_000 and < 865_000_000 => 0.001,
        >= 865_000_000 and < 868_600_000 => 0.01,
        >= 868_700_000 and < 869_200_000 => 0.001,
        >= 869_400_000 and < 869_650_000 => 0.1,
        >= 869_700_000 and < 870_000_000 => 0.01,
        _ => 0,
    };
}
