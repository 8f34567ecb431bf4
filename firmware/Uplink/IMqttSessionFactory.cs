namespace Gateway.Uplink
{
    /// <summary>Makes a new session for each attempt (a refused M2Mqtt client must not be used
    /// again).</summary>
    public interface IMqttSessionFactory
    {
        /// <summary>A new, unconnected session. Does not block.</summary>
        IMqttSession Create();
    }
}
