namespace Gateway.Simulator.World;

/// <summary>How the firmware kept its deadlines.</summary>
public sealed class ReportFirmware
{
    /// <summary>Longest time that a stage other than the radio held the loop, in microseconds.</summary>
    public long LongestSliceUs { get; set; }

    /// <summary>The stage that did.</summary>
    public string LongestSliceStage { get; set; } = "";

    /// <summary>SPI transfers with the radio.</summary>
    public long SpiTransfers { get; set; }
}
