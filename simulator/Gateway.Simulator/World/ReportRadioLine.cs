using System.Collections.Generic;

namespace Gateway.Simulator.World;

/// <summary>One radio of a gateway.</summary>
public sealed class ReportRadioLine
{
    /// <summary>Its name; empty when it has none.</summary>
    public string Id { get; set; } = "";

    /// <summary>The chip.</summary>
    public string Chip { get; set; } = "";

    /// <summary>Frames, in whatever mode, that a perfect receiver at its antenna could have decoded.</summary>
    public long Delivered { get; set; }

    /// <summary>Decoded, all CRCs right.</summary>
    public long ReceivedOk { get; set; }

    /// <summary>Telegrams of these that no other radio on the same channel had.</summary>
    public long OnlyHere { get; set; }

    /// <summary>FIFO overflows.</summary>
    public long Overflow { get; set; }

    /// <summary>Delivered while the chip listened to their channel, and was busy, settling or off.</summary>
    public long Missed { get; set; }

    /// <summary>Delivered while it listened to another channel.</summary>
    public long OffChannel { get; set; }

    /// <summary>Times that the driver had to reset the chip.</summary>
    public long Restarts { get; set; }

    /// <summary>Changes of profile.</summary>
    public long Switches { get; set; }

    /// <summary>Share of the simulated time for which it listened, by profile: the share of each mode's telegrams that
    /// it can have heard.</summary>
    public IDictionary<string, double> Listened { get; set; } = new Dictionary<string, double>();
}
