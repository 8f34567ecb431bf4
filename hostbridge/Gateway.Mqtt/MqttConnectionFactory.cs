namespace Gateway.Mqtt
{
    /// <summary>Makes connections with the client library that this build was made for.</summary>
    public static class MqttConnectionFactory
    {
        /// <summary>A new, unconnected connection.</summary>
        /// <exception cref="MqttLibraryMissingException">The native library is not installed.</exception>
        public static IMqttConnection Create()
        {
#if MQTTNET
            return new MqttNetConnection();
#else
            return new LibMosquittoConnection();
#endif
        }
    }
}
