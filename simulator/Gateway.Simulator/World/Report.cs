// What a run tells at its end, as JSON. The keys are a contract (design page "What a person types"): headends
// and CI read them; new keys may come, none may go. Names are the properties' in snake case.
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Simulator.World;

/// <summary>Counters of a run. Filled by the simulation, also while it is running.</summary>
public sealed class Report : ReportFigures
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Name of the scenario.</summary>
    [JsonPropertyOrder(-1)]
    public string Scenario { get; set; } = "";

    /// <summary>Seed of the run.</summary>
    [JsonPropertyOrder(-1)]
    public ulong Seed { get; set; }

    /// <summary>Simulated time in seconds.</summary>
    [JsonPropertyOrder(-1)]
    public double SimulatedS { get; set; }

    /// <summary>Wall time in seconds.</summary>
    [JsonPropertyOrder(-1)]
    public double WallS { get; set; }

    /// <summary>Duty cycle of the meters.</summary>
    [JsonPropertyOrder(1)]
    public ReportDutyCycle DutyCycle { get; set; } = new();

    /// <summary>A section for each gateway when the scenario has "gateways"; the other figures are then their sums,
    /// with each frame of <see cref="ReportAir.Sent"/> and each meter counted once.</summary>
    [JsonPropertyOrder(1)]
    public IList<ReportGateway> Gateways { get; set; } = new List<ReportGateway>();

    /// <summary>Hash over all events: the same for the same scenario and seed.</summary>
    [JsonPropertyOrder(1)]
    public string TraceHash { get; set; } = "";

    /// <summary>The report as indented JSON with a final line feed.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json).ReplaceLineEndings("\n") + "\n";
}
