namespace Gateway.Uplink
{
    /// <summary>
    /// One attempt at a connection to the broker: a new object for each attempt. Connect, Publish, Subscribe
    /// and Close may block and run on the network worker only; the listener is called from any thread.
    /// </summary>
    public interface IMqttSession
    {
        /// <summary>Connects; blocks up to the request's time-out, or returns
        /// <see cref="MqttConnectStatus.Pending"/> at once and reports to the listener later.</summary>
        MqttConnectStatus Connect(MqttConnectRequest request, IMqttListener listener);

        /// <summary>Publishes with QoS 1.</summary>
        /// <param name="payload">Owned by the session until the listener reports it or the session is
        /// closed.</param>
        /// <returns>Packet id (1..65535) that the listener will report; 0 when it could not be
        /// sent.</returns>
        int Publish(string topic, byte[] payload, bool retain);

        /// <summary>Subscribes with QoS 1. While the connect is pending: notes the filter, and the connect
        /// ends when the subscription stands.</summary>
        bool Subscribe(string topicFilter);

        /// <summary>Disconnects (properly when the connection stands) and frees everything.
        /// Idempotent.</summary>
        void Close();
    }
}
