using System;

namespace Gateway.Mqtt
{
    /// <summary>
    /// The native MQTT client library is not installed; the message says how to install it.
    /// </summary>
    public sealed class MqttLibraryMissingException : Exception
    {
        /// <summary>Creates the exception.</summary>
        /// <param name="inner">What the loader said.</param>
        public MqttLibraryMissingException(Exception inner)
            : base("libmosquitto.so.1 is not installed; on Debian: sudo apt-get install libmosquitto1", inner)
        {
        }
    }
}
