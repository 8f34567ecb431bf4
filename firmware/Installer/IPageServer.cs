namespace Gateway.Installer
{
    /// <summary>Takes requests from the network, one at a time. Called on the loop; never blocks.</summary>
    public interface IPageServer
    {
        /// <summary>Whether a request waits.</summary>
        bool HasRequest { get; }

        /// <summary>The request that waits; valid until <see cref="Answer"/>.</summary>
        PageRequest Request { get; }

        /// <summary>Hands the answer over; the bytes stay as they are until the next request.</summary>
        void Answer(PageReply reply);
    }
}
