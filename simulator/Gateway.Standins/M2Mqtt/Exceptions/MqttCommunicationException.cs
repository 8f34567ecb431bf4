using System;

namespace nanoFramework.M2Mqtt.Exceptions
{
    /// <summary>No answer in time (no inner exception), or sending failed.</summary>
    public class MqttCommunicationException : Exception
    {
        /// <summary>No answer in time.</summary>
        public MqttCommunicationException()
        {
        }

        /// <summary>Sending or receiving failed.</summary>
        public MqttCommunicationException(Exception e)
            : base(string.Empty, e)
        {
        }
    }
}
