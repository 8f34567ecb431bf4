namespace Gateway.Uplink
{
    /// <summary>A network interface of the board, as far as the uplink is concerned.</summary>
    public interface INetworkInterface
    {
        /// <summary>Whether it has a link and an address. Does not block.</summary>
        bool IsUp { get; }
    }
}
