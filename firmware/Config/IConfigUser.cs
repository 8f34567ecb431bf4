namespace Gateway.Config
{
    /// <summary>Knows whether a configuration can be used on this board.</summary>
    public interface IConfigUser
    {
        /// <summary>Tries a document. Not for the loop.</summary>
        /// <param name="document">UTF-8 text in [0, length).</param>
        /// <param name="isCommand">It comes from afar: what would lock the sender out is refused as
        /// well.</param>
        /// <returns>Path and reason; null when it can be used.</returns>
        string Refusal(byte[] document, int length, bool isCommand);
    }
}
