namespace Gateway.Bridge.Store;

/// <summary>A command on its way to the board.</summary>
/// <param name="Id">Its number in the store.</param>
/// <param name="Message">The command.</param>
/// <param name="ExpiresMs">When it is too late for it, in milliseconds since 1970-01-01 UTC; 0 = never.</param>
public sealed record StoredCommand(long Id, BridgeMessage Message, long ExpiresMs)
{
    /// <summary>Whether the board may have it already.</summary>
    public bool IsBegun { get; set; }
}
