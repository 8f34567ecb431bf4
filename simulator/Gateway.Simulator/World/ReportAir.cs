namespace Gateway.Simulator.World;

/// <summary>Frames on the air.</summary>
public sealed class ReportAir
{
    /// <summary>Sent by meters.</summary>
    public long Sent { get; set; }

    /// <summary>Those that a perfect receiver at the gateway's place could have decoded.</summary>
    public long Delivered { get; set; }

    /// <summary>Destroyed by another frame.</summary>
    public long Collided { get; set; }

    /// <summary>Too weak.</summary>
    public long Weak { get; set; }

    /// <summary>Bursts of interferers, which are no frames.</summary>
    public long Interference { get; set; }
}
