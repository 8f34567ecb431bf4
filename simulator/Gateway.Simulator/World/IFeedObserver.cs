namespace Gateway.Simulator.World;

/// <summary>Is told what became of each line.</summary>
public interface IFeedObserver
{
    /// <summary>Something that the person should know, once.</summary>
    void Notice(string text);

    /// <summary>A record of a line reached the broker.</summary>
    /// <param name="line">The line.</param>
    /// <param name="recordJson">The record exactly as it stood in the message.</param>
    void Arrived(TelegramFileLine line, string recordJson);

    /// <summary>Nothing came of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="reason">Why, in a word or a short phrase: "bad_symbol", "bad_crc_first_block".</param>
    void NotArrived(TelegramFileLine line, string reason);
}
