namespace Gateway.Uplink
{
    /// <summary>Answers to commands that wait for the connection. Called on the loop.</summary>
    public interface IReplySource
    {
        /// <summary>Whether one waits.</summary>
        bool HasReply { get; }

        /// <summary>The oldest one; it stays until <see cref="ReplyDelivered"/>.</summary>
        byte[] PeekReply();

        /// <summary>The broker has that one.</summary>
        void ReplyDelivered(byte[] reply);
    }
}
