namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>Answers to CONNECT: MQTT 3.1.1 (1..5) and MQTT 5 (from 128).</summary>
    public enum MqttReasonCode : byte
    {
        /// <summary>Accepted.</summary>
        Success = 0,

        /// <summary>3.1.1: protocol version not accepted.</summary>
        ConnectionRefusedUnacceptableProtocolVersion = 1,

        /// <summary>3.1.1: client id rejected.</summary>
        ConnectionRefusedIdentifierRejected = 2,

        /// <summary>3.1.1: server unavailable.</summary>
        ConnectionRefusedServerUnavailable = 3,

        /// <summary>3.1.1: bad user name or password.</summary>
        ConnectionRefusedBadUserNameOrPassword = 4,

        /// <summary>3.1.1: not authorized.</summary>
        ConnectionRefusedNotAuthorized = 5,

        /// <summary>5: client id not valid.</summary>
        ClientIdentifierNotValid = 133,

        /// <summary>5: bad user name or password.</summary>
        BadUserNameOrPassword = 134,

        /// <summary>5: not authorized.</summary>
        NotAuthorized = 135,

        /// <summary>5: server unavailable.</summary>
        ServerUnavailable = 136,

        /// <summary>5: banned.</summary>
        Banned = 138,
    }
}
