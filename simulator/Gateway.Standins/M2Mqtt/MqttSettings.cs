namespace nanoFramework.M2Mqtt
{
    /// <summary>Constants of the client.</summary>
    public class MqttSettings
    {
        /// <summary>Milliseconds that the client waits for an answer such as CONNACK.</summary>
        public const int DefaultTimeout = 30000;

        internal MqttSettings()
        {
        }
    }
}
