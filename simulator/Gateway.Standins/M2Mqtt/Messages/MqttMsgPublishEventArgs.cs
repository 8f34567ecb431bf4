using System;

namespace nanoFramework.M2Mqtt.Messages
{
    /// <summary>A received message.</summary>
    public class MqttMsgPublishEventArgs : EventArgs
    {
        /// <summary>Creates the arguments.</summary>
        public MqttMsgPublishEventArgs(string topic, byte[] message, bool dupFlag, MqttQoSLevel qosLevel,
            bool retain)
        {
            Topic = topic;
            Message = message;
            DupFlag = dupFlag;
            QosLevel = qosLevel;
            Retain = retain;
        }

        /// <summary>Topic.</summary>
        public string Topic { get; }

        /// <summary>Payload.</summary>
        public byte[] Message { get; }

        /// <summary>Sent again.</summary>
        public bool DupFlag { get; }

        /// <summary>QoS.</summary>
        public MqttQoSLevel QosLevel { get; }

        /// <summary>Retained.</summary>
        public bool Retain { get; }
    }
}
