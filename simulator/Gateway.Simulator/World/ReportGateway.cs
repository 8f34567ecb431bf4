using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>What became of one gateway of several.</summary>
public sealed class ReportGateway
{
    /// <summary>Its id.</summary>
    public string Id { get; set; } = "";

    /// <summary>Frames at its first antenna.</summary>
    public ReportAir Air { get; set; } = new();

    /// <summary>What its radio drivers and link layer made of them; sums over its radios.</summary>
    public ReportRadio Radio { get; set; } = new();

    /// <summary>Its radios, by their place on the board.</summary>
    public IList<ReportRadioLine> Radios { get; set; } = new List<ReportRadioLine>();

    /// <summary>What its filter decided.</summary>
    public ReportFilter Filter { get; set; } = new();

    /// <summary>What its log holds.</summary>
    public ReportStore Store { get; set; } = new();

    /// <summary>What it published.</summary>
    public ReportUplink Uplink { get; set; } = new();

    /// <summary>Its wired meters.</summary>
    public ReportWired Wired { get; set; } = new();

    /// <summary>Radio meters that it read.</summary>
    public ReportMeters Meters { get; set; } = new();

    /// <summary>How its firmware kept its deadlines.</summary>
    public ReportFirmware Firmware { get; set; } = new();

    /// <summary>Power cuts that it went through.</summary>
    public long PowerCuts { get; set; }

    /// <summary>Faults that it was dealt.</summary>
    public IList<ReportFault> Faults { get; set; } = new List<ReportFault>();

    /// <summary>Frames and records that nothing accounts for.</summary>
    public long Unaccounted { get; set; }

    /// <summary>What the checkers found, in words.</summary>
    public IList<string> Problems { get; set; } = new List<string>();
}
