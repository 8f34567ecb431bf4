namespace Gateway.Mqtt
{
    /// <summary>Result of a connection attempt.</summary>
    public enum MqttConnectResult
    {
        /// <summary>CONNACK with success.</summary>
        Ok = 0,

        /// <summary>The name could not be resolved.</summary>
        NameNotResolved,

        /// <summary>Nobody answers at the address.</summary>
        Unreachable,

        /// <summary>No CONNACK in time.</summary>
        TimedOut,

        /// <summary>The broker refused the user, password or client id (CONNACK 2, 4, 5).</summary>
        NotAuthorized,

        /// <summary>The broker refused for another reason.</summary>
        Refused,
    }
}
