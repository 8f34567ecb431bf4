using System;

namespace Gateway.Mqtt
{
    /// <summary>
    /// One MQTT 3.1.1 connection, the small interface behind which a client library sits. A connection is
    /// used for one attempt: after a failed connect or a loss, dispose it and make a new one. Events are
    /// raised on a thread of the library; a handler must not throw.
    /// </summary>
    public interface IMqttConnection : IDisposable
    {
        /// <summary>
        /// Raised once for each publish that the broker acknowledged; the argument is its packet id.
        /// </summary>
        event Action<int> Published;

        /// <summary>Raised for each message of a subscription: topic, payload, retained.</summary>
        event Action<string, byte[], bool> MessageReceived;

        /// <summary>
        /// Raised once when an established connection is lost (not after <see cref="Disconnect"/>).
        /// </summary>
        event Action Lost;

        /// <summary>Whether CONNACK came and the connection was not lost since.</summary>
        bool IsConnected { get; }

        /// <summary>
        /// Connects and waits for CONNACK. Does not throw for what the network or broker does.
        /// </summary>
        MqttConnectResult Connect(MqttConnectOptions options);

        /// <summary>Publishes.</summary>
        /// <returns>Packet id (for QoS 0 too), or 0 when there is no connection.</returns>
        int Publish(string topic, byte[] payload, int qos, bool retain);

        /// <summary>Subscribes.</summary>
        /// <returns>false when there is no connection.</returns>
        bool Subscribe(string topicFilter, int qos);

        /// <summary>Sends DISCONNECT and closes. Idempotent.</summary>
        void Disconnect();

        /// <summary>Ends without a word, as when power goes: the broker publishes the will. No event. Idempotent.</summary>
        void Abort();
    }
}
