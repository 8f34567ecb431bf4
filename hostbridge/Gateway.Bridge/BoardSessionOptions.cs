namespace Gateway.Bridge;

/// <summary>Times and limits of the bridge's end.</summary>
public sealed record BoardSessionOptions
{
    /// <summary>Longest message from a board.</summary>
    public int MaxMessageBytes { get; init; } = 16_384;

    /// <summary>Segments that a board may send ahead.</summary>
    public int ReceiveWindow { get; init; } = 8;

    /// <summary>Bits a second of the line: how long to wait for an acknowledge.</summary>
    public int BaudRate { get; init; } = 115_200;

    /// <summary>An end that has said nothing for so many milliseconds says that it is there.</summary>
    public int AliveMs { get; init; } = 5_000;

    /// <summary>A board that was not heard for so many milliseconds is gone.</summary>
    public int SilenceMs { get; init; } = 20_000;

    /// <summary>Wait in milliseconds for an acknowledge beyond what the bytes take on the line.</summary>
    public int RetryMs { get; init; } = 250;

    /// <summary>Longest wait in milliseconds.</summary>
    public int RetryCapMs { get; init; } = 4_000;

    /// <summary>Seconds between two times that the board is told the time.</summary>
    public int TimeS { get; init; } = 3_600;
}
