namespace Gateway.Uplink.Serial
{
    /// <summary>One attempt at a connection through a bridge. Nothing blocks: everything is told to the link,
    /// which works when the loop steps it.</summary>
    internal sealed class SerialSession : IMqttSession
    {
        private readonly SerialLink _link;

        public SerialSession(SerialLink link)
        {
            _link = link;
        }

        /// <inheritdoc/>
        public MqttConnectStatus Connect(MqttConnectRequest request, IMqttListener listener)
        {
            return _link.Connect(this, request, listener);
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] payload, bool retain)
        {
            return _link.Publish(this, topic, payload, retain);
        }

        /// <inheritdoc/>
        public bool Subscribe(string topicFilter)
        {
            return _link.Subscribe(this, topicFilter);
        }

        /// <inheritdoc/>
        public void Close()
        {
            _link.Close(this);
        }
    }
}
