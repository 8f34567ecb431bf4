namespace Gateway.Uplink
{
    /// <summary>Takes the messages of the gateway's command topics, on the loop.</summary>
    public interface IMessageSink
    {
        /// <summary>One message; both are the receiver's.</summary>
        void OnMessage(string topic, byte[] payload);
    }
}
