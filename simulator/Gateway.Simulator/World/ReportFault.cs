namespace Gateway.Simulator.World;

/// <summary>A fault that a scenario had carried out.</summary>
public sealed class ReportFault
{
    /// <summary>Simulated time of its start, in seconds.</summary>
    public double AtS { get; set; }

    /// <summary>How long it lasted, in seconds; null: to the end of the run, or for an instant.</summary>
    public double? ForS { get; set; }

    /// <summary>Id of the gateway.</summary>
    public string Gateway { get; set; } = "";

    /// <summary>What failed: "radio", "crystal", "broker" and so on.</summary>
    public string Component { get; set; } = "";

    /// <summary>How: "dead", "stuck_high", "step" and so on, as in the scenario.</summary>
    public string Type { get; set; } = "";

    /// <summary>By how much, in ppm, dB, bits, times or s; null where there is nothing to measure.</summary>
    public double? Amount { get; set; }
}
