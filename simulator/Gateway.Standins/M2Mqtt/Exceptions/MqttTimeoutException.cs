using System;

namespace nanoFramework.M2Mqtt.Exceptions
{
    /// <summary>An operation took too long.</summary>
    public class MqttTimeoutException : Exception
    {
    }
}
