namespace Gateway.Simulator.World;

/// <summary>Duty cycle of the scenario's own senders.</summary>
public sealed class ReportDutyCycle
{
    /// <summary>Largest share of any hour that one of them was on the air, the one nearest to its limit or furthest
    /// beyond.</summary>
    public double Worst { get; set; }

    /// <summary>Limit of its band.</summary>
    public double Limit { get; set; }

    /// <summary>Which it is; empty when nobody sent.</summary>
    public string Sender { get; set; } = "";

    /// <summary>Senders that were over their limit at any time.</summary>
    public long Violators { get; set; }
}
