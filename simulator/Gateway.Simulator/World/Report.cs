// What a run tells at its end, as JSON. The keys are a contract (design page "What a person types"): headends
// and CI read them; new keys may come, none may go. Names are the properties' in snake case.
using System.Collections.Generic;
using System.Text.Json;

namespace Gateway.Simulator.World;

/// <summary>Counters of a run. Filled by the simulation, also while it is running.</summary>
public sealed class Report
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Name of the scenario.</summary>
    public string Scenario { get; set; } = "";

    /// <summary>Seed of the run.</summary>
    public ulong Seed { get; set; }

    /// <summary>Simulated time in seconds.</summary>
    public double SimulatedS { get; set; }

    /// <summary>Wall time in seconds.</summary>
    public double WallS { get; set; }

    /// <summary>Frames on the air.</summary>
    public ReportAir Air { get; set; } = new();

    /// <summary>What the radio driver and the link layer made of them.</summary>
    public ReportRadio Radio { get; set; } = new();

    /// <summary>The radios of the gateway; of several gateways each has them in its section.</summary>
    public IList<ReportRadioLine> Radios { get; set; } = new List<ReportRadioLine>();

    /// <summary>What the filter decided.</summary>
    public ReportFilter Filter { get; set; } = new();

    /// <summary>What the log holds.</summary>
    public ReportStore Store { get; set; } = new();

    /// <summary>What was published.</summary>
    public ReportUplink Uplink { get; set; } = new();

    /// <summary>Wired meters.</summary>
    public ReportWired Wired { get; set; } = new();

    /// <summary>Meters of the scenario.</summary>
    public ReportMeters Meters { get; set; } = new();

    /// <summary>How the firmware kept its deadlines.</summary>
    public ReportFirmware Firmware { get; set; } = new();

    /// <summary>Duty cycle of the meters.</summary>
    public ReportDutyCycle DutyCycle { get; set; } = new();

    /// <summary>Power cuts that the gateway went through.</summary>
    public long PowerCuts { get; set; }

    /// <summary>Faults that the scenario dealt.</summary>
    public IList<ReportFault> Faults { get; set; } = new List<ReportFault>();

    /// <summary>Frames and records that nothing accounts for: 0 in every run.</summary>
    public long Unaccounted { get; set; }

    /// <summary>What the checkers found, in words; empty in every good run.</summary>
    public IList<string> Problems { get; set; } = new List<string>();

    /// <summary>A section for each gateway when the scenario has "gateways"; the figures above are then their sums,
    /// with each frame of <see cref="ReportAir.Sent"/> and each meter counted once.</summary>
    public IList<ReportGateway> Gateways { get; set; } = new List<ReportGateway>();

    /// <summary>Hash over all events: the same for the same scenario and seed.</summary>
    public string TraceHash { get; set; } = "";

    /// <summary>The report as indented JSON with a final line feed.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json).ReplaceLineEndings("\n") + "\n";
}
