using System;

namespace nanoFramework.M2Mqtt.Exceptions
{
    /// <summary>The TCP connection could not be made.</summary>
    public class MqttConnectionException : Exception
    {
        /// <summary>Creates the exception.</summary>
        public MqttConnectionException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
