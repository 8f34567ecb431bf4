using System.Text.Json.Serialization;

namespace Gateway.Simulator.World;

/// <summary>What became of one gateway of several.</summary>
public sealed class ReportGateway : ReportFigures
{
    /// <summary>Its id.</summary>
    [JsonPropertyOrder(-1)]
    public string Id { get; set; } = "";
}
