using Gateway.Simulator.Meters;

namespace Gateway.Simulator.World;

/// <summary>One line of a telegram file, ready for the air, or the reason why it cannot be sent.</summary>
public sealed record TelegramFileLine
{
    /// <summary>1 for the first line of the file.</summary>
    public required int LineNumber { get; init; }

    /// <summary>First column: mode, frame format or kind; empty for a telegram without CRCs.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What to send; null when there is an error.</summary>
    public AirBits Air { get; init; }

    /// <summary>What must come of it.</summary>
    public FeedExpectation Expectation { get; init; }

    /// <summary>The telegram that must arrive, null unless <see cref="Expectation"/> says so.</summary>
    public byte[] Expected { get; init; }

    /// <summary>"file:line:column: reason" or null.</summary>
    public string Error { get; init; }

    /// <summary>True when the line itself is not in the form of a telegram file; false when it is a telegram
    /// that the asked mode cannot carry.</summary>
    public bool IsMalformed { get; init; }
}
