namespace Gateway.Simulator.Meters.Wired;

/// <summary>One wired M-Bus slave.</summary>
public sealed record MBusSlaveOptions
{
    /// <summary>Make; gives manufacturer, version, device type and what it says.</summary>
    public MBusMake Make { get; init; } = MBusMake.Heat;

    /// <summary>Primary address 0 .. 250.</summary>
    public int Primary { get; init; }

    /// <summary>Identification number as BCD, 0x12345678.</summary>
    public uint IdentificationNumber { get; init; }

    /// <summary>Manufacturer's letters when not the make's.</summary>
    public string Manufacturer { get; init; }

    /// <summary>Version when not the make's.</summary>
    public byte? Version { get; init; }

    /// <summary>Speed in baud.</summary>
    public int BaudRate { get; init; } = 2400;

    /// <summary>From a request's end to the reply, in bit times; the standard allows 11 .. 330 + 50 ms.</summary>
    public double AnswerBits { get; init; } = 11;

    /// <summary>Bytes of a reply's frame, filled up with manufacturer data; 0 = as many as the make's records
    /// need.</summary>
    public int ReplyBytes { get; init; }

    /// <summary>Whether it sends compact frames; for makes of one telegram, whose length is then not filled up.</summary>
    public MBusCompact Compact { get; init; }

    /// <summary>What it does otherwise.</summary>
    public MBusTrouble Trouble { get; init; }
}
