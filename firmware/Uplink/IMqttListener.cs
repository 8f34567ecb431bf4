namespace Gateway.Uplink
{
    /// <summary>Called by a session from any thread: sets flags, wakes the loop, returns.</summary>
    public interface IMqttListener
    {
        /// <summary>A connect that was <see cref="MqttConnectStatus.Pending"/> has ended.</summary>
        void OnConnected(MqttConnectStatus status);

        /// <summary>The broker acknowledged (PUBACK), or the client gave up on, a publish.</summary>
        void OnPublished(int packetId, bool acknowledged);

        /// <summary>A message came for one of the subscriptions.</summary>
        void OnMessage(string topic, byte[] payload);

        /// <summary>The connection is gone.</summary>
        void OnLost();
    }
}
