namespace Gateway.Simulator.World;

/// <summary>Failed reads of one meter.</summary>
public sealed class ReportReadFailure
{
    /// <summary>Address of the meter.</summary>
    public string Meter { get; set; } = "";

    /// <summary>Word of the contract.</summary>
    public string Reason { get; set; } = "";

    /// <summary>How often.</summary>
    public long Count { get; set; }
}
