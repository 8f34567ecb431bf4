namespace Gateway.Simulator.World;

/// <summary>Wired meters of one make that behave alike.</summary>
public sealed record ScenarioWiredGroup
{
    /// <summary>How many.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Make, as the meters' models name it.</summary>
    public string Make { get; init; }

    /// <summary>M-Bus: "primary", "number" (identification number alone) or "full" secondary address by which the
    /// gateway knows them.</summary>
    public string Addressing { get; init; } = "full";

    /// <summary>Identification number or address of the first; the others count on.</summary>
    public long FirstNumber { get; init; }

    /// <summary>M-Bus: the gateway is told the primary address beside the secondary one.</summary>
    public bool TellsPrimary { get; init; }

    /// <summary>Primary address of the first; the others count on.</summary>
    public int FirstPrimary { get; init; } = 1;

    /// <summary>M-Bus: bytes of a reply's frame; 0 = as many as the make needs.</summary>
    public int ReplyBytes { get; init; }

    /// <summary>From a request to the reply, in milliseconds; negative = as early as the standard allows.</summary>
    public double AnswerMs { get; init; } = -1;

    /// <summary>Speed when not the line's; 0 = the line's.</summary>
    public int BaudRate { get; init; }

    /// <summary>Shortest time between readings that the gateway keeps, in seconds; 0 = none.</summary>
    public int IntervalS { get; init; }

    /// <summary>M-Bus: whether they send compact frames; null = full ones.</summary>
    public string Compact { get; init; }

    /// <summary>What they do otherwise than they should; null = nothing.</summary>
    public string Trouble { get; init; }
}
