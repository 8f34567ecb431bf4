namespace Gateway.Bridge;

/// <summary>What a session with a board works for. All calls come from the thread that steps the session.</summary>
public interface IBoardHost
{
    /// <summary>Number of the bridge, drawn once for each of its stores.</summary>
    uint BridgeId { get; }

    /// <summary>Milliseconds since 1970-01-01 UTC; 0 = not known.</summary>
    long UnixMs { get; }

    /// <summary>A board begins a session.</summary>
    /// <returns>null = welcome; otherwise why not.</returns>
    string Greet(BoardHello hello);

    /// <summary>The board says how it wants to be known.</summary>
    void Connect(BoardConnect connect);

    /// <summary>The board publishes.</summary>
    /// <returns>true when the message will not be lost whatever happens from now on: the board forgets it.</returns>
    bool Publish(BridgeMessage message);

    /// <summary>The next message for the board, which is on its way from now on; null = there is none. It stays until
    /// <see cref="CommandDelivered"/>.</summary>
    /// <param name="nowUs">The session's time.</param>
    BridgeMessage NextCommand(long nowUs);

    /// <summary>That message has arrived, or never will.</summary>
    /// <param name="arrived">false: it is too long for the board.</param>
    /// <param name="nowUs">The session's time.</param>
    void CommandDelivered(bool arrived, long nowUs);

    /// <summary>Whether the board is to tell what its radios and lines hear and say.</summary>
    bool WantsTrace { get; }

    /// <summary>It has told something.</summary>
    void Traced(TraceItem item);

    /// <summary>The session is over.</summary>
    /// <param name="isProper">The board has said so; otherwise its will holds.</param>
    void Left(bool isProper);
}
