using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Gateway.Simulator.World;

/// <summary>What became of what one gateway had to do, or of what all of them together had.</summary>
public abstract class ReportFigures
{
    /// <summary>Frames on the air.</summary>
    public ReportAir Air { get; set; } = new();

    /// <summary>What the radio driver and the link layer made of them.</summary>
    public ReportRadio Radio { get; set; } = new();

    /// <summary>The radios of a gateway, by their place on the board; of several gateways together none.</summary>
    public IList<ReportRadioLine> Radios { get; set; } = new List<ReportRadioLine>();

    /// <summary>What the filter decided.</summary>
    public ReportFilter Filter { get; set; } = new();

    /// <summary>What the log holds.</summary>
    public ReportStore Store { get; set; } = new();

    /// <summary>What was published.</summary>
    public ReportUplink Uplink { get; set; } = new();

    /// <summary>Wired meters.</summary>
    public ReportWired Wired { get; set; } = new();

    /// <summary>Meters of the scenario; of one gateway of several: radio meters that it read.</summary>
    public ReportMeters Meters { get; set; } = new();

    /// <summary>What it takes from its battery; not there when nobody counts that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportEnergy Energy { get; set; }

    /// <summary>How the firmware kept its deadlines.</summary>
    public ReportFirmware Firmware { get; set; } = new();

    /// <summary>Power cuts that the gateway went through.</summary>
    public long PowerCuts { get; set; }

    /// <summary>Faults that the scenario dealt.</summary>
    public IList<ReportFault> Faults { get; set; } = new List<ReportFault>();

    /// <summary>Frames and records that nothing accounts for: 0 in every run.</summary>
    public long Unaccounted { get; set; }

    /// <summary>What the checkers found, in words; empty in every good run.</summary>
    public IList<string> Problems { get; set; } = new List<string>();
}
