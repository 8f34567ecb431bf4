namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>QoS.</summary>
    public enum MqttQoSLevel : byte
    {
        /// <summary>QoS 0.</summary>
        AtMostOnce = 0,

        /// <summary>QoS 1.</summary>
        AtLeastOnce = 1,

        /// <summary>QoS 2.</summary>
        ExactlyOnce = 2,

        /// <summary>Subscription refused.</summary>
        GrantedFailure = 128,
    }
}
