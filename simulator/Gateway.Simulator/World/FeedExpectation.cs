namespace Gateway.Simulator.World;

/// <summary>What a line that is put on the air must lead to.</summary>
public enum FeedExpectation
{
    /// <summary>Exactly one record with exactly the line's telegram.</summary>
    Telegram,

    /// <summary>Not known: a record may come or not.</summary>
    Anything,

    /// <summary>No record: the frame is damaged or is no frame.</summary>
    Nothing,
}
