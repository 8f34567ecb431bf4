namespace Gateway.Bridge;

/// <summary>What has happened at a port since the start.</summary>
public sealed class BoardSessionCounters
{
    /// <summary>Sessions that boards have begun.</summary>
    public long Sessions { get; set; }

    /// <summary>Boards that were not heard any more.</summary>
    public long Silences { get; set; }

    /// <summary>Frames of a session that is not known.</summary>
    public long StrayFrames { get; set; }

    /// <summary>Messages that were taken and acknowledged.</summary>
    public long Published { get; set; }

    /// <summary>Messages that could not be taken; the board keeps them.</summary>
    public long NotTaken { get; set; }

    /// <summary>Commands that have arrived at the board.</summary>
    public long Commands { get; set; }

    /// <summary>Messages that made no sense.</summary>
    public long BadMessages { get; set; }
}
