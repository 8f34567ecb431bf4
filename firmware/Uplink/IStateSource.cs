namespace Gateway.Uplink
{
    /// <summary>A part of the gateway's state that the broker keeps (retained): published at each connection
    /// and after <see cref="MqttUplink.PublishStates"/>. Called on the loop.</summary>
    public interface IStateSource
    {
        /// <summary>Last level of its topic.</summary>
        string Name { get; }

        /// <summary>The payload, ready made: writing it takes more than a slice. Another array for each
        /// change; null = nothing to say yet.</summary>
        byte[] Payload { get; }
    }
}
